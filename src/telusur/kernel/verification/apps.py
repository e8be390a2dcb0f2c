from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "telusur.kernel.verification"
    verbose_name = "Verifikasi publik"

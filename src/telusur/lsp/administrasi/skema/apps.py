from django.apps import AppConfig


class SkemaConfig(AppConfig):
    name = "telusur.lsp.administrasi.skema"
    verbose_name = "Skema sertifikasi"

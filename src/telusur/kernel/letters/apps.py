from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "telusur.kernel.letters"
    verbose_name = "Surat"

from django.apps import AppConfig


class TukConfig(AppConfig):
    name = "telusur.lsp.administrasi.tuk"

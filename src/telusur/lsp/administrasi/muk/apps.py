from django.apps import AppConfig


class MukConfig(AppConfig):
    name = "telusur.lsp.administrasi.muk"

from django.apps import AppConfig


class UmumConfig(AppConfig):
    name = "telusur.lsp.administrasi.umum"

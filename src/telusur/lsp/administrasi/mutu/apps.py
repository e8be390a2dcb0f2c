from django.apps import AppConfig


class MutuConfig(AppConfig):
    name = "telusur.lsp.administrasi.mutu"

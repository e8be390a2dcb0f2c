from django.apps import AppConfig


class PraasesmenConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.praasesmen"

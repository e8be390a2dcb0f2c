from django.apps import AppConfig


class AsesmenConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.asesmen"

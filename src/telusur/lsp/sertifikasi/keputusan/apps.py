from django.apps import AppConfig


class KeputusanConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.keputusan"

from django.apps import AppConfig


class SertifikatConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.sertifikat"

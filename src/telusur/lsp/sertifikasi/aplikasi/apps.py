from django.apps import AppConfig


class AplikasiConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.aplikasi"

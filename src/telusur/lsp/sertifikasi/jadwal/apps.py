from django.apps import AppConfig


class JadwalConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.jadwal"

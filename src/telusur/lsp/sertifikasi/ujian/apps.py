from django.apps import AppConfig


class UjianConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.ujian"
    verbose_name = "Ujian tertulis"

from django.apps import AppConfig


class BlankoConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.blanko"
    verbose_name = "Blanko sertifikat"

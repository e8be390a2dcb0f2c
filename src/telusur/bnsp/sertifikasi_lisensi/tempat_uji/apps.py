from django.apps import AppConfig


class TempatUjiConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.tempat_uji"
    verbose_name = "TUK"

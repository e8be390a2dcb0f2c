from django.apps import AppConfig


class PemegangConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.pemegang"
    verbose_name = "Pemegang sertifikat"

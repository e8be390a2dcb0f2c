from django.apps import AppConfig


class AsesorKompetensiConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.asesor_kompetensi"
    verbose_name = "Asesor kompetensi"

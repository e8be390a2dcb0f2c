from django.apps import AppConfig


class PermohonanLisensiConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.permohonan_lisensi"
    verbose_name = "Permohonan lisensi"

    def ready(self) -> None:
        from telusur.bnsp.sertifikasi_lisensi.permohonan_lisensi import alur

        alur.daftarkan()

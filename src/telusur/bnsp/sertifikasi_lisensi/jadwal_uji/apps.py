from django.apps import AppConfig


class JadwalUjiConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.jadwal_uji"
    verbose_name = "Jadwal uji"

    def ready(self) -> None:
        from telusur.kernel.letters.numbers import register_series

        register_series("jadwal_uji", "Nomor jadwal uji", "BNSP-JDW-{tahun}-{n:05d}", "tahun")

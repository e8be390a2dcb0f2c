from django.apps import AppConfig


class JadwalConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.jadwal"
    verbose_name = "Jadwal"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.sertifikasi.jadwal import (
            bagian,
            kinds,  # noqa: F401  (declares the documents)
            nav,
        )
        from telusur.lsp.sertifikasi.jadwal.akses import berkas_jadwal

        register_access(berkas_jadwal)
        nav.register()
        bagian.register()

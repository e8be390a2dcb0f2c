from django.apps import AppConfig


class PimpinanConfig(AppConfig):
    name = "telusur.bnsp.manajemen.pimpinan"
    verbose_name = "Pimpinan"

    def ready(self) -> None:
        from telusur.bnsp.manajemen.pimpinan import navigasi

        navigasi.daftarkan()

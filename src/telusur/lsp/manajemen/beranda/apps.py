from django.apps import AppConfig


class BerandaConfig(AppConfig):
    name = "telusur.lsp.manajemen.beranda"
    verbose_name = "Beranda"

    def ready(self) -> None:
        from telusur.lsp.manajemen.beranda import navigasi, sop

        navigasi.daftarkan()
        sop.daftarkan()

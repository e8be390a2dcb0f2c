from django.apps import AppConfig


class KunjunganConfig(AppConfig):
    name = "telusur.lsp.manajemen.kunjungan"
    verbose_name = "Kunjungan BNSP"

    def ready(self) -> None:
        from telusur.lsp.manajemen.kunjungan import nav

        nav.register()

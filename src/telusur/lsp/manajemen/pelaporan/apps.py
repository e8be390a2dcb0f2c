from django.apps import AppConfig


class PelaporanConfig(AppConfig):
    name = "telusur.lsp.manajemen.pelaporan"
    verbose_name = "Pelaporan"

    def ready(self) -> None:
        from telusur.lsp.manajemen.pelaporan import kinds, penerbitan  # noqa: F401  (documents and kinds of report)

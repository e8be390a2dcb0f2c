from django.apps import AppConfig


class MutuConfig(AppConfig):
    name = "telusur.lsp.administrasi.mutu"
    verbose_name = "Dokumen mutu"

    def ready(self) -> None:
        from telusur.lsp.administrasi.mutu import nav

        nav.register()

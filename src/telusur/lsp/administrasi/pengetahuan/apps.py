from django.apps import AppConfig


class PengetahuanConfig(AppConfig):
    name = "telusur.lsp.administrasi.pengetahuan"
    verbose_name = "Pengetahuan"

    def ready(self) -> None:
        from telusur.lsp.administrasi.pengetahuan import nav

        nav.register()

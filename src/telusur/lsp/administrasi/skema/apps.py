from django.apps import AppConfig


class SkemaConfig(AppConfig):
    name = "telusur.lsp.administrasi.skema"
    verbose_name = "Skema sertifikasi"

    def ready(self) -> None:
        from telusur.lsp.administrasi.skema import nav

        nav.register()

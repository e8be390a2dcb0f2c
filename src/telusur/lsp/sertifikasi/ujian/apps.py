from django.apps import AppConfig


class UjianConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.ujian"
    verbose_name = "Ujian tertulis"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.ujian import nav

        nav.register()

from django.apps import AppConfig


class PraasesmenConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.praasesmen"
    verbose_name = "Pra-asesmen"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.praasesmen import kebijakan, nav

        kebijakan.daftarkan()
        nav.register()

from django.apps import AppConfig


class AsesmenConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.asesmen"
    verbose_name = "Asesmen"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.asesmen import kebijakan, nav

        kebijakan.daftarkan()
        nav.register()

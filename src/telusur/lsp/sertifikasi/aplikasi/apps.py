from django.apps import AppConfig


class AplikasiConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.aplikasi"
    verbose_name = "Aplikasi permohonan"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.aplikasi import kebijakan

        kebijakan.daftarkan()

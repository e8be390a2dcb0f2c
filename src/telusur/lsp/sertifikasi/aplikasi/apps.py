from django.apps import AppConfig


class AplikasiConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.aplikasi"
    verbose_name = "Aplikasi permohonan"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.sertifikasi.aplikasi import kebijakan
        from telusur.lsp.sertifikasi.aplikasi.akses import berkas_kasus

        kebijakan.daftarkan()
        register_access(berkas_kasus)

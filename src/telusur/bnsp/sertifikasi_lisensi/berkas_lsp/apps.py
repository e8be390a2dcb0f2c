from django.apps import AppConfig


class BerkasLspConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.berkas_lsp"
    verbose_name = "Dokumen kiriman LSP"

    def ready(self) -> None:
        from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import boleh_membuka
        from telusur.kernel.archive.access import register_access

        register_access(boleh_membuka)

from django.apps import AppConfig


class UmumConfig(AppConfig):
    name = "telusur.lsp.administrasi.umum"
    verbose_name = "Administrasi umum"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.kernel.documents.letterhead import register_letterhead
        from telusur.lsp import roles  # noqa: F401  (names the roles)
        from telusur.lsp.administrasi.umum import (
            kinds,  # noqa: F401  (declares the kinds of letters)
            seri,  # noqa: F401  (declares the number series)
        )
        from telusur.lsp.administrasi.umum.akses import surat_terlihat
        from telusur.lsp.administrasi.umum.letterhead import kepala_surat

        register_letterhead(kepala_surat)
        from telusur.lsp.administrasi.umum.tangan import bukti_tangan_terlihat

        register_access(surat_terlihat)
        register_access(bukti_tangan_terlihat)

from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    name = "telusur.lsp.administrasi.keuangan"
    verbose_name = "Keuangan"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.administrasi.keuangan import kinds  # noqa: F401  (declares the documents)
        from telusur.lsp.administrasi.keuangan.akses import tagihan_terlihat

        register_access(tagihan_terlihat)

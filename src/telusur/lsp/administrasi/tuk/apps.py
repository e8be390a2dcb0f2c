from django.apps import AppConfig


class TukConfig(AppConfig):
    name = "telusur.lsp.administrasi.tuk"
    verbose_name = "TUK"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.lsp.administrasi.tuk import kinds  # noqa: F401  (declares the documents)
        from telusur.lsp.administrasi.tuk.akses import berita_acara_terlihat

        register_access(berita_acara_terlihat)

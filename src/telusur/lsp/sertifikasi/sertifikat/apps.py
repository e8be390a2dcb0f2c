from django.apps import AppConfig


class SertifikatConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.sertifikat"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.sertifikat import kinds  # noqa: F401  (declares the documents)

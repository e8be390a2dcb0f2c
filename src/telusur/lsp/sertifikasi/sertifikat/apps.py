from django.apps import AppConfig


class SertifikatConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.sertifikat"
    verbose_name = "Sertifikat"

    def ready(self) -> None:
        from telusur.lsp.sertifikasi.keputusan.queries import SYARAT_CATAT
        from telusur.lsp.sertifikasi.sertifikat import kinds, nav  # noqa: F401  (kinds declares the documents)
        from telusur.lsp.sertifikasi.sertifikat.queries import syarat_keputusan

        nav.register()
        SYARAT_CATAT.append(syarat_keputusan)

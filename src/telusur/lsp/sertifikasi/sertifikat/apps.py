from django.apps import AppConfig


class SertifikatConfig(AppConfig):
    name = "telusur.lsp.sertifikasi.sertifikat"
    verbose_name = "Sertifikat"

    def ready(self) -> None:
        from telusur.kernel.flows.sync import register_work
        from telusur.lsp.sertifikasi.keputusan.models import Komite
        from telusur.lsp.sertifikasi.keputusan.queries import SYARAT_CATAT
        from telusur.lsp.sertifikasi.sertifikat import kinds, nav  # noqa: F401  (kinds declares the documents)
        from telusur.lsp.sertifikasi.sertifikat.queries import syarat_keputusan
        from telusur.lsp.sertifikasi.sertifikat.tugas import ajukan_blanko

        nav.register()
        register_work(Komite, ajukan_blanko)
        SYARAT_CATAT.append(syarat_keputusan)

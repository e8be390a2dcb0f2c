from django.apps import AppConfig


class BlankoConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.blanko"
    verbose_name = "Blanko sertifikat"

    def ready(self) -> None:
        from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import daftarkan_pembaca
        from telusur.bnsp.sertifikasi_lisensi.blanko.models import BlankoRusak, PermohonanBlanko
        from telusur.bnsp.sertifikasi_lisensi.blanko.queries import PEMBACA

        daftarkan_pembaca(PermohonanBlanko, PEMBACA)
        daftarkan_pembaca(BlankoRusak, PEMBACA)

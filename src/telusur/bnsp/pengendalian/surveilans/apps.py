from django.apps import AppConfig


class SurveilansConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.surveilans"
    verbose_name = "Surveilans LSP"

    def ready(self) -> None:
        from telusur.bnsp.pengendalian.surveilans.models import Temuan
        from telusur.bnsp.pengendalian.surveilans.queries import PEMBACA
        from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import daftarkan_pembaca

        daftarkan_pembaca(Temuan, PEMBACA)

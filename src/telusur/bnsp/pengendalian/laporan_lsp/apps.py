from django.apps import AppConfig


class LaporanLspConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.laporan_lsp"
    verbose_name = "Laporan LSP"

    def ready(self) -> None:
        from telusur.bnsp.pengendalian.laporan_lsp.models import LaporanLsp
        from telusur.bnsp.pengendalian.laporan_lsp.queries import PEMBACA
        from telusur.bnsp.sertifikasi_lisensi.berkas_lsp.queries import daftarkan_pembaca

        daftarkan_pembaca(LaporanLsp, PEMBACA)

from django.apps import AppConfig


class LaporanLspConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.laporan_lsp"
    verbose_name = "Laporan LSP"

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "telusur.kernel.reports"
    verbose_name = "Laporan"

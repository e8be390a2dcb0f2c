from django.apps import AppConfig


class BnspConfig(AppConfig):
    name = "telusur.lsp.manajemen.bnsp"
    verbose_name = "Hubungan dengan BNSP"

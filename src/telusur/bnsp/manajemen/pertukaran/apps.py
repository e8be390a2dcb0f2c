from django.apps import AppConfig


class PertukaranConfig(AppConfig):
    name = "telusur.bnsp.manajemen.pertukaran"
    verbose_name = "Pertukaran dengan LSP"

from django.apps import AppConfig


class PertukaranConfig(AppConfig):
    name = "telusur.bnsp.manajemen.pertukaran"
    label = "bnsp_pertukaran"
    verbose_name = "Pertukaran dengan LSP"

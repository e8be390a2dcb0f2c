from django.apps import AppConfig


class BerandaConfig(AppConfig):
    name = "telusur.lsp.manajemen.beranda"

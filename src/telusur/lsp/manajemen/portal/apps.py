from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "telusur.lsp.manajemen.portal"

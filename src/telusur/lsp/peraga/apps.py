from django.apps import AppConfig


class PeragaConfig(AppConfig):
    name = "telusur.lsp.peraga"
    verbose_name = "Peraga"

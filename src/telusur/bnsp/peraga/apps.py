from django.apps import AppConfig


class PeragaConfig(AppConfig):
    name = "telusur.bnsp.peraga"
    label = "peraga_bnsp"
    verbose_name = "Peraga"

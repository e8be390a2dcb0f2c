from django.apps import AppConfig


class PedomanConfig(AppConfig):
    name = "telusur.bnsp.harmonisasi.pedoman"
    verbose_name = "Pedoman"

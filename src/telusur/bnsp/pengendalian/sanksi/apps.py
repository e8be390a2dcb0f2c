from django.apps import AppConfig


class SanksiConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.sanksi"
    verbose_name = "Kasus sanksi"

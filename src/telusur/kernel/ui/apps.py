from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "telusur.kernel.ui"

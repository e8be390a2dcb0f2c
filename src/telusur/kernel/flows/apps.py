from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "telusur.kernel.flows"

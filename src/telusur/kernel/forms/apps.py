from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "telusur.kernel.forms"

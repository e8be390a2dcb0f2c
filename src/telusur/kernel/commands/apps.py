from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "telusur.kernel.commands"
    verbose_name = "Kewenangan"

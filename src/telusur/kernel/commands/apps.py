from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "telusur.kernel.commands"
    verbose_name = "Kewenangan"

    def ready(self) -> None:
        from telusur.kernel.commands import checks  # noqa: F401  (registers itself)

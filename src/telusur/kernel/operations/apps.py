from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "telusur.kernel.operations"
    verbose_name = "Operasi"

    def ready(self) -> None:
        from telusur.kernel.operations import queries  # noqa: F401  (registers the reading)

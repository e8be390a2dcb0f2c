from django.apps import AppConfig


class UiConfig(AppConfig):
    """Interface: shells, components, refusals."""

    name = "telusur.kernel.ui"

    def ready(self) -> None:
        from telusur.kernel.ui import wording

        wording.use()

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "telusur.kernel.notices"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from telusur.kernel.notices import commands, queries, subscribers  # noqa: F401  (registers acts and listeners)

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "telusur.kernel.archive"
    verbose_name = "Arsip"

    def ready(self) -> None:
        from telusur.kernel.archive import commands, queries  # noqa: F401  (so that their acts are registered)

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "telusur.kernel.archive"
    verbose_name = "Arsip"

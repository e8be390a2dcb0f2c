from django.apps import AppConfig


class GudangConfig(AppConfig):
    name = "tests.kernel.commands.gudang"
    label = "gudang"
    default_auto_field = "django.db.models.BigAutoField"

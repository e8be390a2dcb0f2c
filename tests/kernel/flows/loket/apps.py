from django.apps import AppConfig


class LoketConfig(AppConfig):
    name = "tests.kernel.flows.loket"
    label = "loket"
    verbose_name = "Loket"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "telusur.kernel.outbox"
    verbose_name = "Peristiwa"

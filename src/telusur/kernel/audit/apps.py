from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "telusur.kernel.audit"
    verbose_name = "Jejak"

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "telusur.kernel.audit"
    verbose_name = "Jejak"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from telusur.kernel.base import text_index

        post_migrate.connect(text_index.keep, dispatch_uid="text_index.keep")

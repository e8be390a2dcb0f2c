from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "telusur.kernel.documents"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from telusur.kernel.archive.access import register_access
        from telusur.kernel.documents.access import public_document

        register_access(public_document)

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "telusur.kernel.documents"

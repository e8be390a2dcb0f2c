from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "telusur.kernel.notices"
    verbose_name = "Pemberitahuan"

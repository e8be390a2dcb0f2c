from django.apps import AppConfig


class ProgramConfig(AppConfig):
    name = "telusur.bnsp.perencanaan.program"
    verbose_name = "Perencanaan dan pengembangan"

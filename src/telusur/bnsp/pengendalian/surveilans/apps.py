from django.apps import AppConfig


class SurveilansConfig(AppConfig):
    name = "telusur.bnsp.pengendalian.surveilans"
    verbose_name = "Surveilans LSP"

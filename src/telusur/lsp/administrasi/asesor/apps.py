from django.apps import AppConfig


class AsesorConfig(AppConfig):
    name = "telusur.lsp.administrasi.asesor"
    verbose_name = "Asesor"

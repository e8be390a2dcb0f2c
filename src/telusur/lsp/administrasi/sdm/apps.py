from django.apps import AppConfig


class SdmConfig(AppConfig):
    name = "telusur.lsp.administrasi.sdm"
    verbose_name = "Personel"

from django.apps import AppConfig


class KeuanganConfig(AppConfig):
    name = "telusur.lsp.administrasi.keuangan"

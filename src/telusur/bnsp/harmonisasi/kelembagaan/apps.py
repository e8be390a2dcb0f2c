from django.apps import AppConfig


class KelembagaanConfig(AppConfig):
    name = "telusur.bnsp.harmonisasi.kelembagaan"
    verbose_name = "Kelembagaan dan harmonisasi"

from django.apps import AppConfig


class PersuratanConfig(AppConfig):
    name = "telusur.bnsp.sekretariat.persuratan"
    verbose_name = "Persuratan"

    def ready(self) -> None:
        from telusur.bnsp.sekretariat.persuratan import alur

        alur.daftarkan()

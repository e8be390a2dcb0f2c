from django.apps import AppConfig


class PenyediaConfig(AppConfig):
    name = "telusur.bnsp.manajemen.penyedia"
    label = "penyedia"
    verbose_name = "Masuk ke sistem LSP"

    def ready(self) -> None:
        from telusur.bnsp.manajemen.penyedia import nav, signals  # noqa: F401  (signals registers itself)

        nav.register()

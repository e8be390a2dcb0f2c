from django.apps import AppConfig


class LisensiConfig(AppConfig):
    name = "telusur.bnsp.sertifikasi_lisensi.lisensi"
    verbose_name = "LSP dan lisensi"

    def ready(self) -> None:
        from telusur.bnsp import roles  # noqa: F401  (names the roles)

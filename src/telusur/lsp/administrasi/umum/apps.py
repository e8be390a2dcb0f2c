from django.apps import AppConfig


class UmumConfig(AppConfig):
    name = "telusur.lsp.administrasi.umum"
    verbose_name = "Administrasi umum"

    def ready(self) -> None:
        from telusur.lsp import roles  # noqa: F401  (names the roles)
        from telusur.lsp.administrasi.umum import seri  # noqa: F401  (declares the number series)

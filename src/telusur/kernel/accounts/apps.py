from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "telusur.kernel.accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        from telusur.kernel.accounts import commands, queries, signals  # noqa: F401  (their decorators register them)

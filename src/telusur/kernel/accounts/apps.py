from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "telusur.kernel.accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        from telusur.kernel.accounts import signals  # noqa: F401  (its decorators register them)

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "telusur.kernel.accounts"
    verbose_name = "Akun"

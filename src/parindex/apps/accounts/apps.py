from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "parindex.apps.accounts"
    verbose_name = "Tài khoản"

"""Who acts: accounts, grants, administrators."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "league.accounts"
    label = "accounts"
    verbose_name = "账号与授权"

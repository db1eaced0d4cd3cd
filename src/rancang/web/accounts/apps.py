"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.accounts"
    label = "accounts"

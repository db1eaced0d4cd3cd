"""The app's name for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.journal"
    label = "journal"

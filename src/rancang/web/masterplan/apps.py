"""The app's name for Django."""

from django.apps import AppConfig


class MasterplanConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.masterplan"
    label = "masterplan"

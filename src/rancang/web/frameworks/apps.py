"""The app's name for Django."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.frameworks"
    label = "frameworks"

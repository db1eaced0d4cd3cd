"""The app's name for Django."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.regions"
    label = "regions"

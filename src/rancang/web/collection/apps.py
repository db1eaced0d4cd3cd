"""The app's name for Django."""

from django.apps import AppConfig


class CollectionConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.collection"
    label = "collection"

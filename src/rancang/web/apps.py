"""The site itself, so that Django finds its commands and templates."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web part as a whole."""

    name = "rancang.web"
    label = "web"

"""The site itself, so that Django finds its commands and templates."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class WebConfig(AppConfig):
    """The web part as a whole."""

    name = "rancang.web"
    label = "web"


class StaticConfig(StaticFilesConfig):
    """Collects of Bootstrap only what pages use."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "*.rtl.*",
        "*.esm.*",
        "*.py",
        "bootstrap-*.css",
    ]

"""The app's name for Django."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """One room of the river."""

    name = "rancang.web.assessment"
    label = "assessment"

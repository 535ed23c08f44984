"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class EvaluateConfig(AppConfig):
    """Named as the room."""

    name = "sawan.evaluate"
    label = "evaluate"

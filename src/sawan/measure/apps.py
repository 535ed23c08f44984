"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class MeasureConfig(AppConfig):
    """Named as the room."""

    name = "sawan.measure"
    label = "measure"

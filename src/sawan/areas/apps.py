"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Named as the room."""

    name = "sawan.areas"
    label = "areas"

"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class DeliverConfig(AppConfig):
    """Named as the room."""

    name = "sawan.deliver"
    label = "deliver"

"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """Named as the room."""

    name = "sawan.publish"
    label = "publish"

"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named as the room."""

    name = "sawan.people"
    label = "people"

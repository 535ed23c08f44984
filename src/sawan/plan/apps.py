"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Named as the room."""

    name = "sawan.plan"
    label = "plan"

"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class FundConfig(AppConfig):
    """Named as the room."""

    name = "sawan.fund"
    label = "fund"

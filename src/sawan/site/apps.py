"""The room's entry in Django's list of applications."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Named as the room."""

    name = "sawan.site"
    label = "site"

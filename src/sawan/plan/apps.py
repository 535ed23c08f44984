"""The plan room as Django knows it."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """What do we want? Editions of the strategy, their targets, the difference between them."""

    name = "sawan.plan"
    label = "plan"
    verbose_name = "Plan"

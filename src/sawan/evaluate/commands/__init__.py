"""The commands of `sawan evaluate`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "forecast": ("sawan.evaluate.commands.forecast:forecast_command", "Years ahead of yearly series, with bands."),
    "target": ("sawan.evaluate.commands.target:target_command", "The chance of each target, and the pace it needs."),
    "effect": ("sawan.evaluate.commands.effect:effect_command", "Did a programme work? Placebos and a verdict."),
    "hazard": ("sawan.evaluate.commands.analyses:hazard_command", "Repeated flood, warning, money."),
    "access": ("sawan.evaluate.commands.analyses:access_command", "Who is far from a service."),
    "location": ("sawan.evaluate.commands.analyses:location_command", "Where to put the next sites."),
    "hotspots": ("sawan.evaluate.commands.analyses:hotspots_command", "Where high or low values lie together."),
    "compare": ("sawan.evaluate.commands.analyses:compare_command", "Strengths, change by sector, like provinces."),
    "cohort": ("sawan.evaluate.commands.analyses:cohort_command", "People by age group, year by year."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def evaluate() -> None:
    """Does it work? Forecasts, effects, analyses."""

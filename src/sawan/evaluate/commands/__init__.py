"""The commands of `sawan evaluate`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "forecast": ("sawan.evaluate.commands.forecast:forecast_command", "Years ahead of yearly series, with bands."),
    "target": ("sawan.evaluate.commands.target:target_command", "The chance of each target, and the pace it needs."),
    "effect": ("sawan.evaluate.commands.effect:effect_command", "Did a programme work? Placebos and a verdict."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def evaluate() -> None:
    """Does it work? Forecasts, effects, analyses."""

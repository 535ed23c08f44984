"""The commands of `sawan evaluate`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def evaluate() -> None:
    """Does it work? Forecasts, effects, analyses."""

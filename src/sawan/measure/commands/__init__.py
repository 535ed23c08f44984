"""The commands of `sawan measure`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def measure() -> None:
    """Where are we? Observations, indicators, indices."""

"""The commands of `sawan areas`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "find": ("sawan.areas.commands.places:find", "The place that a name or a code means."),
    "show": ("sawan.areas.commands.places:show", "A place, what holds it and what it holds."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def areas() -> None:
    """Places: register and look-up."""

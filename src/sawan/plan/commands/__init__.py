"""The commands of `sawan plan`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("sawan.plan.commands.documents:import_document", "Draft an edition from a published document."),
    "check": ("sawan.plan.commands.editions:check", "Check the file of an edition."),
    "load": ("sawan.plan.commands.editions:load", "Store an edition."),
    "show": ("sawan.plan.commands.editions:show", "Show an edition, such as 60/2564."),
    "diff": ("sawan.plan.commands.editions:diff", "What changed between two editions."),
    "export": ("sawan.plan.commands.editions:export", "Write an edition's file."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def plan() -> None:
    """What do we want? Editions of the strategy."""

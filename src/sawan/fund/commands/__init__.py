"""The commands of `sawan fund`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "score": ("sawan.fund.commands.score:score", "Points and totals of proposals under a scheme."),
    "duplicates": ("sawan.fund.commands.duplicates:duplicates", "Proposals that are the same, or look so."),
    "select": ("sawan.fund.commands.select:select", "Which proposals to fund under ceilings, and why."),
    "advise": ("sawan.fund.commands.advise:advise", "What is missing or unclear in proposals."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def fund() -> None:
    """What shall we do next year? Choosing projects."""

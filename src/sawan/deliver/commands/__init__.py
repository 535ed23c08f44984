"""The commands of `sawan deliver`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "disbursement": ("sawan.deliver.commands.published:disbursement", "Published targets and results of paying out."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def deliver() -> None:
    """Is it being done? Money and work."""

"""The commands of `sawan publish`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "dataset": ("sawan.publish.commands.datasets:dataset", "An indicator's figures as CSV, JSON or Parquet."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def publish() -> None:
    """Who can see it? Open data and documents."""

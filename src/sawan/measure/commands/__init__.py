"""The commands of `sawan measure`, each imported when it is called."""

from __future__ import annotations

import click

from sawan.console import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("sawan.measure.commands.observations:import_", "Store the observations of a file."),
    "template": ("sawan.measure.commands.templates:template", "A workbook for an office to fill in."),
    "undo": ("sawan.measure.commands.observations:undo", "Take an import back."),
    "runs": ("sawan.measure.commands.observations:runs", "The newest imports and computations."),
    "value": ("sawan.measure.commands.figures:value", "The value of an indicator."),
    "explain": ("sawan.measure.commands.figures:explain", "How a value came about."),
    "verify": ("sawan.measure.commands.proofs:verify", "Whether every run's copy equals its rows."),
    "run": ("sawan.measure.commands.computing:run", "Compute what changed and store what is different."),
    "check": ("sawan.measure.commands.computing:check", "The worked examples under the definitions."),
    "rank": ("sawan.measure.commands.figures:rank", "Areas in order of an indicator."),
    "catalogue": ("sawan.measure.commands.figures:catalogue", "The indicators that may be imported or computed."),
    "composite": ("sawan.measure.commands.composite:composite", "A composite index with its audit and uncertainty."),
    "survey": ("sawan.measure.commands.survey:survey", "Invented households for trying methods."),
    "ita": ("sawan.measure.commands.integrity:ita", "Score an integrity assessment; the way to the next band."),
}


@click.group(cls=LazyGroup, lazy=COMMANDS)
def measure() -> None:
    """Where are we? Observations, indicators, indices."""

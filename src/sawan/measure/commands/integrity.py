"""`sawan measure ita`: the integrity score from its ten indicators, what a point is worth, the way to the next band."""

from __future__ import annotations

import click

from sawan.console import output_format, write_json, write_table


@click.command("ita")
@click.option("--year", type=int, required=True, help="Fiscal year, B.E.: its weights and bands hold.")
@click.option("--values", required=True, help="The ten indicators, 0 to 100, parted by commas.")
@output_format("table", "json")
def ita(year: int, values: str, format_: str) -> None:
    """Score an agency's integrity assessment and name the cheapest path to the next band."""
    from sawan.measure import integrity  # slow import

    found = integrity.assessed(year, values.split(","))
    if format_ == "json":
        write_json(found.as_json())
        return
    write_table(("indicator", "value", "a point is worth", "raise by", "to"), found.rows(), title=found.title())

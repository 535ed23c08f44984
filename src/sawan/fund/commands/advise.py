"""`sawan fund advise`: what is missing or cannot be measured in proposals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from sawan.fund.commands.files import proposals_file, write_table_file

COLUMNS = ("id", "field", "rule", "severity", "message_th", "message_en")
MOST_NAMED = 40


@click.command()
@proposals_file
@click.option("--out", type=click.Path(path_type=Path), required=True, help="CSV to write.")
def advise(proposals: Path, out: Path) -> None:
    """Say for each proposal of P.csv, field by field, what is missing, unclear or cannot be measured."""
    from sawan.fund.advice import advise as advise_on  # slow import
    from sawan.fund.proposals import read  # slow import

    listed = read(proposals)
    given = advise_on(listed)
    rows = [(each.proposal, each.field, each.rule, each.severity, each.message.th, each.message.en) for each in given]
    write_table_file(out, COLUMNS, rows)
    click.echo(f"{out}: {len(listed)} โครงการ / proposals, {len(given)} คำแนะนำ / pieces of advice", err=True)
    for rule, count in Counter(each.rule for each in given if each.severity == "required").most_common():
        named = [each.proposal for each in given if each.rule == rule]
        click.echo(f"{rule} ({count}): {', '.join(named[:MOST_NAMED])}{' …' if count > MOST_NAMED else ''}", err=True)

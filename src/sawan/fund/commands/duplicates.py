"""`sawan fund duplicates`: pairs of proposals that a person should look at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from sawan.fund.commands.files import proposals_file, write_table_file

COLUMNS = ("id_a", "id_b", "relation", "score", "reason_th", "reason_en")


@click.command()
@proposals_file
@click.option("--out", type=click.Path(path_type=Path), required=True, help="CSV to write.")
def duplicates(proposals: Path, out: Path) -> None:
    """List proposals of P.csv that are the same, worth a look, or related, each with its reason."""
    from sawan.fund.duplicates import find  # slow import
    from sawan.fund.proposals import read  # slow import

    listed = read(proposals)
    pairs = find(listed.rows)
    rows = [(p.first, p.second, p.relation, f"{p.score:.1f}", p.reason.th, p.reason.en) for p in pairs]
    write_table_file(out, COLUMNS, rows)
    counts = Counter(pair.relation for pair in pairs)
    said = ", ".join(f"{relation} {counts[relation]}" for relation in ("same", "look", "related"))
    click.echo(f"{out}: {len(listed)} โครงการ / proposals; {said}", err=True)

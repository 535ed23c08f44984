"""`sawan publish dataset`: the current figures of an indicator as the open data page gives them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sawan import console
from sawan.problems import NoAnswer, Refused
from sawan.publish import faults


@click.command()
@click.argument("code")
@console.output_format("csv", "json", "parquet")
@click.option("--area", default="", help="Only this area; code or name.")
@click.option("--year", default="", help="Only this B.E. year.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write here, not to standard output.")
def dataset(code: str, format_: str, area: str, year: str, out: Path | None) -> None:
    """Write the current figures of indicator CODE with their pedigree: the same rows as /data/CODE.csv."""
    console.start_django()
    content = _content(code, format_, area, year)
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Refused(faults.unwritable(str(out))) from error
    console.advise(str(out))


def _content(code: str, format_: str, area: str, year: str) -> bytes:
    """The file in the form asked for. Raises Refused for an unknown indicator, area or year; NoAnswer without rows."""
    from sawan.measure import faults as measure_faults
    from sawan.measure import instance
    from sawan.measure.commands import asked
    from sawan.publish.portal import downloads

    catalogue = instance.current_catalogue()
    if code not in catalogue:
        raise Refused(measure_faults.unknown_indicator(code, catalogue))
    rows = downloads.rows(code, year=asked.period(year) if year else "", area=asked.area(area) if area else "")
    if not rows:
        raise NoAnswer(faults.no_figures(code))
    if format_ == "parquet":
        return downloads.as_parquet(rows)
    if format_ == "json":
        return json.dumps(downloads.as_json(catalogue[code], rows), ensure_ascii=False, indent=2).encode() + b"\n"
    return downloads.as_csv(rows).encode()

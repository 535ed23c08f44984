"""`sawan measure survey`: an invented basic-needs survey for trying methods."""

from __future__ import annotations

from pathlib import Path

import click

from sawan import console
from sawan.measure import faults
from sawan.measure.commands import asked
from sawan.problems import Refused


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--area", default="60", show_default=True, help="In the subdistricts of this area.")
@click.option("--households", default=100, show_default=True, type=click.IntRange(1, 100_000), help="In each of them.")
@click.option("--year", default="2564", show_default=True, help="B.E. year of the survey.")
@click.option("--seed", default=2564, show_default=True, help="The same seed gives the same households.")
def survey(file: Path, area: str, households: int, year: str, seed: int) -> None:
    """Write invented households in the layout of the basic-needs survey to FILE (Parquet), all marked illustrative.

    As raw/households.parquet in the folder of an instance they are the raw table of the poverty indicators.
    """
    from pyarrow import parquet  # slow import

    from sawan.areas import register
    from sawan.measure import microdata, periods

    place = asked.area(area)
    inside = [below.code for below in register.children(place, "subdistrict")] or [place]
    content = microdata.households(inside, households, seed, periods.year(asked.period(year)))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(content, file)
    except OSError as error:
        raise Refused(faults.unwritable(str(file), "FILE")) from error
    console.advise(f"{len(content):,} illustrative households: {file}")

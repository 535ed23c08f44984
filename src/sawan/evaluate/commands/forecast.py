"""`sawan evaluate forecast`: years ahead of yearly series, with bands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sawan.console import advise

if TYPE_CHECKING:
    from sawan.evaluate.forecast import Forecast

COLUMNS = ("mean", "lo80", "hi80", "lo95", "hi95", "method", "note")
COVERAGE_COLUMNS = ("group", "origin", "years_ahead", "forecasts", "within80", "within95")


@click.command("forecast")
@click.option("--series", "source", type=click.Path(path_type=Path), required=True, help="CSV: series,year,value.")
@click.option("--horizon", type=click.IntRange(1, 10), required=True, help="Years ahead, 1 to 10.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the forecasts are written.")
@click.option("--coverage", type=click.Path(path_type=Path), help="Also write how often past bands held, by origin.")
def forecast_command(source: Path, horizon: int, out: Path, coverage: Path | None) -> None:
    """Forecast yearly series with 80 % and 95 % bands; series of one group are pooled."""
    from sawan.evaluate import faults, writing  # slow import
    from sawan.evaluate.forecast import forecast, past_coverage  # slow import
    from sawan.evaluate.forecast.reading import read_series  # slow import
    from sawan.problems import NoAnswer  # slow import

    read = read_series(source)
    found = forecast(read.series, horizon)
    files = {out: writing.csv_text(("series", read.year_column, *COLUMNS), _rows(found, horizon))}
    if coverage is not None:
        proof = past_coverage(read.series, horizon)
        rows = [(one.group, one.origin, one.years_ahead, one.forecasts, one.within80, one.within95) for one in proof]
        files[coverage] = writing.csv_text(COVERAGE_COLUMNS, rows)
    writing.write_files(files)
    made = sum(one.made for one in found)
    if not made:
        raise NoAnswer(faults.none_forecast())
    advise(f"พยากรณ์ {made} จาก {len(found)} ชุด / {made} of {len(found)} series forecast: {out}")


def _rows(found: list[Forecast], horizon: int) -> Iterator[tuple[str | float | None, ...]]:
    """H rows a series: figures, or empty cells with the reason."""
    for one in found:
        note = ";".join(one.notes)
        bands = one.bands()
        for h in range(horizon):
            figures: tuple[float | None, ...] = (None,) * 5
            if bands:
                band = bands[h]
                figures = (band.mean, band.low80, band.high80, band.low95, band.high95)
            yield (one.series.name, one.run.last_year + 1 + h, *figures, one.method, note)

"""`sawan measure template`: the workbook that an office fills in and sends back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from sawan import console
from sawan.measure import faults
from sawan.measure.commands import asked
from sawan.measure.importing.faults import nothing_to_ask
from sawan.problems import Refused


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--area", required=True, help="Code or name of the province that is asked.")
@click.option("--indicators", default="", help="Codes, parted by commas.")
@click.option("--guideline", default="", help="All reported indicators of this guideline, 1.3.")
@click.option("--agency", default="", help="All reported indicators of this agency: a part of its name.")
@click.option("--years", default="", help="B.E. years to ask for, 2560-2563; without it the last ones.")
def template(out: Path, area: str, indicators: str, guideline: str, agency: str, years: str) -> None:
    """Write the template of some indicators to OUT.xlsx; `sawan measure import` reads it back.

    Its codes are protected, its cells choose from lists, and a value that was left empty is not read.
    """
    from sawan.measure import instance
    from sawan.measure import template as form

    catalogue = instance.current_catalogue()
    codes = [code.strip() for code in indicators.split(",") if code.strip()]
    unknown = [faults.unknown_indicator(code, catalogue) for code in codes if code not in catalogue]
    if unknown:
        raise Refused(unknown)
    place, asked_years = asked.area(area), asked.years(years)
    chosen = form.choose(catalogue.values(), codes=codes, guideline=guideline, agency=agency)
    if not (codes or guideline or agency) or not chosen:
        raise Refused(nothing_to_ask())
    figures = form.wanted(chosen, place, date.today(), asked_years)  # noqa: DTZ011
    try:
        out.write_bytes(form.workbook(figures))
    except OSError as error:
        raise Refused(replace(faults.unwritable(str(out)), field="OUT")) from error
    console.write_json({"file": str(out), "indicators": [entry.code for entry in chosen], "rows": len(figures)})

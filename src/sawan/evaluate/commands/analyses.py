"""The six analyses on the command line: `sawan evaluate hazard|access|location|hotspots|compare|cohort`."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sawan.console import advise, output_format, tell, write_table

if TYPE_CHECKING:
    from sawan.evaluate.analyses.answer import Answer, Cell, Listing

F = TypeVar("F", bound=Callable[..., Any])
LEVEL = click.Choice(("province", "district", "subdistrict"))
PAGE = click.Path(path_type=Path, dir_okay=False)


class Finite(click.types.FloatParamType):
    """A number that is neither infinite nor "not a number"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; a click usage error for any other text."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        return number


FINITE = Finite()


def common(*tables: str) -> Callable[[F], F]:
    """The options of all six: the area, the format, and further tables by name."""

    def add(command: F) -> F:
        if tables:
            choice = click.Choice(("rows", *tables))
            command = click.option("--table", "wanted", type=choice, default="rows", help="Another table.")(command)
        command = output_format("table", "json", "csv")(command)
        return click.option("--area", required=True, help="Official code or name, such as 60.")(command)

    return add


@click.command("hazard")
@common("money", "peaks")
@click.option("--threshold", type=FINITE, default=5, show_default=True, help="Percent under water: a flooded year.")
@click.option("--years-min", type=int, default=6, show_default=True, help="Flooded years that make it repeated.")
@click.option("--warning-km", type=FINITE, default=10, show_default=True, help="How far a gauge warns.")
@click.option("--gauges", type=click.Choice(("rain", "level", "any")), default="rain", show_default=True)
@click.option("--money-year", type=int, default=2565, show_default=True, help="Fiscal year of the budget lines, B.E.")
@click.option("--floods", type=PAGE, help="CSV area,year_be,flooded_km2 instead of the radar that ships.")
def hazard_command(area: str, format_: str, wanted: str, floods: Path | None, **chosen: Any) -> None:
    """Which subdistricts flood again and again, who is not warned, and where the money goes."""
    from sawan.evaluate.analyses import hazard  # slow import

    _year(chosen["money_year"], "--money-year")
    _write(hazard.answer(_code(area), hazard.Options(**chosen), floods), format_, wanted)


@click.command("access")
@common("facilities")
@click.option(
    "--facilities", default="hospitals", show_default=True, help="hospitals, stations, or a CSV or XLSX file."
)
@click.option("--minutes", type=FINITE, default=30, show_default=True, help="The limit.")
@click.option("--speed", type=FINITE, default=40, show_default=True, help="Kilometres an hour.")
@click.option("--detour", type=FINITE, default=1.3, show_default=True, help="Road over straight line.")
@click.option("--decay", type=click.Choice(("none", "gaussian")), default="none", show_default=True)
@click.option("--population", "people", type=PAGE, help="CSV area,population by subdistrict.")
@click.option("--travel", type=PAGE, help="CSV origin,destination,minutes instead of distances.")
@click.option("--allow-outside", is_flag=True, help="Take facilities outside the province too.")
def access_command(
    area: str,
    format_: str,
    wanted: str,
    facilities: str,
    people: Path | None,
    travel: Path | None,
    allow_outside: bool,
    **chosen: Any,
) -> None:
    """Who lies beyond the limit from the nearest facility, and supply per person within reach."""
    from sawan.evaluate.analyses import access  # slow import

    found = access.answer(
        _code(area), facilities, access.Options(**chosen), people=people, travel=travel, allow_outside=allow_outside
    )
    _write(found, format_, wanted)


@click.command("location")
@common("near_optimal", "candidates")
@click.option(
    "--candidates", default="stations", show_default=True, help="stations, hospitals, subdistricts or a file."
)
@click.option("--sites", default="1..5", show_default=True, help="How many: 3, 1..5 or 1,2,4.")
@click.option("--weights", type=click.Choice(("area", "equal", "population")), default="area", show_default=True)
@click.option("--fixed", default="", help="Candidates that must be chosen, parted by commas.")
@click.option("--forbid", "forbidden", default="", help="Candidates that must not be chosen.")
@click.option("--existing", default="", help="Facilities that serve already: hospitals, stations or a file.")
@click.option("--objective", type=click.Choice(("median", "cover")), default="median", show_default=True)
@click.option("--km", type=FINITE, default=10, show_default=True, help="How far a site covers (objective cover).")
@click.option("--capacity", is_flag=True, help="The candidates' column supply limits what they serve.")
@click.option("--population", "people", type=PAGE, help="CSV area,population by subdistrict.")
@click.option("--allow-outside", is_flag=True, help="Take candidates outside the province too.")
def location_command(
    area: str,
    format_: str,
    wanted: str,
    candidates: str,
    sites: str,
    fixed: str,
    forbidden: str,
    people: Path | None,
    allow_outside: bool,
    **chosen: Any,
) -> None:
    """The best sites by least distance or most covered, and what each further one adds."""
    from sawan.evaluate.analyses import location  # slow import

    options = location.Options(location.parse_sites(sites), fixed=_names(fixed), forbidden=_names(forbidden), **chosen)
    found = location.answer(_code(area), candidates, options, people=people, allow_outside=allow_outside)
    _write(found, format_, wanted)


@click.command("hotspots")
@common("funnel")
@click.option("--indicator", required=True, help="A code of the catalogue.")
@click.option("--year", type=int, default=0, help="B.E.; the latest without it.")
@click.option(
    "--level", type=click.Choice(("province", "district", "subdistrict")), default="province", show_default=True
)
@click.option("--per", default="", help="An indicator to divide by: rates, smoothed by empirical Bayes.")
@click.option("--scale", type=FINITE, default=1, show_default=True, help="Per how many, with --per.")
@click.option("--alpha", type=FINITE, default=0.05, show_default=True, help="Share of false alarms allowed.")
@click.option("--seed", type=click.IntRange(min=0), default=2564, show_default=True)
@click.option("--values", "figures", type=PAGE, help="CSV area,value or area,events,exposure instead of what ships.")
@click.option("--map", "shapes", type=PAGE, help="GeoJSON or TopoJSON whose borders say who touches whom.")
def hotspots_command(
    area: str,
    format_: str,
    wanted: str,
    figures: Path | None,
    shapes: Path | None,
    **chosen: Any,
) -> None:
    """Where high or low values lie together, chance discounted."""
    from sawan.evaluate.analyses import hotspots  # slow import

    _year(chosen["year"], "--year")
    found = hotspots.answer(_code(area), hotspots.Options(**chosen), figures=figures, shapes=shapes)
    _write(found, format_, wanted)


@click.command("compare")
@common("like", "growth")
@click.option("--year", type=int, default=0, help="B.E.; the latest without it.")
@click.option("--since", type=int, default=0, help="First year of the change; ten years before without it.")
@click.option("--against", default="TH", show_default=True, help="The area to compare with.")
def compare_command(area: str, format_: str, wanted: str, year: int, since: int, against: str) -> None:
    """What a place is strong in, why its product changed, which provinces are like it."""
    from sawan.evaluate.analyses import compare  # slow import

    _year(year, "--year")
    _year(since, "--since")
    _write(compare.answer(_code(area), compare.Options(year, since, _code(against, "--against"))), format_, wanted)


@click.command("cohort")
@common("summary")
@click.option("--to", type=int, required=True, help="Last year, B.E.")
@click.option("--draws", type=click.IntRange(100, 10_000), default=1_000, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=2564, show_default=True)
@click.option("--ages", type=PAGE, help="CSV age_group,population,year_be instead of what ships.")
def cohort_command(area: str, format_: str, wanted: str, ages: Path | None, **chosen: Any) -> None:
    """People by age group and year, with intervals."""
    from sawan.evaluate.analyses import cohort  # slow import

    _year(chosen["to"], "--to")
    _write(cohort.answer(_code(area), cohort.Options(**chosen), ages), format_, wanted)


def _code(text: str, option: str = "--area") -> str:
    from sawan.areas import names  # slow import
    from sawan.problems import Refused  # slow import

    try:
        return names.find(text).code
    except Refused as refusal:
        raise Refused([replace(problem, field=option) for problem in refusal.problems]) from refusal


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def _year(year: int, option: str) -> None:
    """Refuse a C.E. year and name the B.E. year that was meant; 0 stands for "not given"."""
    from sawan.evaluate.analyses import faults  # slow import
    from sawan.fiscal import NotABuddhistYear, buddhist_year  # slow import
    from sawan.problems import Refused  # slow import

    try:
        if year:
            buddhist_year(year)
    except NotABuddhistYear as wrong:
        raise Refused(faults.not_buddhist(option, year, wrong.meant)) from wrong


def _write(found: Answer, format_: str, wanted: str = "rows") -> None:
    """The answer on standard output, warnings (and the sentences beside a table) on standard error."""
    from sawan.evaluate import writing  # slow import

    lang = (click.get_current_context().obj or {}).get("lang")
    tell(found.warnings, lang)
    listing = found.listing if wanted == "rows" else found.more[wanted]
    if format_ == "json":
        answer = {**found.as_json(), "rows": listing.records()}
        sys.stdout.write(writing.json_text(answer))
        return
    rows = [[_plain(cell) for cell in row] for row in listing.rows]
    if format_ == "csv":
        sys.stdout.write(writing.csv_text(listing.columns, rows))
        return
    advise(found.text.say(lang) if lang else f"{found.text.th}\n{found.text.en}")
    _table(listing, rows, lang or "th")


def _table(listing: Listing, rows: list[list[str | float | int | None]], lang: str) -> None:
    """For a person at a terminal: the name beside each code, numbers cut to six digits."""
    columns, shown = list(listing.columns), [[None if cell is None else _short(cell) for cell in row] for row in rows]
    if columns[0] == "area":
        from sawan.areas import register  # slow import

        columns.insert(1, "name")
        for row in shown:
            row.insert(1, register.get(str(row[0])).name.say(lang))
    write_table(columns, shown)


def _plain(cell: Cell) -> str | float | int | None:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _short(cell: str | float | int) -> str:
    return f"{cell:,.6g}" if isinstance(cell, float) else str(cell)

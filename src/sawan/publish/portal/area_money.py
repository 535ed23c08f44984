"""Money whose budget lines name a place, and what the repeated floods are there: blocks of a district's profile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sawan.areas import register
from sawan.areas.register import Area
from sawan.evaluate.analyses import menu
from sawan.fund import queries as fund
from sawan.fund.queries import Filters, LineRow
from sawan.problems import NoAnswer, Refused
from sawan.publish.portal.reading import number
from sawan.texts import Text

LINES_SHOWN = 8
PLACED = ("district", "subdistrict")


@dataclass(frozen=True, slots=True)
class PlaceMoney:
    """The largest lines of the newest budget book that name a place; `count` and `baht` are over all of them."""

    year: int
    count: int
    baht: Decimal
    lines: tuple[LineRow, ...]
    source: Text


@dataclass(frozen=True, slots=True)
class Flooded:
    """A subdistrict that floods: its share flooded repeatedly, the years it was flooded, how far the next gauge is."""

    name: Text
    path: str
    share: str
    years: str
    gauge: str


def money(place: Area) -> PlaceMoney | None:
    """Budget lines that name the place; None above the district and where no book with lines is held."""
    book = next((year for year in fund.years() if year.kind == "lines"), None)
    if book is None or place.level not in PLACED:
        return None
    found = fund.budget_lines(Filters(book.fiscal_year, place.code))
    return PlaceMoney(book.fiscal_year, found.lines, found.amount, found.rows[:LINES_SHOWN], book.source)


def floods(place: Area) -> tuple[Flooded, ...]:
    """Rows of the flood analysis for the subdistricts of a district, the most flooded first; none without data."""
    province = register.ancestor(place.code, "province")
    if province is None or place.level not in PLACED:
        return ()
    try:
        listing = menu.run("hazard", province.code, {}).listing
    except (NoAnswer, Refused):
        return ()
    rows = [row for row in listing.records() if str(row["area"]).startswith(place.code) and row["years_flooded"]]
    rows.sort(key=lambda row: -float(row["share_percent"] or 0))
    return tuple(
        Flooded(
            name=register.get(str(row["area"])).name,
            path=f"/areas/{row['area']}",
            share=number(float(row["share_percent"] or 0), 1),
            years=str(row["years_flooded"]),
            gauge=number(float(row["gauge_km"]), 1) if row["gauge_km"] is not None else "",
        )
        for row in rows
    )

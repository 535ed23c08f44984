"""Files that the caller brings: one figure an area, or one an area and year, checked row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sawan import tables
from sawan.areas import names
from sawan.evaluate import faults as room_faults
from sawan.evaluate.analyses import faults
from sawan.fiscal import NotABuddhistYear, buddhist_year
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table

AREA_COLUMNS = ("area", "area_code", "tambon_code", "amphoe_code", "code")
POPULATION_COLUMNS = ("population", "people", "value")
FLOOD_COLUMNS = ("flooded_km2", "km2", "value")
LARGEST = 1e150
"""Beyond it squares overflow: as good as infinite."""


@dataclass(frozen=True, slots=True)
class AreaYear:
    """One figure of an area in a B.E. year."""

    area: str
    year: int
    value: float


def by_area(path: Path, value_columns: Sequence[str], level: str, *, least: float = 0.0) -> dict[str, float]:
    """`area,VALUE`: figures of `least` or more by official code of `level`; an empty value leaves the area out.

    Raises Refused with every fault: columns, codes of another system or level, doubled areas, no numbers.
    """
    table = tables.read(path)
    area, value = _columns(table, AREA_COLUMNS, value_columns)
    problems: list[Problem] = []
    found: dict[str, float] = {}
    for row in table:
        code = _code(table, row, area, level, problems)
        figure = _figure(table, row, value, problems, least)
        if code in found:
            problems.append(faults.doubled_id(code, table.name, row.number))
        if code and figure is not None:
            found[code] = figure
    if problems:
        raise Refused(problems)
    return found


def by_area_and_year(path: Path, value_columns: Sequence[str], level: str) -> list[AreaYear]:
    """`area,year_be,VALUE`: the same with a year; Refused as in `by_area`, and for years that are not B.E."""
    table = tables.read(path)
    area, value = _columns(table, AREA_COLUMNS, value_columns)
    if "year_be" not in table.columns:
        raise Refused(faults.columns_missing(table.name, ("year_be",)))
    problems: list[Problem] = []
    found: dict[tuple[str, int], float] = {}
    for row in table:
        code = _code(table, row, area, level, problems)
        year = _year(table, row, problems)
        figure = _figure(table, row, value, problems)
        if (code, year) in found:
            problems.append(faults.doubled_id(f"{code} {year}", table.name, row.number))
        if code and year and figure is not None:
            found[code, year] = figure
    if problems:
        raise Refused(problems)
    return [AreaYear(code, year, figure) for (code, year), figure in sorted(found.items())]


def _columns(table: Table, *wanted: Sequence[str]) -> list[str]:
    """The first column that is there of each kind."""
    missing = [faults.columns_missing(table.name, kind) for kind in wanted if not set(kind) & set(table.columns)]
    if missing:
        raise Refused(missing)
    return [next(column for column in kind if column in table.columns) for kind in wanted]


def _code(table: Table, row: Row, column: str, level: str, problems: list[Problem]) -> str:
    found = [one for one in names.candidates(row[column]) if one.level == level]
    if len(found) == 1:
        return found[0].code
    problems.append(faults.foreign_code(row[column], table.name, row.number, column))
    return ""


def _figure(table: Table, row: Row, column: str, problems: list[Problem], least: float = 0.0) -> float | None:
    if tables.is_missing(row[column]):
        return None
    figure = tables.parse_number(row[column])
    if figure is None or not least <= figure <= LARGEST or figure < -LARGEST:
        fault = faults.not_positive if least == 0 else room_faults.not_a_number
        problems.append(fault(file=table.name, row=row.number, column=column, text=row[column]))
    return figure


def _year(table: Table, row: Row, problems: list[Problem]) -> int:
    figure = tables.parse_number(row["year_be"])
    try:
        return buddhist_year(int(figure or 0))
    except NotABuddhistYear:
        fault = room_faults.not_a_year(table.name, row.number, "year_be", row["year_be"])
        if figure is not None and figure == int(figure):
            fault = room_faults.other_calendar(table.name, row.number, "year_be", int(figure))
        problems.append(fault)
        return 0


def columns(path: Path) -> tuple[str, ...]:
    """The columns of a file; Refused when it cannot be read."""
    return tables.read(path).columns

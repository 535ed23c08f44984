"""Registered people and houses as the register office publishes them: fields between bars, no header."""

from __future__ import annotations

import re
from pathlib import Path

from sawan import tables
from sawan.measure.importers.shape import Tidy
from sawan.problems import Problem, Refused

NAME = "dopa-register"
_LINE = re.compile(r"^\d{4}\|\d{1,2}\|[^|]*\|\d+\|")
_CODES = (
    "population_registered_male",
    "population_registered_female",
    "population_registered",
    "households_registered",
)
_UNITS = ("persons", "persons", "persons", "households")
_FIRST, _FIELDS = 9, 13


def recognise(path: Path) -> bool:
    """Whether the first line is one of the register's."""
    if path.suffix.lower() != ".txt" or not path.is_file():
        return False
    with path.open("rb") as page:
        line = page.readline(1000)
    return bool(_LINE.match(line.decode("utf-8-sig", errors="replace")))


def read(path: Path) -> Tidy:
    """The tidy rows of the country and the provinces at the end of a year.

    Lines of registration offices are left out: an office is not a district. Raises Refused for a line whose men
    and women do not sum to the total.
    """
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[Problem] = []
    text = tables.decode(path.name, tables.read_bytes(path))
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < _FIELDS or cells[3] != "0":
            continue
        figures = cells[_FIRST : _FIRST + 4]
        male, female, total = (tables.parse_number(cell) for cell in figures[:3])
        if None in (male, female, total) or (male or 0) + (female or 0) != total:
            problems.append(_unequal(path.name, number))
            continue
        area = "TH" if cells[1] == "0" else cells[1]
        year = f"25{cells[0][:2]}"
        rows += [
            (number, (code, area, year, figure, unit, f"31 December {year}"))
            for code, figure, unit in zip(_CODES, figures, _UNITS, strict=True)
        ]
    if problems:
        raise Refused(problems)
    return Tidy(path.name, ("indicator", "area", "year_be", "value", "unit", "vintage"), tuple(rows))


def _unequal(file: str, row: int) -> Problem:
    return Problem(
        "sum_differs",
        "ชายรวมหญิงไม่เท่ากับยอดรวม โปรดตรวจแฟ้มต้นทาง",
        "Men and women do not sum to the total: check the source file.",
        file=file,
        row=row,
    )

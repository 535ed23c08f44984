"""Tables of a document: columns that are named by headings of a plan, labels beside their text, mere layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sawan.plan.reading import headings
from sawan.plan.reading.headings import GUIDELINE, ISSUE, STRATEGY, TITLE
from sawan.plan.reading.lines import Line

Cell = tuple[Line, ...]
Row = Sequence[Cell]


def names_columns(rows: Sequence[Row]) -> bool:
    """Whether a row of the table names its columns by headings of a plan."""
    return _header(rows)[0] is not None


def flatten(rows: Sequence[Row]) -> Iterator[Line]:
    """The lines of a table in reading order; a cell under a known column says so in its `role`.

    A merged cell is given once; rows before the header and tables without such a header are read cell by cell.
    """
    at, roles = _header(rows)
    for number, row in enumerate(rows):
        if number == at:
            continue
        for column, cell in enumerate(row):
            role = roles.get(column, headings.OTHER) if at is not None and number > at else ""
            for line in cell:
                yield replace(line, role=line.role or role)


def _header(rows: Sequence[Row]) -> tuple[int | None, dict[int, str]]:
    """The row that names the columns, and the kind of each named column."""
    for number, row in enumerate(rows[:3]):
        kinds = {column: _kind(cell) for column, cell in enumerate(row)}
        named = {column: kind for column, kind in kinds.items() if kind}
        if len(named) > 1 and ISSUE in named.values() and len(rows) > number + 1:
            if GUIDELINE not in named.values():
                named = {column: GUIDELINE if kind == STRATEGY else kind for column, kind in named.items()}
            return number, named
    return None, {}


def _kind(cell: Cell) -> str:
    heading = headings.find(" ".join(line.text for line in cell)) if cell else None
    return heading.kind if heading and heading.is_pure and heading.kind != TITLE else ""


def in_text(lines: Iterable[Line]) -> Iterator[Line]:
    """Plain text in which rows of a table are parted by tabs or bars: known columns give their role."""
    for tabular, run in groupby(lines, key=lambda line: len(_cells(line)) != 1):
        group = list(run)
        rows = [_cells(line) for line in group] if tabular else []
        yield from flatten(rows) if names_columns(rows) else group


def _cells(line: Line) -> list[Cell]:
    """The cells of a row of plain text; a line without tab or bar is one cell."""
    raw = line.raw.strip(" ")
    parts = raw.strip("|").split("|") if "|" in raw else raw.split("\t")
    cells = [(replace(line, text=part.strip(), gap=True, indent=0),) if part.strip() else () for part in parts]
    return [cell for cell in cells if not cell or not re.fullmatch(r"[:\-+ ]+", cell[0].text)]

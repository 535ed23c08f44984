"""A statistical table as a workbook: a title, a row an area, a column a year (`2562 (2019)`), notes below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sawan.measure.importers import words
from sawan.measure.importers.shape import Tidy
from sawan.measure.importing import workbook
from sawan.thai import normalise

NAME = "nso-workbook"
COLUMNS = ("indicator", "area", "period", "value", "source")
_ABOVE = 12
"""Rows among which the headings stand."""
_NOTES = ("หมายเหตุ", "note", "source", "ที่มา")


def recognise(path: Path) -> bool:
    """Whether one of the first rows of a workbook is headed by a word for areas and followed by years."""
    return path.is_file() and workbook.is_workbook(path) and _headings(_rows(path, _ABOVE)) is not None


def read(path: Path) -> Tidy:
    """One row a cell; the title must be the name of an indicator, an area is a name or a code, notes end the table."""
    rows = _rows(path, None)
    at = _headings(rows)
    assert at is not None
    title = next((cell for row in rows[:at] for cell in row if cell), "")
    code = words.indicator(title.partition(":")[2].strip(), title)
    years = [(column, words.period(cell)) for column, cell in enumerate(rows[at]) if column and words.is_period(cell)]
    body, source = _body(rows[at + 1 :])
    found = [
        (at + 2 + offset, (code, row[0], year, row[column] if column < len(row) else "", source))
        for offset, row in body
        for column, year in years
    ]
    return Tidy(path.name, COLUMNS, tuple(found))


def _body(rows: Sequence[Sequence[str]]) -> tuple[list[tuple[int, Sequence[str]]], str]:
    """The rows before the notes with their places, and the source that the notes name."""
    body: list[tuple[int, Sequence[str]]] = []
    for offset, row in enumerate(rows):
        text = " ".join(filter(None, row))
        if text.casefold().startswith(_NOTES):
            sources = [" ".join(filter(None, one)) for one in rows[offset:]]
            return body, next((one.partition(":")[2].strip() for one in sources if one.startswith("ที่มา")), "")
        if row and row[0]:
            body.append((offset, row))
    return body, ""


def _headings(rows: Sequence[Sequence[str]]) -> int | None:
    for at, row in enumerate(rows):
        if row and row[0].casefold() in words.AREAS and any(words.is_period(cell) for cell in row[1:]):
            return at
    return None


def _rows(path: Path, most: int | None) -> list[list[str]]:
    """The cells of the first sheet as texts; [] where it cannot be read."""
    import python_calamine  # slow import

    try:
        sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=False, nrows=most)
    except (python_calamine.CalamineError, IndexError):
        return []
    return [[_text(cell) for cell in row] for row in cells]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else normalise(str(cell))

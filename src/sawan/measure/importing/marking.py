"""A refused workbook goes back as it is: a column of reasons, and the cells that they speak of in red."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sawan.measure.importing.workbook import column_letters, column_number, first_sheet
from sawan.problems import Problem

HEADING = "reasons / เหตุผลที่ไม่รับ"
LONGEST_CELL, WIDTH = 32_000, 70
RED = "FFFFC7CE"
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Place = tuple[int, int]
"""Row and column of a cell, both from 1."""


def mark(path: Path, problems: Sequence[Problem], columns: Sequence[str]) -> bytes:
    """The workbook with the reasons in its first sheet; everything else in it stays byte for byte.

    `columns` are the names that problems call the columns by, in the order of the sheet; a problem of a single cell
    (`ข้อมูล!D5`) needs none. The workbook was looked through before (`workbook.require_plain`).
    """
    from lxml import etree  # slow import

    page = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as out:
        _, part = first_sheet(book)
        styles = next((name for name in book.namelist() if name.endswith("/styles.xml")), "")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        sheet = etree.fromstring(book.read(part), parser)
        paint = _Paint(etree.fromstring(book.read(styles), parser) if styles else None)
        _write(sheet, problems, columns, paint)
        changed = {part: sheet, **({styles: paint.styles} if styles else {})}
        for name in book.namelist():
            tree = changed.get(name)
            content = book.read(name) if tree is None else etree.tostring(tree, encoding="UTF-8", standalone=True)
            out.writestr(name, content)
    return page.getvalue()


def _write(sheet: Any, problems: Sequence[Problem], columns: Sequence[str], paint: _Paint) -> None:
    rows = _rows(sheet)
    reasons = _reasons(problems)
    header = min(rows, default=1)
    at = _column_of_reasons(rows, columns)
    for number, row in rows.items():
        row.attrib.pop("spans", None)
        text = HEADING if number == header else reasons.get(number, "")
        old = _cell(row, at, number) if text else _find(row, at, number)
        if old is not None:
            _say(old, text)
    for number, column in _places(problems, columns):
        if number in rows:
            paint.red(_cell(rows[number], column, number))
    for stale in sheet.findall(f"{_SPACE}dimension"):
        sheet.remove(stale)
    _widen(sheet, at)


class _Paint:
    """Gives cells a red ground and keeps everything else of their style."""

    def __init__(self, styles: Any | None) -> None:
        self.styles = styles
        self.fill = -1
        self.known: dict[str, str] = {}

    def red(self, cell: Any) -> None:
        """Paint one cell; nothing happens in a workbook without styles."""
        before = cell.get("s", "0")
        if before not in self.known:
            self.known[before] = self._style(int(before))
        if self.known[before]:
            cell.set("s", self.known[before])

    def _style(self, before: int) -> str:
        formats = None if self.styles is None else self.styles.find(f"{_SPACE}cellXfs")
        fills = None if self.styles is None else self.styles.find(f"{_SPACE}fills")
        if formats is None or fills is None or before >= len(formats):
            return ""
        if self.fill < 0:
            self.fill = len(fills)
            pattern = fills.makeelement(f"{_SPACE}patternFill", {"patternType": "solid"})
            pattern.append(fills.makeelement(f"{_SPACE}fgColor", {"rgb": RED}))
            fill = fills.makeelement(f"{_SPACE}fill", {})
            fill.append(pattern)
            fills.append(fill)
            fills.set("count", str(len(fills)))
        format_ = copy.deepcopy(formats[before])
        format_.set("fillId", str(self.fill))
        format_.set("applyFill", "1")
        formats.append(format_)
        formats.set("count", str(len(formats)))
        return str(len(formats) - 1)


def _rows(sheet: Any) -> dict[int, Any]:
    found, number = {}, 0
    for row in sheet.iterfind(f"{_SPACE}sheetData/{_SPACE}row"):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        for at, cell in enumerate(row.iterfind(f"{_SPACE}c"), start=1):
            if "r" not in cell.attrib:
                cell.set("r", f"{column_letters(at)}{number}")
        found[number] = row
    return found


def _reasons(problems: Sequence[Problem]) -> Mapping[int, str]:
    found: dict[int, list[str]] = {}
    for problem in problems:
        if problem.row is not None:
            said = problem.text() if not problem.field else f"{problem.field}: {problem.text()}"
            found.setdefault(problem.row, []).append(said)
    return {row: _CONTROL.sub(" ", " | ".join(said))[:LONGEST_CELL] for row, said in found.items()}


def _column_of_reasons(rows: Mapping[int, Any], columns: Sequence[str]) -> int:
    """The column of reasons of an earlier return, else the first one behind everything in the sheet."""
    if HEADING in columns:
        return columns.index(HEADING) + 1
    last = (_place(row[-1].get("r"))[1] for row in rows.values() if len(row))
    return max(len(columns), *last, 0) + 1


def _places(problems: Sequence[Problem], columns: Sequence[str]) -> set[Place]:
    found: set[Place] = set()
    for problem in problems:
        field = problem.field or ""
        single = _CELL.search(field.rpartition("!")[2]) if "!" in field else None
        if single:
            found.add((int(single[2]), column_number(single[1])))
        elif problem.row is not None and field in columns:
            found.add((problem.row, columns.index(field) + 1))
    return found


def _place(cell: str) -> Place:
    found = _CELL.fullmatch(cell)
    assert found is not None, cell
    return int(found[2]), column_number(found[1])


def _find(row: Any, column: int, number: int) -> Any | None:
    name = f"{column_letters(column)}{number}"
    return next((cell for cell in reversed(row) if cell.get("r") == name), None)


def _cell(row: Any, column: int, number: int) -> Any:
    """The cell of a row, put in its place where the sheet has none."""
    found = _find(row, column, number)
    if found is None:
        before = sum(_place(cell.get("r"))[1] < column for cell in row)
        found = row.makeelement(f"{_SPACE}c", {"r": f"{column_letters(column)}{number}"})
        row.insert(before, found)
    return found


def _say(cell: Any, text: str) -> None:
    for old in list(cell):
        cell.remove(old)
    cell.set("t", "inlineStr")
    inline = cell.makeelement(f"{_SPACE}is", {})
    words = cell.makeelement(f"{_SPACE}t", {})
    words.text = text
    inline.append(words)
    cell.append(inline)


def _widen(sheet: Any, at: int) -> None:
    """Make the column of reasons wide where the sheet states no width of it."""
    cols = sheet.find(f"{_SPACE}cols")
    if cols is None:
        cols = sheet.makeelement(f"{_SPACE}cols", {})
        sheet.find(f"{_SPACE}sheetData").addprevious(cols)
    if all(int(col.get("max", 0)) < at for col in cols):
        said = {"min": str(at), "max": str(at), "width": str(WIDTH), "customWidth": "1"}
        cols.append(cols.makeelement(f"{_SPACE}col", said))

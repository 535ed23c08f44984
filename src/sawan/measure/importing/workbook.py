"""A workbook is looked through before it is read: its size, macros, formulas, merged cells, by sheet and cell.

Parts are streamed, so that what a workbook claims of itself costs no memory; nothing in it is ever computed.
"""

from __future__ import annotations

import posixpath
import re
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sawan.measure import faults as room
from sawan.measure.importing import faults
from sawan.problems import Problem, Refused

ARCHIVE, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 200_000_000
"""Bytes of all parts of a workbook together."""
MOST_CELLS = 3_000_000
"""Cells of the range from A1 to the last filled one: a reader holds them all."""
MOST_TOLD = 100
"""Problems of one kind that are told one by one."""
CHUNK = 1 << 20
_MACROS = re.compile(r"vbaproject\.bin$|/macrosheets/", re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def is_workbook(path: Path) -> bool:
    """Whether the file is an archive, as XLSX is."""
    with path.open("rb") as page:
        return page.read(4) == ARCHIVE


def require_plain(path: Path, name: str) -> None:
    """Raise Refused for a workbook that cannot be read without guessing; files of other kinds pass.

    Refused are the format before 2007, what unpacks to too much or claims less than it holds, macros, and in the
    first sheet formulas, merged cells and faults of the spreadsheet.
    """
    with path.open("rb") as page:
        head = page.read(4)
    if head == OLD:
        raise Refused(faults.old_workbook(name))
    if head != ARCHIVE:
        return
    try:
        with zipfile.ZipFile(path) as book:
            _weigh(book, name)
            problems = _look(book, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Refused(faults.no_workbook(name)) from error
    except xml.parsers.expat.ExpatError as error:
        raise Refused(faults.no_workbook(name)) from error
    if problems:
        raise Refused(problems)


def first_sheet(book: zipfile.ZipFile) -> tuple[str, str]:
    """Name and part of the first sheet; KeyError when the workbook names none."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}
    for tag, said in _elements(book, "xl/workbook.xml"):
        if tag == "sheet":
            sheets.append((said["name"], next(value for key, value in said.items() if key.endswith(":id"))))
    for tag, said in _elements(book, "xl/_rels/workbook.xml.rels"):
        if tag == "Relationship":
            targets[said["Id"]] = said["Target"]
    if not sheets:
        raise KeyError("no sheet")
    name, key = sheets[0]
    return name, posixpath.normpath(posixpath.join("xl", targets[key])).lstrip("/").removeprefix("xl/xl/")


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _weigh(book: zipfile.ZipFile, name: str) -> None:
    """Raise Refused for macros and for too much; BadZipFile when a part holds more than it claims."""
    parts = book.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(faults.unpacks_too_large(name, LARGEST_UNPACKED))
    if any(_MACROS.search(part.filename) for part in parts):
        raise Refused(room.macros(name))
    for part in parts:
        with book.open(part) as stream:
            while stream.read(CHUNK):
                pass


@dataclass
class _Scan:
    """What stands in a sheet that cannot be taken, by cell, and how far the sheet reaches."""

    row: int = 0
    column: int = 0
    cell: str = ""
    faulty: bool = False
    last_row: int = 0
    last_column: int = 0
    formulas: list[tuple[str, int]] = field(default_factory=list)
    errors: list[tuple[str, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def element(self, tag: str, said: dict[str, str]) -> None:
        """Take note of one element."""
        if tag == "row":
            self.row, self.column = int(said.get("r", self.row + 1)), 0
        elif tag == "c":
            self._enter(said)
        elif tag in ("v", "is"):
            self._filled()
        elif tag == "f":
            self.formulas.append((self.cell, self.row))
        elif tag == "mergeCell":
            self.merged.append(said["ref"])

    def _enter(self, said: dict[str, str]) -> None:
        found = _CELL.fullmatch(said.get("r", ""))
        if found:
            self.column, self.row = column_number(found[1]), int(found[2])
        else:
            self.column += 1
        self.cell = f"{column_letters(self.column)}{self.row}"
        self.faulty = said.get("t") == "e"

    def _filled(self) -> None:
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        if self.faulty:
            self.errors.append((self.cell, self.row))


def _look(book: zipfile.ZipFile, name: str) -> list[Problem]:
    """Every fault of the first sheet."""
    sheet, part = first_sheet(book)
    scan = _Scan()
    for tag, said in _elements(book, part):
        scan.element(tag, said)
        if scan.last_row * scan.last_column > MOST_CELLS:
            return [faults.too_many_cells(name, sheet, scan.cell, MOST_CELLS)]
    formulas = dict(scan.formulas[:MOST_TOLD])
    found = [faults.formula(name, sheet, cell, row) for cell, row in formulas.items()]
    found += [
        faults.faulty_cell(name, sheet, cell, row) for cell, row in scan.errors[:MOST_TOLD] if cell not in formulas
    ]
    found += [faults.merged(name, sheet, cells, _row(cells)) for cells in scan.merged[:MOST_TOLD]]
    return sorted(found, key=lambda problem: problem.row or 0)


def _row(cells: str) -> int:
    found = _CELL.search(cells)
    return int(found[2]) if found else 1


def _elements(book: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a part in their order, without prefixes; a part that declares entities is refused."""
    waiting: list[tuple[str, dict[str, str]]] = []
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda tag, said: waiting.append((tag.rpartition(":")[2], said))
    parser.StartDoctypeDeclHandler = _no_doctype
    with book.open(part) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            yield from waiting
            waiting.clear()
    parser.Parse(b"", True)
    yield from waiting


def _no_doctype(*_: object) -> None:
    raise KeyError("a workbook declares no document type")

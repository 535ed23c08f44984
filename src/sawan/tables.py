"""Reading tables that people send: CSV in the encodings Thai offices use, gzip, XLSX; every cell as text."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sawan.problems import Problem, Refused
from sawan.thai import normalise, to_arabic_digits

LARGEST_FILE = 1_000_000_000
DELIMITERS = (",", ";", "\t")
_NOT_AVAILABLE = frozenset({"", "-", "–", "—", "n/a", "na", "n.a.", "..", "...", "null", "none", "ไม่มีข้อมูล"})
_FOREIGN = re.compile(r"[A-Za-z](?:[\u0e31\u0e34-\u0e3a\u0e47-\u0e5b]|[\u0e01-\u0e5b](?=[A-Za-z]))")
"""A Thai mark on a Latin letter, or a Thai letter alone between two: an accent of another encoding."""
_NUMBER = re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file (the header is row 1) and its cells by column name."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file read: its name as the user gave it, its columns in order, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read(path: Path, *, sheet: str | None = None) -> Table:
    """Read a CSV (UTF-8, TIS-620/cp874; comma, semicolon or tab; `.gz`) or XLSX file.

    Raises Refused when it is not there, too large, in another encoding, empty, has a doubled or nameless column,
    or a row with more or fewer fields than the header; every such row is named.
    """
    content = read_bytes(path)
    if content[:4] == b"PK\x03\x04":
        return _table(path.name, _xlsx_rows(path.name, content, sheet))
    return parse_csv(path.name, decode(path.name, content))


def parse_csv(name: str, text: str) -> Table:
    """A table from the text of a CSV file; Refused as in `read`."""
    delimiter = sniff_delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused(_not_csv(name, str(error))) from error
    return _table(name, rows)


def read_bytes(path: Path) -> bytes:
    """The content of a file, unpacked when it is gzip; Refused when it cannot be read or is larger than 1 GB."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise IsADirectoryError
        if size > LARGEST_FILE:
            raise Refused(_too_large(path.name))
        content = path.read_bytes()
    except OSError as error:
        raise Refused(_unreadable(str(path))) from error
    return _gunzip(path.name, content) if content[:2] == b"\x1f\x8b" else content


def decode(name: str, content: bytes) -> str:
    """Text from UTF-8 (a byte order mark is dropped) or TIS-620/cp874; Refused for any other encoding."""
    if b"\x00" in content[:4096]:
        raise Refused(_not_text(name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp874")
    except UnicodeDecodeError as error:
        raise Refused(_wrong_encoding(name)) from error
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in text)
    foreign = sum(ord(letter) > 127 for letter in text) - thai
    if thai <= foreign or _FOREIGN.search(text) or any("\x80" <= letter <= "\x9f" for letter in text):
        raise Refused(_wrong_encoding(name))
    return text


def sniff_delimiter(text: str) -> str:
    """The delimiter that splits the header line into most columns; a comma when none occurs."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)


def is_missing(text: str) -> bool:
    """Whether a cell says "not available" (empty, `-`, `n/a`, `..`)."""
    return text.strip().casefold() in _NOT_AVAILABLE


def parse_number(text: str) -> float | None:
    """A number from text with Thai or Arabic digits, thousands commas, any minus sign; None when it is none."""
    plain = to_arabic_digits(text).strip().replace("−", "-").replace("–", "-").replace("\u00a0", "").casefold()
    if not plain or not _NUMBER.match(plain) or not any(letter.isdigit() for letter in plain):
        return None
    return float(plain.replace(",", ""))


def _table(name: str, raw: Sequence[Sequence[str]]) -> Table:
    rows = [(at, [cell.strip() for cell in cells]) for at, cells in enumerate(raw, start=1)]
    rows = [(at, cells) for at, cells in rows if any(cells)]
    if not rows:
        raise Refused(_empty(name))
    header_at, header = rows[0]
    columns = tuple(normalise(column) for column in header)
    problems = _header_problems(name, header_at, columns)
    problems += [_ragged(name, at, len(cells), len(columns)) for at, cells in rows[1:] if len(cells) != len(columns)]
    if problems:
        raise Refused(problems)
    body = tuple(Row(at, dict(zip(columns, cells, strict=True))) for at, cells in rows[1:])
    return Table(name, columns, body)


def _header_problems(name: str, at: int, columns: tuple[str, ...]) -> list[Problem]:
    doubled = sorted({column for column in columns if column and columns.count(column) > 1})
    problems = [_doubled_column(name, at, column) for column in doubled]
    return problems + [_nameless_column(name, at, i) for i, column in enumerate(columns, start=1) if not column]


def _xlsx_rows(name: str, content: bytes, sheet: str | None) -> list[list[str]]:
    import python_calamine  # slow import

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        chosen = sheet or book.sheet_names[0]
        cells = book.get_sheet_by_name(chosen).to_python()
    except (python_calamine.CalamineError, IndexError) as error:
        raise Refused(_not_workbook(name)) from error
    rows = [[_cell_text(cell) for cell in row] for row in cells]
    used = max((at for row in rows[:1] for at, cell in enumerate(row, start=1) if cell), default=0)
    return [row[:used] if not any(row[used:]) else row for row in rows]


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _gunzip(name: str, content: bytes) -> bytes:
    unpacked = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            while chunk := stream.read(1 << 22):
                unpacked += chunk
                if len(unpacked) > LARGEST_FILE:
                    raise Refused(_too_large(name))
    except (OSError, EOFError, zlib.error) as error:
        raise Refused(_unreadable(name)) from error
    return bytes(unpacked)


def _unreadable(name: str) -> Problem:
    return Problem(
        "unreadable_file",
        f"อ่านแฟ้ม {name} ไม่ได้ โปรดตรวจว่าแฟ้มมีอยู่ ไม่เสียหาย และมีสิทธิ์อ่าน",
        f"The file {name} cannot be read: check that it is there, whole, and that you may read it.",
        file=name,
    )


def _too_large(name: str) -> Problem:
    return Problem(
        "file_too_large",
        "แฟ้มใหญ่เกิน 1 กิกะไบต์ โปรดแบ่งเป็นหลายแฟ้ม",
        "The file is larger than 1 GB: please split it.",
        file=name,
    )


def _not_text(name: str) -> Problem:
    return Problem(
        "not_text",
        "แฟ้มนี้ไม่ใช่ข้อความ โปรดบันทึกเป็น CSV (UTF-8) หรือ XLSX",
        "This file is not text: please save it as CSV (UTF-8) or XLSX.",
        file=name,
    )


def _wrong_encoding(name: str) -> Problem:
    return Problem(
        "wrong_encoding",
        "ไม่รู้จักรหัสอักขระของแฟ้มนี้ โปรดบันทึกเป็น UTF-8 (หรือ TIS-620)",
        "The encoding of this file is not known: please save it as UTF-8 (or TIS-620).",
        file=name,
    )


def _not_csv(name: str, reason: str) -> Problem:
    return Problem(
        "not_csv",
        f"อ่านเป็น CSV ไม่ได้ ({reason}) โปรดตรวจเครื่องหมายคำพูดและตัวคั่น",
        f"The file cannot be read as CSV ({reason}): check quotes and delimiters.",
        file=name,
    )


def _not_workbook(name: str) -> Problem:
    return Problem(
        "not_workbook",
        "เปิดแฟ้มตารางคำนวณนี้ไม่ได้ โปรดบันทึกใหม่เป็น XLSX หรือ CSV",
        "This workbook cannot be opened: please save it again as XLSX or CSV.",
        file=name,
    )


def _empty(name: str) -> Problem:
    return Problem(
        "empty_file",
        "แฟ้มไม่มีข้อมูล โปรดใส่แถวหัวตารางและข้อมูลอย่างน้อยหนึ่งแถว",
        "The file holds nothing: it needs a header row and at least one row.",
        file=name,
    )


def _doubled_column(name: str, at: int, column: str) -> Problem:
    return Problem(
        "doubled_column",
        "มีคอลัมน์ชื่อนี้มากกว่าหนึ่งคอลัมน์ โปรดเหลือไว้คอลัมน์เดียว",
        "This column occurs more than once: keep one of them.",
        file=name,
        row=at,
        field=column,
    )


def _nameless_column(name: str, at: int, position: int) -> Problem:
    return Problem(
        "nameless_column",
        f"คอลัมน์ที่ {position} ไม่มีชื่อ โปรดตั้งชื่อหรือลบออก",
        f"Column {position} has no name: name it or remove it.",
        file=name,
        row=at,
    )


def _ragged(name: str, at: int, fields: int, expected: int) -> Problem:
    return Problem(
        "ragged_row",
        f"แถวนี้มี {fields} ช่อง แต่หัวตารางมี {expected} ช่อง โปรดตรวจตัวคั่นและเครื่องหมายคำพูด",
        f"This row has {fields} fields where the header has {expected}: check delimiters and quotes.",
        file=name,
        row=at,
    )

"""The rows of a file as they stand, one after the other, without holding a large file in memory."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sawan import tables
from sawan.measure import faults
from sawan.problems import Refused
from sawan.thai import normalise

CHUNK = 1 << 20
WORKBOOK, GZIP = b"PK\x03\x04", b"\x1f\x8b"
LONGEST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file opened for reading: its header as it stands, the columns in small letters, and its rows with their
    numbers (the header is row 1)."""

    name: str
    header: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    delimiter: str = ","


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes as they are stored, in hexadecimal; Refused when it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as page:
            while chunk := page.read(CHUNK):
                found.update(chunk)
    except OSError as error:
        raise Refused(faults.unreadable(path.name)) from error
    return found.hexdigest()


@contextmanager
def open_sheet(path: Path, name: str | None = None) -> Iterator[Sheet]:
    """Open a CSV (comma, semicolon, tab; UTF-8 or TIS-620; `.gz`) or XLSX file; `name` is what the user calls it.

    UTF-8 is streamed; other kinds are read whole. Raises Refused as `sawan.tables.read` does, except that ragged
    rows are given to the caller as they are.
    """
    name = name or path.name
    try:
        with path.open("rb") as page:
            head = page.read(4)
            page.seek(0)
            if head == WORKBOOK:
                yield _workbook(path, name)
            elif head[:2] == GZIP:
                with gzip.GzipFile(fileobj=page) as unpacked:
                    yield from _csv(name, unpacked)  # type: ignore[arg-type]
            else:
                yield from _csv(name, page)
    except (OSError, EOFError, zlib.error) as error:
        raise Refused(faults.unreadable(name)) from error


def _workbook(path: Path, name: str) -> Sheet:
    table = tables.read(path)
    rows = ((row.number, [row[column] for column in table.columns]) for row in table)
    return Sheet(name, table.columns, tuple(column.casefold() for column in table.columns), rows)


def _csv(name: str, page: BinaryIO) -> Iterator[Sheet]:
    if _is_utf8(name, page):
        page.seek(0)
        text: io.TextIOBase = io.TextIOWrapper(page, encoding="utf-8-sig", newline="")
    else:
        page.seek(0)
        text = io.StringIO(tables.decode(name, page.read()), newline="")
    try:
        yield _sheet(name, text)
    finally:
        if isinstance(text, io.TextIOWrapper):
            text.detach()


def _is_utf8(name: str, page: BinaryIO) -> bool:
    """Whether the whole stream is UTF-8; Refused when it is no text, or unpacks to more than may be read."""
    import codecs

    decoder, size = codecs.getincrementaldecoder("utf-8")(), 0
    while chunk := page.read(CHUNK):
        size += len(chunk)
        if size > tables.LARGEST_FILE:
            raise Refused(faults.too_large(name))
        if b"\x00" in chunk:
            raise Refused(faults.not_text(name))
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sheet(name: str, text: io.TextIOBase) -> Sheet:
    start = text.read(1 << 16)
    text.seek(0)
    delimiter = tables.sniff_delimiter(start)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    records = _numbered(name, reader)
    try:
        header = next(records)[1]
    except StopIteration:
        raise Refused(faults.no_rows(name)) from None
    columns = tuple(normalise(column).casefold() for column in header)
    problems = [faults.doubled_column(name, column) for column in sorted({c for c in columns if columns.count(c) > 1})]
    if problems:
        raise Refused(problems)
    return Sheet(name, tuple(header), columns, records, delimiter)


def _numbered(name: str, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Records with something in them; faults of the CSV itself become a refusal that names the row."""
    number = 0
    previous = csv.field_size_limit(LONGEST_FIELD)
    try:
        for number, record in enumerate(reader, start=1):
            if any(record):
                yield number, record
    except csv.Error as error:
        raise Refused(faults.not_csv(name, number + 1, str(error))) from error
    finally:
        csv.field_size_limit(previous)

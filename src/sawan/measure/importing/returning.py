"""A refused file goes back to its sender: the rows as they stood, and a column that says what is wrong with each."""

from __future__ import annotations

import csv
from collections.abc import Collection
from pathlib import Path
from typing import TextIO

from sawan.measure.importing.checking import AREA_COLUMNS, REASONS_COLUMN, Opening
from sawan.measure.importing.reading import open_sheet
from sawan.measure.importing.report import Report

Cells = dict[tuple[int, str], str]


def write_back(path: Path, report: Report, out: TextIO, *, opening: Opening = open_sheet) -> None:
    """Write the file as CSV with its own delimiter and the column `reasons` at the end, in both languages.

    With `opening=importers.open_any` a publisher's file comes back as the tidy rows that were read from it.
    """
    reasons = report.reasons()
    with opening(path, report.file) as sheet:
        writer = csv.writer(out, delimiter=sheet.delimiter, lineterminator="\n")
        writer.writerow([*sheet.header, REASONS_COLUMN])
        width = len(sheet.columns)
        for number, row in sheet.rows:
            writer.writerow([*row, *[""] * (width - len(row)), reasons.get(number, "")])


def cells(path: Path, rows: Collection[int], *, opening: Opening = open_sheet) -> Cells:
    """The cells of some rows by row number and column; `area` is whichever of its columns is filled."""
    found: Cells = {}
    with opening(path, None) as sheet:
        for number, row in sheet.rows:
            if number not in rows:
                continue
            named = dict(zip(sheet.columns, row, strict=False))
            named["area"] = next((named[name] for name in AREA_COLUMNS if named.get(name, "").strip()), "")
            found |= {(number, column): cell for column, cell in named.items()}
    return found

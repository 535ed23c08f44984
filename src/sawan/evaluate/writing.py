"""Answers as files: numbers in ten significant digits, the same bytes for the same answer."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from sawan.evaluate import faults
from sawan.problems import Refused


def figure(value: float | int | None) -> str:
    """A number in at most ten significant digits; nothing for a missing one."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = f"{value:.10g}"
    return "0" if text == "-0" else text


def chance(value: float | None) -> str:
    """A probability in four decimals, never 0 or 1."""
    return "" if value is None else f"{min(max(value, 0.0001), 0.9999):.4f}"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str | float | int | None]]) -> str:
    """A table as CSV: texts as they are, numbers as figures."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[cell if isinstance(cell, str) else figure(cell) for cell in row] for row in rows])
    return page.getvalue()


def json_text(answer: object) -> str:
    """An answer as JSON: floats rounded to ten significant digits, a missing one null."""
    return json.dumps(_rounded(answer), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def write_files(files: dict[Path, str]) -> None:
    """Write all files (their folders are made); Refused when a place cannot be written."""
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise Refused(faults.cannot_write(path, error.strerror or type(error).__name__)) from error


def _rounded(value: object) -> object:
    if isinstance(value, bool) or value is None or isinstance(value, (int, str)):
        return value
    if isinstance(value, float):
        return float(f"{value:.10g}") + 0.0 if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    raise TypeError(f"no JSON for {type(value).__name__}")

"""The files that a run leaves: UTF-8, LF, numbers in the shortest form that reads back to the same double."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sawan.measure.composite.audit import Measure
from sawan.measure.composite.contributions import Change
from sawan.measure.composite.faults import fault
from sawan.measure.composite.panel import Array
from sawan.measure.composite.pipeline import Index
from sawan.problems import Refused

FILES = (
    "normalised.csv",
    "scores.csv",
    "audit.csv",
    "change.csv",
    "uncertainty.csv",
    "ranks.csv",
    "pairs.csv",
    "sensitivity.csv",
)
Cell = str | int | float | None


def page(columns: str, rows: Iterable[Sequence[Cell]]) -> str:
    """A CSV page: a header and rows, None and NaN as empty fields."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns.split(","))
    writer.writerows(rows)
    return text.getvalue()


def cells(values: Array) -> list[float | None]:
    """Numbers for a page; NaN is None, minus zero is zero."""
    return [None if math.isnan(value) else value + 0.0 for value in values.tolist()]


def normalised_page(index: Index) -> str:
    """`normalised.csv`: by year, area, indicator."""
    return page("area,year,indicator,value,status,treated,normalised", _normalised(index))


def _normalised(index: Index) -> Iterator[Sequence[Cell]]:
    codes = index.spec.tree.indicators
    for t, year in enumerate(index.layout.years):
        for i, area in enumerate(index.layout.areas):
            parts = (index.value[t, i], index.treated[t, i], index.normalised[t, i])
            value, treated, normalised = (cells(part) for part in parts)
            status = index.status[t, i].tolist()
            for row in zip(codes, value, status, treated, normalised, strict=True):
                yield (area, year, *row)


def scores_page(index: Index) -> str:
    """`scores.csv`: by year, level from the top down, code, area."""
    return page("area,year,level,code,score,rank,coverage", _scores(index))


def _scores(index: Index) -> Iterator[Sequence[Cell]]:
    tree = index.spec.tree
    codes = sorted(tree.inner, key=lambda code: -tree.nodes[code].level)
    for t, year in enumerate(index.layout.years):
        for code in codes:
            level = tree.nodes[code].level
            found = zip(
                index.layout.areas,
                cells(index.scores[code][t]),
                index.ranks[code][t].tolist(),
                cells(index.coverage[code][t]),
                strict=True,
            )
            for area, score, rank, share in found:
                yield area, year, level, code, score, rank or None, share


def audit_page(measures: Iterable[Measure]) -> str:
    """`audit.csv`."""
    return page("year,measure,code,other,value", measures)


def change_page(index: Index, change: Change) -> str:
    """`change.csv`: by pair of consecutive years, area, indicator."""
    return page("area,from,to,indicator,contribution", _changes(index, change))


def _changes(index: Index, change: Change) -> Iterator[Sequence[Cell]]:
    codes = index.spec.tree.indicators
    for (start, end), values in zip(change.pairs, change.contributions, strict=True):
        for area, own in zip(index.layout.areas, values, strict=True):
            for code, value in zip(codes, cells(own), strict=True):
                yield area, start, end, code, value


def write(folder: Path, pages: Mapping[str, str]) -> None:
    """Write all pages into a folder, made if need be; raises `Refused` where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(fault("out_not_writable", file=str(folder), why=error.strerror)) from error

"""The files that a run leaves: UTF-8, LF, numbers in the shortest form that reads back to the same double."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np

from sawan.measure.composite.acceptability import pair_probabilities, rank_probabilities
from sawan.measure.composite.audit import Measure
from sawan.measure.composite.contributions import Change
from sawan.measure.composite.faults import fault
from sawan.measure.composite.panel import Array
from sawan.measure.composite.pipeline import Index
from sawan.measure.composite.statistics import mean_of, quantiles_of
from sawan.measure.composite.trials import SmallRanks
from sawan.measure.composite.uncertainty import Explored
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
AREAS_AT_ONCE = 512
UNCERTAINTY = "area,year,score,rank,score_mean,score_p05,score_p50,score_p95,rank_mean,rank_p05,rank_p50,rank_p95"
SENSITIVITY = "year,output,area,factor,first,first_low,first_high,total,total_low,total_high,shapley"
Cell = str | int | float | None
Row = Sequence[Cell]


@dataclass(frozen=True)
class Page:
    """A CSV page: names of its columns and rows that are made as they are written; None is an empty field."""

    columns: str
    rows: Callable[[], Iterable[Row]]

    def write(self, file: TextIO) -> None:
        """Write header and rows."""
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(self.columns.split(","))
        writer.writerows(self.rows())

    def text(self) -> str:
        """The page as text."""
        page = io.StringIO()
        self.write(page)
        return page.getvalue()


def cells(values: Array) -> list[float | None]:
    """Numbers for a page; NaN is None, minus zero is zero."""
    return [None if math.isnan(value) else value + 0.0 for value in values.tolist()]


def normalised_page(index: Index) -> Page:
    """`normalised.csv`: by year, area, indicator."""
    return Page("area,year,indicator,value,status,treated,normalised", lambda: _normalised(index))


def _normalised(index: Index) -> Iterator[Row]:
    codes = index.spec.tree.indicators
    for t, year in enumerate(index.layout.years):
        for i, area in enumerate(index.layout.areas):
            parts = (index.value[t, i], index.treated[t, i], index.normalised[t, i])
            value, treated, normalised = (cells(part) for part in parts)
            status = index.status[t, i].tolist()
            for row in zip(codes, value, status, treated, normalised, strict=True):
                yield (area, year, *row)


def scores_page(index: Index) -> Page:
    """`scores.csv`: by year, level from the top down, code, area."""
    return Page("area,year,level,code,score,rank,coverage", lambda: _scores(index))


def _scores(index: Index) -> Iterator[Row]:
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


def audit_page(measures: Sequence[Measure]) -> Page:
    """`audit.csv`."""
    return Page("year,measure,code,other,value", lambda: measures)


def change_page(index: Index, change: Change) -> Page:
    """`change.csv`: by pair of consecutive years, area, indicator."""
    return Page("area,from,to,indicator,contribution", lambda: _changes(index, change))


def _changes(index: Index, change: Change) -> Iterator[Row]:
    codes = index.spec.tree.indicators
    for (start, end), values in zip(change.pairs, change.contributions, strict=True):
        for area, own in zip(index.layout.areas, values, strict=True):
            for code, value in zip(codes, cells(own), strict=True):
                yield area, start, end, code, value


def uncertainty_pages(index: Index, explored: Explored) -> dict[str, Page]:
    """`uncertainty.csv` and those of the other files that the specification asks for."""
    asked = index.spec.uncertainty
    pages = {"uncertainty.csv": Page(UNCERTAINTY, lambda: _uncertainty(index, explored))}
    if asked is not None and asked.ranks:
        pages["ranks.csv"] = Page("area,year,rank,probability", lambda: _ranks(index, explored))
    if asked is not None and asked.pairs:
        pages["pairs.csv"] = Page("area,other,year,probability", lambda: _pairs(index, explored))
    if explored.effects is not None:
        pages["sensitivity.csv"] = Page(SENSITIVITY, lambda: _sensitivity(index, explored))
    return pages


def _uncertainty(index: Index, explored: Explored) -> Iterator[Row]:
    for t, year in enumerate(index.layout.years):
        score, rank = index.top[t], index.ranks[index.spec.tree.top][t].tolist()
        columns = [*summary(explored.scores[:, t], explored), *summary(explored.ranks[:, t], explored)]
        rows = zip(index.layout.areas, cells(score), rank, *(cells(column) for column in columns), strict=True)
        for area, nominal, place, *rest in rows:
            yield (area, year, nominal, place, *rest) if nominal is not None else (area, year, *[None] * 10)


def summary(values: SmallRanks | Array, explored: Explored) -> list[Array]:
    """Mean, 5, 50 and 95% quantiles over the draws of `values[draw, i]`, some areas at a time; rank 0 is none."""
    parts = []
    for start in range(0, values.shape[1], AREAS_AT_ONCE):
        own = values[:, start : start + AREAS_AT_ONCE]
        if np.issubdtype(own.dtype, np.integer) and (own == 0).any():
            own = np.where(own > 0, own, np.nan)
        mean = mean_of(own, explored.probabilities)
        parts.append([mean, *quantiles_of(own, (0.05, 0.5, 0.95), explored.probabilities)])
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def _ranks(index: Index, explored: Explored) -> Iterator[Row]:
    for t, year in enumerate(index.layout.years):
        found = rank_probabilities(explored.ranks[:, t], explored.probabilities)
        for area, own in zip(index.layout.areas, found, strict=True):
            for rank, probability in own:
                yield area, year, rank, probability


def _pairs(index: Index, explored: Explored) -> Iterator[Row]:
    for t, year in enumerate(index.layout.years):
        found = pair_probabilities(explored.ranks[:, t], explored.probabilities)
        for i, area in enumerate(index.layout.areas):
            for k, (other, probability) in enumerate(zip(index.layout.areas, cells(found[i]), strict=True)):
                if i != k:
                    yield area, other, year, probability


def _sensitivity(index: Index, explored: Explored) -> Iterator[Row]:
    areas: list[str | None] = [None, *index.layout.areas]
    for t, year in enumerate(index.layout.years):
        if explored.effects is None:
            return
        effects = explored.effects[t]
        columns = [effects.first, effects.first_low, effects.first_high]
        columns += [effects.total, effects.total_low, effects.total_high]
        columns.append(effects.shapley if effects.shapley is not None else np.full_like(effects.first, np.nan))
        for at, area in enumerate(areas):
            output = "rank_shift" if area is None else "rank"
            for number, factor in enumerate(explored.factors):
                yield (year, output, area, factor, *cells(np.array([column[number, at] for column in columns])))


def write(folder: Path, pages: Mapping[str, Page]) -> None:
    """Write all pages into a folder, made if need be; raises `Refused` where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                page.write(file)
    except OSError as error:
        raise Refused(fault("out_not_writable", file=str(folder), why=error.strerror)) from error

"""What checking a file found: the clean rows in a compact form, and every problem by row."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sawan.problems import Problem, Refused

T = TypeVar("T")

STATUSES = ("official", "preliminary", "estimate", "illustrative")
"""From best to worst; their places are the numbers that are stored."""

MOST_PROBLEMS = 100_000
"""How many problems of one file are told one by one."""


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """An indicator in an area, for one breakdown ("" is the total)."""

    indicator: str
    area: str
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What many rows share: the edition and its day, the status, the source, and why a value is missing."""

    vintage: str
    published: int
    status: int
    publisher: str = ""
    url: str = ""
    note: str = ""
    reason: str = ""


@dataclass(slots=True)
class Rows:
    """Observations column by column: indexes into `series`, `periods`, `origins`, and values (NaN = missing)."""

    series: list[SeriesKey] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    series_at: array[int] = field(default_factory=lambda: array("i"))
    period_at: array[int] = field(default_factory=lambda: array("i"))
    origin_at: array[int] = field(default_factory=lambda: array("i"))
    value: array[float] = field(default_factory=lambda: array("d"))
    number: array[int] = field(default_factory=lambda: array("i"))

    def __len__(self) -> int:
        return len(self.value)

    def only(self, indicators: set[str], areas: set[str], years: frozenset[int] | None) -> Rows:
        """The rows of some indicators, areas and years; an empty set (years: None) means all."""
        kept = Builder()
        for series, period, origin, value in zip(
            self.series_at, self.period_at, self.origin_at, self.value, strict=True
        ):
            key, when = self.series[series], self.periods[period]
            if (
                (not indicators or key.indicator in indicators)
                and (not areas or key.area in areas)
                and (years is None or int(when[:4]) in years)
            ):
                kept.add(key, when, self.origins[origin], value if value == value else None)
        return kept.rows

    def without(self, places: Container[tuple[str, str, str]]) -> Rows:
        """The rows that are not at one of the places (indicator, area, period)."""
        kept = Builder()
        for series, period, origin, value in zip(
            self.series_at, self.period_at, self.origin_at, self.value, strict=True
        ):
            key, when = self.series[series], self.periods[period]
            if (key.indicator, key.area, when) not in places:
                kept.add(key, when, self.origins[origin], value if value == value else None)
        return kept.rows

    def indicators(self) -> set[str]:
        """The codes that occur."""
        return {key.indicator for key in self.series}


class Builder:
    """Adds observations one by one to rows."""

    def __init__(self, rows: Rows | None = None) -> None:
        self.rows = Rows() if rows is None else rows
        self._series = {key: at for at, key in enumerate(self.rows.series)}
        self._periods = {period: at for at, period in enumerate(self.rows.periods)}
        self._origins = {origin: at for at, origin in enumerate(self.rows.origins)}

    def add(self, series: SeriesKey, period: str, origin: Origin, value: float | None) -> None:
        """Add one observation; None is missing and should have a reason in its origin."""
        rows = self.rows
        rows.series_at.append(_place(self._series, rows.series, series))
        rows.period_at.append(_place(self._periods, rows.periods, period))
        rows.origin_at.append(_place(self._origins, rows.origins, origin))
        rows.value.append(float("nan") if value is None else value)
        rows.number.append(len(rows.value))

    def extend(
        self,
        series: Sequence[SeriesKey],
        periods: Sequence[str],
        origins: Sequence[Origin],
        at: tuple[Any, Any, Any],
        values: Any,
    ) -> None:
        """Add many observations: `at` holds, for each, its places in the three lists (numpy arrays of integers)."""
        import numpy as np  # slow import

        rows = self.rows
        for column, places, there in zip(
            (rows.series_at, rows.period_at, rows.origin_at),
            at,
            (
                _taken(self._series, rows.series, series, at[0]),
                _taken(self._periods, rows.periods, periods, at[1]),
                _taken(self._origins, rows.origins, origins, at[2]),
            ),
            strict=True,
        ):
            column.frombytes(there[places].tobytes())
        start = len(rows.value)
        rows.value.frombytes(np.ascontiguousarray(values, dtype=np.float64).tobytes())
        rows.number.frombytes(np.arange(start + 1, len(rows.value) + 1, dtype=np.int32).tobytes())


def _taken(index: dict[T, int], items: list[T], given: Sequence[T], places: Any) -> Any:
    """For each of `given` its place in `items`; those that `places` uses are added where they are new."""
    import numpy as np  # slow import

    there = np.zeros(len(given), dtype=np.int32)
    for place in np.flatnonzero(np.bincount(places, minlength=len(given))).tolist():
        there[place] = _place(index, items, given[place])
    return there


def _place(index: dict[T, int], items: list[T], item: T) -> int:
    """The place of an item in a list of distinct ones, added when it is new."""
    place = index.get(item)
    if place is None:
        place = index[item] = len(items)
        items.append(item)
    return place


@dataclass(slots=True)
class Report:
    """The result of checking one file; nothing is stored yet.

    `read` counts the rows of the file, `repeated` those that say again what an earlier row said. `ignored` are
    columns that mean nothing here. When `problems` is not empty the file is refused as a whole.
    """

    file: str
    hash: str
    imported: date
    rows: Rows
    read: int = 0
    repeated: int = 0
    ignored: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    untold: int = 0
    refused_rows: set[int] = field(default_factory=set)

    def refuse(self, problem: Problem) -> None:
        """Note a problem of a row."""
        if problem.row is not None:
            self.refused_rows.add(problem.row)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.untold += 1

    def require_clean(self) -> None:
        """Raise Refused with every problem when there is one."""
        if self.problems:
            raise Refused(self.problems)

    def reasons(self) -> dict[int, str]:
        """Row number -> everything that is wrong with the row, in both languages."""
        found: dict[int, list[str]] = defaultdict(list)
        for problem in self.problems:
            if problem.row is not None:
                place = f"{problem.field}: " if problem.field else ""
                found[problem.row].append(place + problem.text())
        return {row: " | ".join(texts) for row, texts in found.items()}

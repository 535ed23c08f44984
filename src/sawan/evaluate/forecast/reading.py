"""Series and targets as their files state them, or every fault of the file at once."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sawan import tables
from sawan.evaluate import faults
from sawan.evaluate.forecast.series import Series
from sawan.fiscal import FIRST_BE, LAST_BE
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table
from sawan.thai import to_arabic_digits

YEAR_COLUMNS = ("year", "year_be", "year_ce")
DIRECTIONS = ("higher", "lower", "band")
_YEAR = re.compile(r"[+-]?\d{1,6}(\.0+)?")
_NOT_FINITE = re.compile(r"[+-]?(inf|infinity|nan)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """The series of a file and the name that its year column has."""

    name: str
    year_column: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a targets file: is `target` reached in `year`? `high` is the upper edge of a band."""

    row: int
    series: str
    year: int
    target: float
    direction: str
    high: float | None


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions of a file in its order."""

    name: str
    year_column: str
    questions: tuple[Question, ...]


def read_series(path: Path) -> SeriesFile:
    """Read a file of yearly series; Refused with every fault (columns, years, numbers, doubled years, groups)."""
    table = tables.read(path)
    year_column, problems = _columns(table, ("series", "value"))
    if problems:
        raise Refused(problems)
    reader = _Cells(table.name, problems)
    rows: dict[str, list[_Observation]] = defaultdict(list)
    for row in table:
        found = reader.observation(row, year_column)
        if found is not None:
            rows[found.series].append(found)
    for name in rows:
        rows[name].sort(key=lambda one: one.year)
    problems += [
        fault for observations in rows.values() for fault in _series_faults(table.name, year_column, observations)
    ]
    if problems:
        raise Refused(sorted(problems, key=lambda fault: fault.row or 0))
    return SeriesFile(table.name, year_column, tuple(_series(rows[name]) for name in sorted(rows)))


def read_questions(path: Path, known: SeriesFile) -> QuestionFile:
    """Read a file of targets for the series of `known`; Refused with every fault, all unknown series named.

    `year` says nothing of the calendar and is taken as it is; `year_be` against `year_ce` is a fault.
    """
    table = tables.read(path)
    year_column, problems = _columns(table, ("series", "target"))
    if problems:
        raise Refused(problems)
    if year_column != known.year_column and "year" not in (year_column, known.year_column):
        problems.append(faults.year_columns_differ(table.name, year_column, known.year_column))
    reader = _Cells(table.name, problems)
    by_name = {one.name: one for one in known.series}
    questions = []
    for row in table:
        found = reader.question(row, year_column)
        if found is None:
            continue
        questions.append(found)
        problems += _question_faults(table.name, year_column, found, by_name.get(found.series))
    if problems:
        raise Refused(problems)
    return QuestionFile(table.name, year_column, tuple(questions))


@dataclass(frozen=True, slots=True)
class _Observation:
    row: int
    series: str
    group: str
    year: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Cells:
    """Reads cells of one file and notes what is wrong with them."""

    file: str
    problems: list[Problem]

    def observation(self, row: Row, year_column: str) -> _Observation | None:
        name, year = self.name(row), self.year(row, year_column)
        value, low, high = (self.number(row, column) for column in ("value", "low", "high"))
        if name is None or year is None:
            return None
        return _Observation(row.number, name, row["group"], year, value, low, high)

    def question(self, row: Row, year_column: str) -> Question | None:
        name, year, direction = self.name(row), self.year(row, year_column), row["direction"] or "higher"
        if direction not in DIRECTIONS:
            self.problems.append(faults.unknown_direction(self.file, row.number, direction))
        target = self.finite(row, "target")
        high = self.finite(row, "target_high") if direction == "band" else None
        if name is None or year is None or target is None:
            return None
        return Question(row.number, name, year, target, direction, high)

    def name(self, row: Row) -> str | None:
        if row["series"]:
            return row["series"]
        self.problems.append(faults.nameless(self.file, row.number, "series"))
        return None

    def year(self, row: Row, column: str) -> int | None:
        """The year of a cell; noted where it is none, or of the other calendar than its column says."""
        text = to_arabic_digits(row[column])
        if not _YEAR.fullmatch(text):
            self.problems.append(faults.not_a_year(self.file, row.number, column, row[column]))
            return None
        year = int(text.split(".")[0])
        buddhist = FIRST_BE <= year <= LAST_BE
        if (column == "year_be" and not buddhist) or (column == "year_ce" and buddhist):
            self.problems.append(faults.other_calendar(self.file, row.number, column, year))
        return year

    def number(self, row: Row, column: str) -> float | None:
        """The number of a cell (also an infinite one); None for an empty cell or, noted, for no number."""
        text = row[column]
        if not text:
            return None
        found = float(text) if _NOT_FINITE.fullmatch(text) else tables.parse_number(text)
        if found is None:
            self.problems.append(faults.not_a_number(self.file, row.number, column, text))
        return found

    def finite(self, row: Row, column: str) -> float | None:
        """A number that must be there and be finite."""
        found = self.number(row, column)
        if found is None and not row[column]:
            self.problems.append(faults.number_needed(self.file, row.number, column))
        if found is not None and not math.isfinite(found):
            self.problems.append(faults.not_a_number(self.file, row.number, column, row[column]))
            return None
        return found


def _columns(table: Table, required: Sequence[str]) -> tuple[str, list[Problem]]:
    problems = [faults.column_missing(table.name, column) for column in required if column not in table.columns]
    years = [column for column in YEAR_COLUMNS if column in table.columns]
    if len(years) != 1:
        problems.append(faults.year_column(table.name, years))
    return (years[0] if years else "year"), problems


def _series_faults(file: str, year_column: str, observations: list[_Observation]) -> list[Problem]:
    """Doubled years, several groups, crossed limits; `observations` of one series by year."""
    found = [
        faults.year_twice(file, max(one.row, following.row), year_column, one.series, one.year)
        for one, following in pairwise(observations)
        if one.year == following.year
    ]
    groups = sorted({one.group for one in observations})
    last = max(observations, key=lambda one: one.row)
    if len(groups) > 1:
        found.append(faults.two_groups(file, last.row, last.series, groups))
    low, high = _limits(observations)
    if low > high:
        found.append(faults.limits_crossed(file, last.row, "low", low, high))
    return found


def _question_faults(file: str, year_column: str, asked: Question, series: Series | None) -> list[Problem]:
    if series is None:
        return [faults.unknown_series(file, asked.row, asked.series)]
    found = []
    if asked.high is not None and asked.high < asked.target:
        found.append(faults.limits_crossed(file, asked.row, "target_high", asked.target, asked.high))
    if asked.year > series.last_year + 10:
        found.append(faults.target_too_far(file, asked.row, year_column, asked.year, series.last_year))
    return found


def _limits(observations: list[_Observation]) -> tuple[float, float]:
    """The limits of a series: of its earliest year that states one."""
    low = next((one.low for one in observations if one.low is not None), -math.inf)
    high = next((one.high for one in observations if one.high is not None), math.inf)
    return low, high


def _series(observations: list[_Observation]) -> Series:
    low, high = _limits(observations)
    values = {one.year: one.value for one in observations if one.value is not None}
    first = observations[0]
    return Series(first.series, values, first.group, low, high, observations[-1].year)

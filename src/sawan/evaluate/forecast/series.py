"""Yearly series as they come, and why some of them cannot be forecast."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats

FEWEST = 4
FEW = 8
EQUAL = 1e-12
LARGEST = 1e150
"""Beyond it the squares of the arithmetic overflow: as good as infinite."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series: values by year (a year without a value is left out), the group it is pooled with, its limits.

    `named_year` is the last year that was named at all; it counts only where no year has a value.
    """

    name: str
    values: Mapping[int, float]
    group: str = ""
    low: float = -math.inf
    high: float = math.inf
    named_year: int = 0

    @property
    def last_year(self) -> int:
        """The last year with a value; the last one named where there is none."""
        return max(self.values, default=self.named_year)


@dataclass(frozen=True, slots=True)
class Run:
    """The last unbroken run of a series, or the reason why it is not forecast (`refusal`: a code)."""

    first_year: int
    values: Floats
    notes: tuple[str, ...]
    refusal: str | None = None

    @property
    def last_year(self) -> int:
        """The year of the last value."""
        return self.first_year + len(self.values) - 1


def last_run(series: Series) -> Run:
    """The years up to the last observed one without a hole, and what must be said of them.

    Refusals: `not_finite` (a value of the series is no finite number, or above 1e150), `too_few_points` (under four),
    `constant`.
    Notes: `gap` (earlier years were left out), `few_points` (four to seven).
    """
    years = sorted(series.values)
    at = len(years)
    while at > 1 and years[at - 2] == years[at - 1] - 1:
        at -= 1
    run = years[max(at - 1, 0) :]
    values = np.array([series.values[year] for year in run], dtype=np.float64)
    first = run[0] if run else series.named_year + 1
    return Run(first, values, _notes(len(run), len(years)), _refusal(series, values))


def _notes(used: int, known: int) -> tuple[str, ...]:
    notes = ["gap"] if used < known else []
    return (*notes, "few_points") if FEWEST <= used < FEW else tuple(notes)


def _refusal(series: Series, values: Floats) -> str | None:
    if not all(abs(value) <= LARGEST for value in series.values.values()):
        return "not_finite"
    if len(values) < FEWEST:
        return "too_few_points"
    return "constant" if values.max() - values.min() <= EQUAL * np.abs(values).max() else None

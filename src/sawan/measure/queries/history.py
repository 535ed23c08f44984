"""How a figure was revised: every edition of every period, and how far the editions lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise

from sawan.areas import register
from sawan.measure import instance
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import stored
from sawan.measure.queries.figures import Point, point
from sawan.people.queries import data_version


@dataclass(frozen=True, slots=True)
class Revision:
    """From one edition of a period to the next: later less earlier, and in percent of the earlier (None from 0)."""

    period: str
    earlier: Point
    later: Point
    difference: float
    percent: float | None


@dataclass(frozen=True, slots=True)
class EditionHistory:
    """Every edition of a series: by period the newest first, and the revisions between them.

    `mean` is the mean revision (its sign shows a habit of the source), `mean_absolute` its mean size, both in
    percent; None without revisions.
    """

    indicator: Indicator
    area: str
    periods: tuple[tuple[str, tuple[Point, ...]], ...]
    revisions: tuple[Revision, ...]
    mean: float | None
    mean_absolute: float | None
    version: int


def editions(indicator: str, area: str, *, breakdown: str = "") -> EditionHistory:
    """The editions of an indicator in an area and what each revised; Refused for an unknown code or area."""
    entry = instance.current_catalogue().require(indicator)
    place = register.get(area).code
    version = data_version()
    rows = stored.standing(indicator, place, breakdown)
    by_period = tuple(
        (period, tuple(point(row) for row in group)) for period, group in groupby(rows, key=lambda row: row.period)
    )
    revisions = tuple(revision for period, points in by_period for revision in _revisions(period, points))
    percents = [revision.percent for revision in revisions if revision.percent is not None]
    mean = sum(percents) / len(percents) if percents else None
    absolute = sum(abs(percent) for percent in percents) / len(percents) if percents else None
    return EditionHistory(entry, place, by_period, revisions, mean, absolute, version)


def _revisions(period: str, points: tuple[Point, ...]) -> list[Revision]:
    oldest_first = [one for one in reversed(points) if one.value is not None]
    found = []
    for earlier, later in pairwise(oldest_first):
        assert earlier.value is not None and later.value is not None
        difference = later.value - earlier.value
        percent = 100 * difference / earlier.value if earlier.value else None
        found.append(Revision(period, earlier, later, difference, percent))
    return found

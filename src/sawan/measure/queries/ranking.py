"""An indicator over areas of one level: values, ranks, and where one area stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sawan.areas import register
from sawan.measure import instance
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import stored
from sawan.people.queries import data_version
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One area of a ranking; `rank` 1 is the best, equal values share the smaller number."""

    area: str
    name: Text
    value: float
    status: str
    vintage: str
    rank: int


@dataclass(frozen=True, slots=True)
class Across:
    """All areas of a level that have a value for a period, the best first; `of` is how many the level has."""

    indicator: Indicator
    level: str
    period: str
    rows: tuple[AreaFigure, ...]
    of: int
    version: int

    def at(self, area: str) -> AreaFigure | None:
        """One area's row, None when it has no value."""
        return next((row for row in self.rows if row.area == area), None)


@dataclass(frozen=True, slots=True)
class Rank:
    """Where an area stands among its like, this period and the one before (None when it had no value then)."""

    area: str
    period: str
    value: float
    rank: int
    of: int
    previous_rank: int | None
    previous_value: float | None
    previous_of: int
    version: int


def across(indicator: str, level: str, year: int | str, *, breakdown: str = "") -> Across:
    """An indicator over all areas of a level for one year (or period); Refused for an unknown code or level.

    The best is the highest value, the lowest where the catalogue says that lower is better.
    """
    entry = instance.current_catalogue().require(indicator)
    areas = register.of_level(level)
    version = data_version()
    found = stored.current_of_areas(indicator, [area.code for area in areas], [str(year)], breakdown)
    values = sorted(
        ((row.value, row) for row in found if row.value is not None),
        key=lambda pair: (pair[0] if entry.direction == "lower" else -pair[0], pair[1].area),
    )
    ranks = _ranks([value for value, _ in values])
    rows = tuple(
        AreaFigure(row.area, register.get(row.area).name, value, row.status, row.vintage, rank)
        for (value, row), rank in zip(values, ranks, strict=True)
    )
    return Across(entry, level, str(year), rows, len(areas), version)


def rank(indicator: str, year: int, area: str, *, breakdown: str = "") -> Rank | None:
    """Where an area stands among the areas of its level, and where it stood the year before; None without a value."""
    place = register.get(area)
    now = across(indicator, place.level, year, breakdown=breakdown)
    before = across(indicator, place.level, year - 1, breakdown=breakdown)
    here, then = now.at(place.code), before.at(place.code)
    if here is None:
        return None
    return Rank(
        area=place.code,
        period=now.period,
        value=here.value,
        rank=here.rank,
        of=len(now.rows),
        previous_rank=then.rank if then else None,
        previous_value=then.value if then else None,
        previous_of=len(before.rows),
        version=now.version,
    )


def _ranks(ordered: Sequence[float]) -> list[int]:
    """Ranks of values that stand in order; equal ones share the smallest."""
    found: list[int] = []
    for at, value in enumerate(ordered):
        found.append(found[-1] if at and value == ordered[at - 1] else at + 1)
    return found

"""Where an indicator is heading: bands of the coming years, how often such bands held, chances of levels."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean

from sawan.areas import register
from sawan.evaluate.forecast import Band, Coverage, Forecast, Series, forecast, past_coverage
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.people.queries import data_version

HORIZON, FARTHEST = 3, 8
PERCENT_OF_WHOLE = ("share", "rate", "coverage")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one area's yearly series, pooled with all provinces; `coverage` is by origin year.

    `bands` is empty and `notes` says why where no forecast is possible.
    """

    bands: tuple[Band, ...]
    notes: tuple[str, ...]
    coverage: tuple[Coverage, ...]

    @property
    def held(self) -> float | None:
        """The share of past values inside their 80 % bands, mean over the origins; None without a test."""
        return mean(one.within80 for one in self.coverage) if self.coverage else None


def outlook(indicator: str, area: str, *, horizon: int = HORIZON) -> Outlook:
    """The outlook of an indicator in an area `horizon` years ahead; Refused for an unknown code or area."""
    entry = instance.current_catalogue().require(indicator)
    place = register.get(area).code
    found = _forecasts(data_version(), entry.code, place, horizon).get(place)
    if found is None:
        return Outlook((), ("too_few_points",), ())
    coverage = _coverage(data_version(), entry.code, place) if found.made else ()
    return Outlook(tuple(found.bands()), found.notes, coverage)


def chance(indicator: str, area: str, year: int, low: float, high: float) -> float | None:
    """The probability that the value of a coming B.E. year lies between `low` and `high`; None without one."""
    found = forecast_of(indicator, area, year)
    return found.probability(year, low, high) if found else None


def forecast_of(indicator: str, area: str, year: int) -> Forecast | None:
    """The forecast of an area's series out to a B.E. year; None where nothing can be said of it."""
    place = register.get(area).code
    last = measure.latest(indicator, place)
    if last is None or last.point is None or not 1 <= year - last.point.year_be <= FARTHEST:
        return None
    found = _forecasts(data_version(), indicator, place, year - last.point.year_be).get(place)
    return found if found and found.made else None


@lru_cache(maxsize=64)
def _forecasts(version: int, code: str, area: str, horizon: int) -> dict[str, Forecast]:
    return {found.series.name: found for found in forecast(_series(code, area), horizon)}


@lru_cache(maxsize=64)
def _coverage(version: int, code: str, area: str) -> tuple[Coverage, ...]:
    return tuple(past_coverage(_series(code, area), 1))


def _series(code: str, area: str) -> list[Series]:
    """The yearly series of all provinces and of the area itself, one group, within the limits that the unit sets."""
    low, high = limits(instance.current_catalogue().require(code))
    values: dict[str, dict[int, float]] = defaultdict(dict)
    for row in measure.table(code):
        wanted = row.area == area or (register.exists(row.area) and register.get(row.area).level == "province")
        if wanted and not row.breakdown and len(row.period) == 4:
            values[row.area][int(row.period)] = row.value
    return [Series(name, found, code, low, high) for name, found in sorted(values.items())]


def limits(entry: Indicator) -> tuple[float, float]:
    """The values that an indicator can take: 0-1 for indices, 0-100 for shares, 0 and more for counts."""
    unit = entry.unit.en
    if "index 0-1" in unit:
        return 0.0, 1.0
    if "0-100" in unit or (unit == "percent" and any(word in entry.code for word in PERCENT_OF_WHOLE)):
        return 0.0, 100.0
    return (-math.inf, math.inf) if unit == "percent" or "growth" in entry.code else (0.0, math.inf)

"""How often bands held in the past, origin by origin: printed beside every band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sawan.evaluate.forecast.group import Band, Forecast, forecast
from sawan.evaluate.forecast.series import FEWEST, Series


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the forecasts of a group made from `origin` (the last year then known), the shares inside their bands."""

    group: str
    origin: int
    years_ahead: int
    forecasts: int
    within80: float
    within95: float


def past_coverage(series: Iterable[Series], horizon: int) -> list[Coverage]:
    """Forecast again from every past year with what was known then, and count; by group and origin.

    Only origins at which some series had four points in a row and a later value. One origin is one test however
    many areas share it: they share its shocks.
    """
    groups: dict[str, list[Series]] = defaultdict(list)
    for one in series:
        groups[one.group].append(one)
    return [
        found
        for name in sorted(groups)
        for origin in _origins(groups[name])
        if (found := _at_origin(groups[name], origin, horizon)) is not None
    ]


def _origins(members: list[Series]) -> list[int]:
    years = sorted({year for one in members for year in one.values})
    return years[FEWEST - 1 : -1]


def _at_origin(members: list[Series], origin: int, horizon: int) -> Coverage | None:
    known = [
        replace(one, values={year: value for year, value in one.values.items() if year <= origin})
        for one in members
        if origin in one.values
    ]
    later = {one.name: one.values for one in members}
    tested = [
        (band, later[found.series.name][band.year])
        for found in forecast(known, horizon)
        for band in _bands(found)
        if band.year in later[found.series.name]
    ]
    if not tested:
        return None
    within80 = sum(band.low80 <= value <= band.high80 for band, value in tested)
    within95 = sum(band.low95 <= value <= band.high95 for band, value in tested)
    count, group = len(tested), members[0].group
    ahead = max(band.year for band, _ in tested) - origin
    return Coverage(group, origin, ahead, count, within80 / count, within95 / count)


def _bands(found: Forecast) -> list[Band]:
    return found.bands() if found.made else []

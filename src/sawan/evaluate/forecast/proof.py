"""How often bands held in the past, origin by origin: printed beside every band."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sawan.evaluate.forecast.group import Forecast, forecast
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


@dataclass(frozen=True, slots=True)
class Shock:
    """How far a past value was from its forecast, in units of the forecast's scale, with its sign."""

    series: str
    origin: int
    ahead: int
    score: float


def past_coverage(series: Iterable[Series], horizon: int) -> list[Coverage]:
    """Forecast again from every past year with what was known then, and count; by group and origin.

    Only origins at which some series had four points in a row and a later value. One origin is one test however
    many areas share it: they share its shocks.
    """
    found = []
    for group, origin, tested in _replayed(series, horizon):
        pairs = [(forecast.bands()[h], value) for forecast, h, value in tested]
        within80 = sum(band.low80 <= value <= band.high80 for band, value in pairs)
        within95 = sum(band.low95 <= value <= band.high95 for band, value in pairs)
        count, ahead = len(pairs), max(h for _, h, _ in tested) + 1
        found.append(Coverage(group, origin, ahead, count, within80 / count, within95 / count))
    return found


def past_shocks(series: Iterable[Series], horizon: int) -> list[Shock]:
    """The signed scores of all past forecasts, to draw whole years from: a bad year is bad for all at once."""
    return [
        Shock(forecast.series.name, origin, h + 1, float((value - forecast.mean[h]) / forecast.scale[h]))
        for _, origin, tested in _replayed(series, horizon)
        for forecast, h, value in tested
    ]


Tested = list[tuple[Forecast, int, float]]


def _replayed(series: Iterable[Series], horizon: int) -> Iterator[tuple[str, int, Tested]]:
    """Group, origin, and every (forecast, step from 0, value that came) of it, where there is any."""
    groups: dict[str, list[Series]] = defaultdict(list)
    for one in series:
        groups[one.group].append(one)
    for name in sorted(groups):
        years = sorted({year for one in groups[name] for year in one.values})
        for origin in years[FEWEST - 1 : -1]:
            tested = _at_origin(groups[name], origin, horizon)
            if tested:
                yield name, origin, tested


def _at_origin(members: list[Series], origin: int, horizon: int) -> Tested:
    known = [
        replace(one, values={year: value for year, value in one.values.items() if year <= origin})
        for one in members
        if origin in one.values
    ]
    later = {one.name: one.values for one in members}
    return [
        (found, h, later[found.series.name][origin + 1 + h])
        for found in forecast(known, horizon)
        if found.made
        for h in range(horizon)
        if math.isfinite(later[found.series.name].get(origin + 1 + h, math.nan))
    ]

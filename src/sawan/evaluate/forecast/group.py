"""Forecasts of whole groups of series: means, bands, probabilities and the proof of past coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.forecast import recipe
from sawan.evaluate.forecast.panel import Panel
from sawan.evaluate.forecast.pool import Pool
from sawan.evaluate.forecast.series import Run, Series, last_run

LONGEST_HORIZON = 10
NONE = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """The forecast of one year: the mean between its 80 % and 95 % bounds, all within the stated limits."""

    year: int
    mean: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is said of one series: `scale` (H,) and `pools` turn the mean into bands and probabilities.

    `method` is `none` where nothing can be said; then `mean` and `scale` are empty and `notes` says why.
    """

    series: Series
    run: Run
    horizon: int
    mean: Floats
    scale: Floats
    pools: tuple[Pool, ...]
    method: str
    notes: tuple[str, ...]

    @property
    def made(self) -> bool:
        """Was a forecast possible?"""
        return self.method != NONE

    def bands(self) -> list[Band]:
        """One band a year of the horizon; none where no forecast was made."""
        if not self.made:
            return []
        return [self._band(h) for h in range(self.horizon)]

    def probability(self, year: int, low: float, high: float) -> float:
        """The chance that the value of `year` lies between `low` and `high`, by the pool that makes the bands.

        What would pass a limit of the series counts as standing at it.
        """
        h = year - self.run.last_year - 1
        reach_low = -np.inf if low <= self.series.low else low
        reach_high = np.inf if high >= self.series.high else high
        if low > self.series.high or high < self.series.low:
            reach_low = reach_high = np.inf
        mean, scale = self.mean[h], self.scale[h]
        return self.pools[h].probability(float((reach_low - mean) / scale), float((reach_high - mean) / scale))

    def value_at(self, year: int, probability: float) -> float:
        """The value that `year` stays below with this probability: the target whose chance is its complement."""
        h = year - self.run.last_year - 1
        return self._cut(float(self.mean[h] + self.scale[h] * self.pools[h].signed_quantile(probability)))

    def _band(self, h: int) -> Band:
        wide, wider = (self.scale[h] * self.pools[h].quantile(level) for level in (0.8, 0.95))
        mean = float(self.mean[h])
        bounds = (mean, mean - wide, mean + wide, mean - wider, mean + wider)
        return Band(self.run.last_year + h + 1, *(self._cut(float(bound)) for bound in bounds))

    def _cut(self, value: float) -> float:
        return min(max(value, self.series.low), self.series.high)


def forecast(series: Iterable[Series], horizon: int) -> list[Forecast]:
    """Forecast every series `horizon` years (1 to 10) beyond its last value, pooled by group; sorted by name.

    The method is that of docs/reference/evaluate-forecast.md: deterministic, the same whatever the order of the
    series. A series that cannot be forecast comes back with method `none` and the reason among its notes.
    """
    if not 1 <= horizon <= LONGEST_HORIZON:
        raise ValueError(f"the horizon is 1 to {LONGEST_HORIZON} years")
    groups: Mapping[str, list[Series]] = defaultdict(list)
    for one in sorted(series, key=lambda one: one.name):
        groups[one.group].append(one)
    made = [found for name in sorted(groups) for found in _of_group(groups[name], horizon)]
    return sorted(made, key=lambda found: found.series.name)


def _of_group(members: list[Series], horizon: int) -> list[Forecast]:
    runs = [last_run(one) for one in members]
    able = [at for at, run in enumerate(runs) if run.refusal is None]
    if not able:
        return [_refused(one, run, horizon, run.refusal) for one, run in zip(members, runs, strict=True)]
    sizes = np.array([np.abs(runs[at].values).max() for at in able])
    panel = Panel.of([runs[at].values / size for at, size in zip(able, sizes, strict=True)])
    outlook = recipe.outlook(panel, horizon)
    past = recipe.past_scores(panel, horizon)
    pools = tuple(Pool.of(own, weight, h) for h, (own, weight) in enumerate(past, start=1))
    means = panel.restored(outlook.mean) * sizes[:, None]
    scales = panel.restored(outlook.scale) * sizes[:, None]
    place = {at: row for row, at in enumerate(able)}
    found = []
    for at, (one, run) in enumerate(zip(members, runs, strict=True)):
        row = place.get(at)
        if row is None:
            found.append(_refused(one, run, horizon, run.refusal))
        elif not (np.isfinite(means[row]).all() and np.isfinite(scales[row]).all()):
            found.append(_refused(one, run, horizon, "not_finite"))
        else:
            found.append(Forecast(one, run, horizon, means[row], scales[row], pools, outlook.method, run.notes))
    return found


def _refused(one: Series, run: Run, horizon: int, reason: str | None) -> Forecast:
    return Forecast(one, run, horizon, np.empty(0), np.empty(0), (), NONE, (reason or "",))

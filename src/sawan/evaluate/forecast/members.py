"""The plain members of the forecast: the last value, the pooled line through the ends, the optimised theta method."""

from __future__ import annotations

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.forecast.panel import Panel
from sawan.evaluate.forecast.pooling import drawn_to_group

ALPHAS = np.arange(1, 21) / 20
PULLS = np.array([0.0, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9])


def naive(panel: Panel, horizon: int) -> Floats:
    """(N, H): the last value."""
    return np.repeat(panel.last[:, None], horizon, axis=1)


def drift(panel: Panel, horizon: int) -> Floats:
    """(N, H): the line through the first and the last value, continued, its slope drawn to that of the group.

    Slopes are compared in units of each series' size. A slope is the mean of n - 1 changes, whose standard deviation
    is the mean absolute change times sqrt(pi / 2), as of a normal distribution.
    """
    size = panel.size
    slope = (panel.last - panel.values[:, 0]) / (panel.lengths - 1) / size
    variance = np.pi / 2 * (panel.scale / size) ** 2 / (panel.lengths - 1)
    pooled = drawn_to_group(slope, variance) * size
    return panel.last[:, None] + pooled[:, None] * np.arange(1, horizon + 1)


def theta(panel: Panel, horizon: int) -> Floats:
    """(N, H): optimised theta (Fiorucci et al. 2016) in closed form.

    Simple smoothing of the series and of its least-squares line with the same alpha; the forecast is the level of
    the series plus `pull` = 1 - 1/theta times what the line gains on its own level. The pair (alpha, pull) with the
    least squared one-step error is taken.
    """
    intercept, slope = _lines(panel)
    count, width = panel.values.shape
    level = np.repeat(panel.values[:, :1], len(ALPHAS), axis=1)
    lag = np.repeat(intercept[:, None], len(ALPHAS), axis=1)
    own, cross, line = (np.zeros((count, len(ALPHAS))) for _ in range(3))
    for t in range(1, width):
        rows = int(np.searchsorted(-panel.lengths, -t, side="left"))
        error = panel.values[:rows, t, None] - level[:rows]
        gain = (intercept + slope * t)[:rows, None] - lag[:rows]
        own[:rows] += error**2
        cross[:rows] += error * gain
        line[:rows] += gain**2
        level[:rows] += ALPHAS * error
        lag[:rows] += ALPHAS * gain
    loss = own[:, :, None] - 2 * PULLS * cross[:, :, None] + PULLS**2 * line[:, :, None]
    best = loss.reshape(count, -1).argmin(axis=1)
    alpha, pull = np.unravel_index(best, (len(ALPHAS), len(PULLS)))
    each = np.arange(count)
    ahead = panel.lengths[:, None] - 1 + np.arange(1, horizon + 1)
    gained = intercept[:, None] + slope[:, None] * ahead - lag[each, alpha][:, None]
    return level[each, alpha][:, None] + PULLS[pull][:, None] * gained


def _lines(panel: Panel) -> tuple[Floats, Floats]:
    """Intercept (at the first time) and slope of the least-squares line of each series."""
    times = np.arange(panel.values.shape[1], dtype=np.float64)
    centre = (panel.lengths - 1) / 2
    level = panel.per_series(panel.values) / panel.lengths
    away = times[None, :] - centre[:, None]
    spread = panel.lengths * (panel.lengths**2 - 1) / 12
    slope = panel.per_series(away * (panel.values - level[:, None])) / spread
    return level - slope * centre, slope

"""The grid of damped local trends and its Kalman filters, run over a whole panel at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.forecast.panel import Panel

NOISE = ((0.0, 1.0), (0.5, 1.0), (1.0, 0.5), (1.0, 0.15), (1.0, 0.03), (1.0, 0.0))
DAMPING = (0.7, 0.85, 0.93, 0.98, 1.0)
SLOPE_NOISE = (0.0, 0.05, 0.3)
FIRST_SLOPE = (0.05, 1.0)


def _grid() -> Floats:
    """(K, 5): observation variance, level variance, damping, slope variance, variance of the first slope."""
    trends = [(*noise, damp, q, first) for noise, damp, q, first in product(NOISE, DAMPING, SLOPE_NOISE, FIRST_SLOPE)]
    levels = [(*noise, 1.0, 0.0, 0.0) for noise in NOISE]
    return np.array(trends + levels)


GRID = _grid()


@dataclass(frozen=True, slots=True)
class Gains:
    """What the filters need at each time and no series changes: all (T, K) but `ahead`, (T, H, K).

    `variance` of the next one-step error, its gains for level and slope, and `ahead`: the variance of the value h
    steps on, seen from time t. Everything is in units of the unknown scale.
    """

    variance: Floats
    level: Floats
    slope: Floats
    ahead: Floats


@lru_cache(maxsize=8)
def gains(width: int, horizon: int) -> Gains:
    """The variances and gains of every cell for series of up to `width` points."""
    noise, level_noise, damp, slope_noise, first = GRID.T
    p = np.array([noise + level_noise, np.zeros_like(noise), first])
    variance, to_level, to_slope = (np.zeros((width, len(GRID))) for _ in range(3))
    ahead = np.zeros((width, horizon, len(GRID)))
    for t in range(width):
        p = _predict(p, damp, level_noise, slope_noise)
        variance[t] = p[0] + noise
        to_level[t], to_slope[t] = p[0] / variance[t], p[1] / variance[t]
        future = p
        for h in range(horizon):
            ahead[t, h] = future[0] + noise
            future = _predict(future, damp, level_noise, slope_noise)
        p = np.array([p[0] - to_level[t] * p[0], p[1] - to_level[t] * p[1], p[2] - to_slope[t] * p[1]])
    return Gains(variance, to_level, to_slope, ahead)


def _predict(p: Floats, damp: Floats, level_noise: Floats, slope_noise: Floats) -> Floats:
    """One step of (var level, covariance, var slope): level gains the damped slope, slope is damped."""
    return np.array(
        [
            p[0] + 2 * damp * p[1] + damp**2 * p[2] + level_noise,
            damp * p[1] + damp**2 * p[2],
            damp**2 * p[2] + slope_noise,
        ]
    )


@dataclass(frozen=True, slots=True)
class Filtered:
    """States at the end of each series and the squared one-step errors over their variances: all (N, K)."""

    level: Floats
    slope: Floats
    squares: Floats

    def states(self) -> tuple[Floats, Floats, Floats]:
        """Level, slope, squares."""
        return self.level, self.slope, self.squares


def filtered(panel: Panel, gain: Gains) -> Filtered:
    """Run every cell of the grid over every series; the level starts at the first value, the slope at nought."""
    damp = GRID[:, 2]
    level = np.repeat(panel.values[:, :1], len(GRID), axis=1)
    slope, squares = np.zeros_like(level), np.zeros_like(level)
    for t in range(1, panel.values.shape[1]):
        rows = int(np.searchsorted(-panel.lengths, -t, side="left"))
        carried = slope[:rows] * damp
        level[:rows] += carried
        error = panel.values[:rows, t, None] - level[:rows]
        level[:rows] += gain.level[t - 1] * error
        slope[:rows] = carried + gain.slope[t - 1] * error
        squares[:rows] += error**2 / gain.variance[t - 1]
    return Filtered(level, slope, squares)

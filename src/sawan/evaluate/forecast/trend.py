"""The pooled member: a mixture of damped trends whose prior is learnt from the whole group (empirical Bayes)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Bools, Floats
from sawan.evaluate.forecast.cells import GRID, Filtered, filtered, gains
from sawan.evaluate.forecast.panel import Panel

SHAPE, RATE = 2.0, 1.2
"""Inverse-gamma prior of the squared scale, in units of the squared mean absolute difference."""
ROUNDS = 200
SMOOTHING = 0.5
SMALL_GROUP = 25
PSEUDO_SERIES = 30.0
DRAWS = 512
BLOCK = 400
LARGEST_LOG = 700.0
EVEN = (np.arange(DRAWS) + 0.5) / DRAWS
TURNED = (np.arange(DRAWS) * (np.sqrt(5) - 1) / 2 + 0.5 / DRAWS) % 1


@dataclass(frozen=True, slots=True)
class Mixture:
    """Three quantiles of the predictive distribution, all (N, H)."""

    low10: Floats
    median: Floats
    high90: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """The filters of values and of logarithms, and the log likelihood (N, 2K) of every cell."""

    plain: Filtered
    logs: Filtered
    positive: Bools
    log_scale: Floats
    likelihood: Floats


def fit(panel: Panel, horizon: int) -> Fitted:
    """Filter every series as it is and, where all its values are positive, in logarithms."""
    positive = (panel.mask() & (panel.values <= 0)).sum(axis=1) == 0
    safe = np.where(panel.mask() & positive[:, None], panel.values, 1.0)
    logs = Panel(np.where(panel.mask(), np.log(safe), 0.0), panel.lengths, panel.order)
    log_scale = np.where(positive, logs.scale, 1.0)
    positive &= log_scale > 0
    log_scale = np.where(positive, log_scale, 1.0)
    gain = gains(panel.values.shape[1], horizon)
    plain_states, log_states = filtered(panel, gain), filtered(logs, gain)
    spread = np.concatenate([np.zeros((1, len(GRID))), np.cumsum(np.log(gain.variance), axis=0)])[panel.lengths - 1]
    of_plain = _likelihood(plain_states.squares / panel.scale[:, None] ** 2, spread, panel)
    of_logs = _likelihood(log_states.squares / log_scale[:, None] ** 2, spread, panel)
    jacobian = (panel.lengths - 1) * (np.log(panel.scale) - np.log(log_scale)) - (
        panel.per_series(logs.values) - logs.values[:, 0]
    )
    of_logs = np.where(positive[:, None], of_logs + jacobian[:, None], -np.inf)
    return Fitted(plain_states, log_states, positive, log_scale, np.concatenate([of_plain, of_logs], axis=1))


def _likelihood(squares: Floats, spread: Floats, panel: Panel) -> Floats:
    """Student likelihood of n - 1 one-step errors with the scale integrated out, up to what all cells share."""
    from scipy.special import gammaln  # slow import

    steps = (panel.lengths - 1)[:, None]
    grown = SHAPE + steps / 2
    start = SHAPE * np.log(RATE) - gammaln(SHAPE) + gammaln(grown)
    return np.asarray(start - spread / 2 - grown * np.log(RATE + squares / 2))


def learn_prior(likelihood: Floats, given: Floats | None) -> Floats:
    """(2K,) the weights of the cells that make the group most likely, by EM (Kiefer and Wolfowitz 1956).

    `given` counts, where a group is small, as `PSEUDO_SERIES` further series.
    """
    cells = likelihood.shape[1]
    odds = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
    extra = 0.0 if given is None else PSEUDO_SERIES
    pseudo = SMOOTHING / cells + (0.0 if given is None else extra * given)
    prior = np.full(cells, 1 / cells)
    for _ in range(ROUNDS):
        prior = (prior * (odds.T @ (1 / (odds @ prior))) + pseudo) / (len(odds) + SMOOTHING + extra)
    return prior


def predict(panel: Panel, fitted: Fitted, prior: Floats, horizon: int) -> Mixture:
    """The 10 %, 50 % and 90 % quantiles of each series' mixture of Student distributions, by fixed even draws."""
    weights = np.exp(fitted.likelihood - fitted.likelihood.max(axis=1, keepdims=True)) * prior
    bounds = np.cumsum(weights, axis=1)
    bounds /= bounds[:, -1:]
    bounds[:, -1] = 1.0
    found = [
        _quantiles(panel, fitted, bounds, horizon, rows)
        for rows in (slice(first, first + BLOCK) for first in range(0, len(weights), BLOCK))
    ]
    low, middle, high = np.concatenate(found, axis=1)
    return Mixture(low, middle, high)


def _quantiles(panel: Panel, fitted: Fitted, bounds: Floats, horizon: int, rows: slice) -> Floats:
    """(3, rows, H): draws spread evenly over cells and, within them, over the distribution."""
    from scipy.special import stdtrit  # slow import

    lengths = panel.lengths[rows]
    cell = np.stack([np.searchsorted(one, EVEN) for one in bounds[rows]])
    inner, in_logs = cell % len(GRID), cell >= len(GRID)
    each = np.arange(len(lengths))[:, None]
    level, slope, squares = (
        np.where(in_logs, logs[rows][each, inner], plain[rows][each, inner])
        for logs, plain in zip(fitted.logs.states(), fitted.plain.states(), strict=True)
    )
    unit = np.where(in_logs, fitted.log_scale[rows][:, None], panel.scale[rows][:, None])
    shapes, which = np.unique(lengths, return_inverse=True)
    student = stdtrit((2 * SHAPE + shapes - 1)[:, None], TURNED[None, :])[which]
    error = student * np.sqrt((RATE * unit**2 + squares / 2) / (SHAPE + (lengths - 1)[:, None] / 2))
    ahead = np.sqrt(gains(panel.values.shape[1], horizon).ahead)
    damp = GRID[inner, 2]
    values = np.empty((len(lengths), horizon, DRAWS))
    for h in range(horizon):
        level = level + damp * slope
        slope = damp * slope
        drawn = level + error * ahead[lengths[:, None] - 1, h, inner]
        values[:, h] = np.where(in_logs, np.exp(np.clip(drawn, -LARGEST_LOG, LARGEST_LOG)), drawn)
    values.sort(axis=2)
    return np.stack([_at(values, p) for p in (0.1, 0.5, 0.9)])


def _at(ordered: Floats, p: float) -> Floats:
    place = p * DRAWS - 0.5
    below = int(place)
    return np.asarray(ordered[..., below] + (place - below) * (ordered[..., below + 1] - ordered[..., below]))

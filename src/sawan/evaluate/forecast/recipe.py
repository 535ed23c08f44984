"""The recipe: the mean of three members, the scale of its errors, and the pool of past errors of the group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats, Ints
from sawan.evaluate.forecast import learnt, members, series, trend
from sawan.evaluate.forecast.panel import Panel
from sawan.evaluate.forecast.pooling import drawn_to_group

SHORTEST_HISTORY = 5
SHORT_GROUP = 10
NEAR, FAR = 6, 10
ORIGINS = (*range(1, NEAR + 1), FAR)
WIDTH_POWER = 0.7
"""How far the width of the pooled trend, in units of the series' own changes, widens the scale of its errors."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Mean and scale of error of each series, both (N, H), in the order of the panel."""

    mean: Floats
    scale: Floats
    method: str


def outlook(panel: Panel, horizon: int, *, method: str | None = None) -> Outlook:
    """Forecast every series of one group (each with 4 points or more, none constant).

    Mean of the pooled drift, optimised theta and the pooled trend; in groups of short series (median under ten
    points) also of the last value.
    """
    method = method or method_of(panel.lengths)
    fitted = trend.fit(panel, horizon)
    given = learnt.prior() if len(panel.lengths) < trend.SMALL_GROUP else None
    prior = trend.learn_prior(fitted.likelihood, given)
    mixture = trend.predict(panel, fitted, prior, horizon)
    parts = [members.drift(panel, horizon), members.theta(panel, horizon), mixture.median]
    if method == "mean4":
        parts.append(members.naive(panel, horizon))
    return Outlook(np.mean(parts, axis=0), _scale(panel, mixture), method)


def _scale(panel: Panel, mixture: trend.Mixture) -> Floats:
    """(N, H) the scale of error: the series' mean absolute change, drawn to the group, times the trend's width.

    The logarithm of the mean of m absolute changes has variance 1 / m when changes follow Laplace's law. The pooled
    trend's 10-90 % width, in units of the series' own changes, says how errors grow with the horizon.
    """
    log_scale = np.log(panel.scale / panel.size)
    usual = np.exp(drawn_to_group(log_scale, 1 / (panel.lengths - 1))) * panel.size
    width = (mixture.high90 - mixture.low10) / panel.scale[:, None]
    return np.asarray(usual[:, None] * width**WIDTH_POWER)


def method_of(lengths: Ints) -> str:
    """`mean4` for a group whose median length is under ten points, else `mean3`."""
    return "mean4" if np.median(lengths) < SHORT_GROUP else "mean3"


def past_scores(panel: Panel, horizon: int) -> list[tuple[Floats, float]]:
    """For each horizon 1..H the group's own |error| / scale in the past, and the weight of one of them.

    The recipe is run again from each of `ORIGINS` years back, with what was known then (five points or more). All
    scores of a horizon weigh together as much as the series that gave any: several origins of one series are not
    several series. The farthest origin serves only the horizons that no nearer one can. The origins do not depend
    on the horizon that is asked for, so neither do bands and chances.
    """
    found: list[list[Floats]] = [[] for _ in range(horizon)]
    counts = [0] * horizon
    for back in ORIGINS:
        for h, scores in enumerate(_scores_from(panel, back, horizon)):
            if back == FAR and h < NEAR:
                continue
            found[h].append(scores)
            counts[h] = max(counts[h], len(scores))
    pooled = [np.concatenate(scores) if scores else np.empty(0) for scores in found]
    return [(scores, count / max(len(scores), 1)) for scores, count in zip(pooled, counts, strict=True)]


def _scores_from(panel: Panel, back: int, horizon: int) -> list[Floats]:
    """Scores of horizons 1..min(back, H), forecast `back` years before the end of each series."""
    long_enough = int(np.count_nonzero(panel.lengths - back >= SHORTEST_HISTORY))
    if not long_enough:
        return []
    past = panel.only(np.arange(long_enough))
    cut = past.cut(past.lengths - back)
    moving = np.flatnonzero(cut.spread > series.EQUAL)
    if not moving.size:
        return []
    cut, past = cut.only(moving), past.only(moving)
    ahead = min(back, horizon)
    said = outlook(cut, ahead)
    truth = past.values[np.arange(len(moving))[:, None], cut.lengths[:, None] + np.arange(ahead)]
    return list((np.abs(truth - said.mean) / said.scale).T)

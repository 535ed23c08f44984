"""Copeland's score: how many areas an area outranks, less those that outrank it."""

from __future__ import annotations

import numpy as np

from sawan.measure.composite.panel import Array

HALF = 1e-12
LARGEST_BLOCK = 3_000_000


def copeland(values: Array, shares: Array, tolerance: Array) -> Array:
    """Copeland scores `[b, t, i]` of `values[b, t, i, k]` with `shares[b, k]`, either axis b of length 1 or both equal.

    Of each pair of areas of a year the weight of the children in which the one is better, half where they are equal,
    over the children that both have, decides: above 1/2 gives 1, 1/2 (to 1e-12) 0, less -1. `tolerance[k]` says from
    what difference, relative to max(1, |value|), two values of a child differ (0 for indicators).
    Munda and Nardo (2009).
    """
    draws = max(len(values), len(shares))
    found = np.empty((draws, *values.shape[1:3]))
    for draw, at in np.ndindex(values.shape[:2]):
        block = slice(None) if len(values) == 1 else slice(draw, draw + 1)
        weights = shares if len(values) == 1 or len(shares) == 1 else shares[block]
        found[block, at] = _year(values[draw, at], weights, tolerance)
    return found


def _year(values: Array, shares: Array, tolerance: Array) -> Array:
    """Scores `[b, i]` of one year's `values[i, k]` under `shares[b, k]`."""
    areas, children = values.shape
    found = np.zeros((len(shares), areas))
    step = max(1, LARGEST_BLOCK // (areas * (children + len(shares))))
    has = np.isfinite(values)
    filled = np.where(has, values, 0.0)
    margin = tolerance * np.maximum(1.0, np.abs(filled))
    for start in range(0, areas, step):
        rows = slice(start, start + step)
        difference = filled[rows, None, :] - filled[None, :, :]
        both = has[rows, None, :] & has[None, :, :]
        better = np.where(difference > margin[None], 1.0, np.where(difference < -margin[None], 0.0, 0.5)) * both
        won = better.reshape(-1, children) @ shares.T
        shared = both.reshape(-1, children).astype(float) @ shares.T
        with np.errstate(invalid="ignore"):
            lead = np.where(shared > 0, won / shared - 0.5, 0.0)
        signs = np.where(np.abs(lead) <= HALF, 0.0, np.sign(lead))
        found[:, rows] = signs.reshape(-1, areas, len(shares)).sum(axis=1).T
    return found

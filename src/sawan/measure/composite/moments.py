"""Skewness and excess kurtosis as SAS, SPSS and Excel give them, and quantiles of type 7."""

from __future__ import annotations

import numpy as np

from sawan.measure.composite.panel import Array


def skewness_and_kurtosis(observations: Array) -> tuple[Array, Array]:
    """G1 and G2 over axis 1 of `observations[b, row, j]`, NaN left out.

    NaN where undefined: fewer than 3 (G1) or 4 (G2) values, or one distinct value. Joanes and Gill (1998).
    """
    present = np.isfinite(observations)
    n = present.sum(axis=1).astype(float)
    whole = bool(present.all())
    filled = observations if whole else np.where(present, observations, 0.0)
    with np.errstate(all="ignore"):
        mean = filled.sum(axis=1) / n
        deviations = filled - mean[:, None, :]
        if not whole:
            deviations[~present] = 0.0
        squares = deviations * deviations
        s2, s3, s4 = squares.sum(axis=1), (squares * deviations).sum(axis=1), (squares * squares).sum(axis=1)
        constant = np.fmin.reduce(observations, axis=1) == np.fmax.reduce(observations, axis=1)
        s2 = np.where(constant, np.nan, s2)
        skewness = np.sqrt(n) * s3 / s2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        kurtosis = ((n + 1) * (n * s4 / s2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where(n >= 3, skewness, np.nan), np.where(n >= 4, kurtosis, np.nan)


def quantile(ordered: Array, count: Array, q: float) -> Array:
    """Type 7 quantile over axis 1 of `ordered[b, row, j]`, sorted with NaN last, of which `count[b, j]` are values."""
    position = np.maximum(count - 1, 0) * q
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, np.maximum(count.astype(int) - 1, 0))
    low = np.take_along_axis(ordered, below[:, None, :], axis=1)[:, 0]
    high = np.take_along_axis(ordered, above[:, None, :], axis=1)[:, 0]
    between: Array = low + (position - below) * (high - low)
    return between

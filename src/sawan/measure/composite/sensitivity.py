"""Which choice moves the result: Sobol indices and Shapley effects, exact on a full grid, estimated from samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from sawan.measure.composite.panel import Array

STILL = 1e-18
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Effects:
    """For each factor and output `[factor, output]`, NaN where the output does not vary.

    `first` and `total` are shares of variance with the ends of 95% intervals; `shapley` adds up to 1 over the factors
    and is None where the indices are estimated.
    """

    first: Array
    first_low: Array
    first_high: Array
    total: Array
    total_low: Array
    total_high: Array
    shapley: Array | None


def exact_effects(outputs: Array, probabilities: Sequence[Array]) -> Effects:
    """Indices of `outputs[K1, ..., Kd, output]` on the full grid of d independent discrete factors.

    With V_u = Var E[y | u]: first order V_i / V, total 1 - V_(all but i) / V, Shapley effect the mean over orders of
    what a factor adds to V (Owen 2014; Song, Nelson and Staum 2016).
    """
    count = len(probabilities)
    explained = {u: _explained(outputs, probabilities, u) for size in range(count + 1) for u in _subsets(count, size)}
    everything = tuple(range(count))
    total_variance = explained[everything]
    varies = total_variance > STILL * np.maximum(1.0, np.abs(_mean(outputs, probabilities)) ** 2)
    variance = np.where(varies, total_variance, np.nan)
    first = np.stack([explained[(at,)] / variance for at in everything])
    total = np.stack([1 - explained[_without(everything, at)] / variance for at in everything])
    shapley = np.stack([_shapley_effect(explained, count, at) / variance for at in everything])
    return Effects(first, first, first, total, total, total, shapley)


def _subsets(count: int, size: int) -> list[tuple[int, ...]]:
    return list(combinations(range(count), size))


def _without(factors: tuple[int, ...], at: int) -> tuple[int, ...]:
    return tuple(other for other in factors if other != at)


def _mean(outputs: Array, probabilities: Sequence[Array]) -> Array:
    mean = outputs
    for own in probabilities:
        mean = np.tensordot(own, mean, axes=(0, 0))
    return mean


def _explained(outputs: Array, probabilities: Sequence[Array], kept: tuple[int, ...]) -> Array:
    """Variance of the expectation given the factors kept."""
    conditional = outputs - _mean(outputs, probabilities)
    for at in reversed(range(len(probabilities))):
        if at not in kept:
            conditional = np.tensordot(probabilities[at], conditional, axes=(0, at))
    squares = conditional**2
    for at in kept:
        squares = np.tensordot(probabilities[at], squares, axes=(0, 0))
    return squares


def _shapley_effect(explained: dict[tuple[int, ...], Array], count: int, at: int) -> Array:
    others = _without(tuple(range(count)), at)
    effect = np.zeros_like(explained[()])
    for size in range(count):
        for u in combinations(others, size):
            joined = tuple(sorted((*u, at)))
            effect = effect + (explained[joined] - explained[u]) / (count * comb(count - 1, size))
    return effect


def sampled_effects(samples: Array) -> Effects:
    """Indices from `samples[sample, run, output]`: two independent, a and b, then a with one factor at a time from b.

    First order: the correlation of b with the mixed sample (Janon et al. 2014); total: half the mean squared
    difference of a and the mixed sample over the variance (Jansen 1999). 95% intervals by the delta method, in which
    the variance varies along with the numerator.
    """
    by_output = np.ascontiguousarray(samples.transpose(0, 2, 1))
    a, b, *mixed = by_output
    first = [_half_difference(b, own) for own in mixed]
    total = [_half_difference(a, own) for own in mixed]
    share, error = (np.stack([1 - part[0] for part in first]), np.stack([part[1] for part in first]))
    whole, spread = (np.stack([part[0] for part in total]), np.stack([part[1] for part in total]))
    return Effects(
        first=share,
        first_low=share - NORMAL_95 * error,
        first_high=share + NORMAL_95 * error,
        total=whole,
        total_low=whole - NORMAL_95 * spread,
        total_high=whole + NORMAL_95 * spread,
        shapley=None,
    )


def _half_difference(x: Array, y: Array) -> tuple[Array, Array]:
    """Half the mean squared difference of `x[output, run]` and y over their common variance, and its standard error.

    NaN where nothing varies. The error is that of a ratio of means: its influence has mean zero.
    """
    runs = x.shape[1]
    middle = (x.mean(axis=1) + y.mean(axis=1)) / 2
    x, y = x - middle[:, None], y - middle[:, None]
    gaps = x - y
    gaps *= gaps
    x *= x
    y *= y
    x += y
    variance = x.mean(axis=1)
    varies = variance > 2 * STILL * np.maximum(1.0, middle**2)
    variance = np.where(varies, variance, np.nan)
    ratio = gaps.mean(axis=1) / variance
    squared = _dot(gaps, gaps) - 2 * ratio * _dot(gaps, x) + ratio**2 * _dot(x, x)
    return ratio, np.sqrt(np.maximum(squared / runs, 0.0) / runs) / variance


def _dot(x: Array, y: Array) -> Array:
    """Sums of products along the runs."""
    total: Array = np.einsum("ij,ij->i", x, y)
    return total

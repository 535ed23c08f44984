"""Is it clustered, and where: Moran's I, Getis-Ord Gi*, p values by permutation, false discovery rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sawan.evaluate.analyses.places import Array

PERMUTATIONS = 9_999
BATCH = 2_000_000
"""How many figures are shuffled at a time."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Moran:
    """Moran's I, what it is when nothing is clustered (`-1 / (n - 1)`), and the chance of so much by shuffling."""

    i: float
    expected: float
    p: float


def weights(codes: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> Flags:
    """Who touches whom as an n x n matrix; neighbours without a figure (not in `codes`) are left out."""
    at = {code: number for number, code in enumerate(codes)}
    touching = np.zeros((len(codes), len(codes)), dtype=bool)
    for code, number in at.items():
        touching[number, [at[other] for other in neighbours.get(code, ()) if other in at]] = True
    return touching


def morans_i(values: Array, touching: Flags, *, seed: int, permutations: int = PERMUTATIONS) -> Moran:
    """Moran's I (1950) with row-standardised weights; p one-sided for clustering, by shuffling all values.

    Places without neighbours are left out of it.
    """
    has = touching.any(axis=1)
    if has.sum() < 3:
        return Moran(0.0, 0.0, 1.0)
    shared = touching[np.ix_(has, has)].astype(float)
    shared /= shared.sum(axis=1, keepdims=True)
    deviation = values[has] - values[has].mean()
    spread = float(deviation @ deviation)
    if spread == 0:
        return Moran(0.0, -1 / max(has.sum() - 1, 1), 1.0)
    seen = float(deviation @ shared @ deviation) / spread
    shuffler = np.random.default_rng(seed)
    shuffled = shuffler.permuted(np.tile(deviation, (permutations, 1)), axis=1)
    drawn = ((shuffled @ shared.T) * shuffled).sum(axis=1) / spread
    larger = int((drawn >= seen - 1e-12).sum())
    return Moran(seen, -1 / (len(deviation) - 1), (larger + 1) / (permutations + 1))


def getis_ord(values: Array, touching: Flags) -> Array:
    """Gi* of each place, itself among its neighbours (Ord and Getis 1995, Geographical Analysis 27, 286-306).

    `(sum_j w_ij x_j - mean W_i) / (s sqrt((n W_i - W_i^2) / (n - 1)))` with weights 0 or 1: a standard normal score
    when values lie about at random. NaN where all places are neighbours or all values are equal.
    """
    count = len(values)
    reach = touching | np.eye(count, dtype=bool)
    size = reach.sum(axis=1).astype(float)
    spread = values.std()
    below = spread * np.sqrt((count * size - size**2) / (count - 1))
    above = reach @ values - values.mean() * size
    score: Array = np.divide(above, below, out=np.full(count, np.nan), where=below > 0)
    return score


def permutation_p(values: Array, touching: Flags, *, seed: int, permutations: int = PERMUTATIONS) -> Array:
    """Two-sided p of each Gi*: the place keeps its value, its neighbours get others at random (conditional shuffling).

    Twice the smaller tail, 1 at most. NaN for a place without neighbours: nothing surrounds it.
    """
    count = len(values)
    degree = touching.sum(axis=1)
    shuffler = np.random.default_rng(seed)
    larger, smaller = np.zeros(count), np.zeros(count)
    most = int(degree.max(initial=0))
    batch = max(1, BATCH // max(count, 1))
    for start in range(0, permutations, batch):
        rounds = min(batch, permutations - start)
        picks = _distinct(shuffler, rounds, count - 1, most)
        for place in range(count):
            if not degree[place]:
                continue
            others = np.delete(values, place)
            drawn = others[picks[:, : degree[place]]].sum(axis=1)
            seen = values[touching[place]].sum()
            close = 1e-12 * max(1.0, abs(seen))
            larger[place] += (drawn >= seen - close).sum()
            smaller[place] += (drawn <= seen + close).sum()
    p: Array = np.minimum(1.0, 2 * (np.minimum(larger, smaller) + 1) / (permutations + 1))
    return np.where(degree > 0, p, np.nan)


def _distinct(shuffler: np.random.Generator, rounds: int, count: int, most: int) -> NDArray[np.int64]:
    """`rounds` draws of `most` different numbers below `count`."""
    return np.argpartition(shuffler.random((rounds, count)), min(most, count - 1), axis=1)[:, :most]


def false_discovery(p: Array) -> Array:
    """q values (Benjamini and Hochberg 1995): the share of false alarms if everything up to this p is called a find.

    NaN stays NaN and does not count as a test.
    """
    q = np.full(len(p), np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    ranked = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return q

"""How sure a rank is: probabilities of ranks and of one area before another (acceptability analysis)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sawan.measure.composite.panel import Array
from sawan.measure.composite.trials import SmallRanks


def rank_probabilities(ranks: SmallRanks, probabilities: Array | None) -> Iterator[list[tuple[int, float]]]:
    """For each area its ranks with a probability above zero, from `ranks[draw, i]` (0: no rank).

    Lahdelma and Salminen (2001).
    """
    columns = np.ascontiguousarray(ranks.T)
    for own in columns:
        chances = np.full(len(own), 1.0) if probabilities is None else probabilities
        counts = np.bincount(own, weights=chances) / chances.sum()
        yield [(int(rank), float(counts[rank])) for rank in np.flatnonzero(counts) if rank > 0]


def pair_probabilities(ranks: SmallRanks, probabilities: Array | None) -> Array:
    """Probability `[i, k]` that area i ranks before area k, + half that of a tie, from `ranks[draw, i]` (0: no rank).

    NaN on the diagonal, and where no draw ranks both.
    """
    draws, areas = ranks.shape
    weights = np.full(draws, 1.0 / draws) if probabilities is None else probabilities
    found = np.full((areas, areas), np.nan)
    for i in range(areas):
        own, others = ranks[:, i : i + 1], ranks[:, i + 1 :]
        both = (own > 0) & (others > 0)
        before = weights @ ((own < others) & both)
        tied = weights @ ((own == others) & both)
        after = weights @ ((own > others) & both)
        met = both.any(axis=0)
        found[i, i + 1 :] = np.where(met, before + tied / 2, np.nan)
        found[i + 1 :, i] = np.where(met, after + tied / 2, np.nan)
    return found


def central_weights(weights: Array, ranks: SmallRanks, best: int = 1) -> Array:
    """Mean weights `[i, code]` over the draws in which area i ranks `best`, of `weights[draw, code]`; NaN if never.

    What somebody has to believe in for the area to come first. Lahdelma and Salminen (2001).
    """
    first = (ranks == best).astype(float)
    count = first.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        central: Array = first.T @ weights / count[:, None]
    return central

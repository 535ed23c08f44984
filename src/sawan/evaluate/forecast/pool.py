"""The pool of past scores: intervals and probabilities come from the same figures and agree with each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.forecast import learnt

LEARNT_WEIGHT = 100.0
ROUNDING = 1e-9
"""A bound of a band is one of the scores: it must count as inside however its figure was rounded."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Absolute scores of one horizon, ascending, with their weights; `total` is the sum of weights."""

    scores: Floats
    weights: Floats
    total: float

    @classmethod
    def of(cls, own: Floats, weight: float, h: int) -> Pool:
        """The group's own scores, `weight` each, beside the learnt table of horizon `h`, weight 100 in all.

        The table keeps a group's one bad year from speaking for all years: its scores are not independent.
        """
        table = learnt.scores(h)
        scores = np.concatenate([own, table])
        weights = np.concatenate([np.full(len(own), weight), np.full(len(table), LEARNT_WEIGHT / len(table))])
        order = np.argsort(scores, kind="stable")
        return cls(scores[order], weights[order], float(weights.sum()))

    def quantile(self, level: float) -> float:
        """The conformal quantile: of the weighted scores at min(1, level (1 + 1 / total))."""
        wanted = min(1.0, level * (1 + 1 / self.total)) * self.total
        at = int(np.searchsorted(np.cumsum(self.weights), wanted - 1e-9))
        return float(self.scores[min(at, len(self.scores) - 1)])

    def probability(self, low: float, high: float) -> float:
        """P(low <= z <= high) of a signed score z, both signs alike: (weights inside + 0.5) / (total + 1).

        Never 0 or 1. `low` or `high` may be infinite.
        """
        low, high = low - ROUNDING, high + ROUNDING
        above = (self.scores >= low) & (self.scores <= high)
        below = (-self.scores >= low) & (-self.scores <= high)
        inside = float((self.weights * above).sum() + (self.weights * below).sum()) / 2
        return (inside + 0.5) / (self.total + 1)

    def signed_quantile(self, probability: float) -> float:
        """The z that a signed score stays below with this probability: the inverse of `probability`."""
        size = self.quantile(abs(2 * probability - 1))
        return size if probability >= 0.5 else -size

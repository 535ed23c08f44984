"""The next most useful question to the committee: which of two criteria weighs more."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .cells import Cell
from .model import Model
from .potential import Portfolio
from .weights import Weights

_MARGIN = 1e-7


@dataclass(frozen=True, slots=True)
class Question:
    """Two criteria, and what is left under either answer: portfolios and borderline proposals."""

    one: str
    other: str
    portfolios: tuple[int, int]
    borderline: tuple[int, int]

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        return {
            "th": f"“{self.one}” สำคัญกว่า “{self.other}” หรือไม่",
            "en": f"Does “{self.one}” weigh more than “{self.other}”?",
            "criteria": [self.one, self.other],
            "portfolios_left": {"yes": self.portfolios[0], "no": self.portfolios[1]},
            "borderline_left": {"yes": self.borderline[0], "no": self.borderline[1]},
        }


def next_question(model: Model, weights: Weights, held: Sequence[tuple[Portfolio, Cell]]) -> Question | None:
    """The pair whose order leaves the fewest borderline proposals in the worse case; None when no pair is open."""
    best: tuple[tuple[int, int, int], Question] | None = None
    for a, b in itertools.combinations(range(len(weights.names)), 2):
        ahead = [cell.corners[:, a] - cell.corners[:, b] for _, cell in held]
        sides = [
            [one for (one, _), gap in zip(held, ahead, strict=True) if gap.max() > _MARGIN],
            [one for (one, _), gap in zip(held, ahead, strict=True) if gap.min() < -_MARGIN],
        ]
        if not all(sides):
            continue
        left = (len(sides[0]), len(sides[1]))
        open_ = (_borderline(sides[0]), _borderline(sides[1]))
        if max(left) == len(held) == min(left):
            continue
        question = Question(weights.names[a], weights.names[b], left, open_)
        rank = (max(open_), sum(open_), sum(left))
        if best is None or rank < best[0]:
            best = (rank, question)
    return best[1] if best is not None else None


def _borderline(portfolios: Sequence[Portfolio]) -> int:
    picks = np.array([one.selection.picks for one in portfolios])
    return int(np.sum(picks.any(axis=0) & ~picks.all(axis=0)))

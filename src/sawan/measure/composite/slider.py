"""An answer while a slider moves: scores, ranks and how far ranks reach when weights are only about right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sawan.measure.composite.engine import Scorer
from sawan.measure.composite.layout import Layout
from sawan.measure.composite.panel import Array
from sawan.measure.composite.ranking import Ranks, ranks
from sawan.measure.composite.sampling import draw_weights
from sawan.measure.composite.spec import Method, WeightDraws
from sawan.measure.composite.statistics import quantiles_of
from sawan.measure.composite.tree import Tree

INTERVAL = (0.05, 0.95)


@dataclass(frozen=True)
class Slide:
    """Score and rank of each area (rank 0: none), and the 5% and 95% quantiles of both over the draws."""

    scores: Array
    ranks: Ranks
    score_low: Array
    score_high: Array
    rank_low: Array
    rank_high: Array


def slide(
    normalised: Array,
    weights: Mapping[str, float],
    tree: Tree,
    methods: Mapping[str, Method],
    *,
    spread: WeightDraws | None = None,
    draws: int = 1000,
    seed: int = 1,
) -> Slide:
    """Score areas from `normalised[i, j]` (indicators in the order of the tree) under weights by code (1 by default).

    `methods` has one for each node (`Recipe.aggregate`). `spread` is how far weights may be off; noise of 25% unless
    said. The same arguments give the same answer. 77 areas by 32 indicators take some ten milliseconds. Raises
    `Refused` where a mean needs values above zero.
    """
    areas = tuple(str(at) for at in range(len(normalised)))
    layout = Layout(tree, areas, (None,), np.zeros((1, len(areas)), dtype=bool), {}, {})
    scorer = Scorer(normalised[None, None], methods, layout)
    given = {code: float(weights.get(code, 1.0)) for code in tree.below}
    nominal = scorer.top(np.array([list(given.values())]))[0, 0]
    drawn = draw_weights(tree, given, spread or WeightDraws("noise", 0.25), draws, seed=seed)
    found = scorer.top(drawn)[:, 0]
    low, high = quantiles_of(found, INTERVAL, None)
    first, last = quantiles_of(ranks(found), INTERVAL, None)
    return Slide(nominal, ranks(nominal), low, high, first, last)

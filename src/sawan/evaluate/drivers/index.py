"""What moved an index of several indicators: exact Shapley values of any function, or logarithmic means."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.drivers.parts import Parts, log_mean
from sawan.measure.composite.shapley import coalitions, shapley_values

MOST_INDICATORS = 20


def shapley(function: Callable[[Floats], Floats], before: Mapping[str, float], after: Mapping[str, float]) -> Parts:
    """Contributions of each indicator to the change of any index, by Shapley's value (Shorrocks 2013).

    `function` takes (M, K) values, a row an index, columns in the order of `before`, and returns (M,). Exact: it is
    evaluated on all 2^K mixtures of before and after. Composite indices of the catalogue, whose trees allow more
    indicators, are decomposed by `sawan.measure.composite`. Raises ValueError for more than 20 indicators.
    """
    names = list(before)
    if len(names) > MOST_INDICATORS:
        raise ValueError(f"at most {MOST_INDICATORS} indicators can be mixed exhaustively")
    old, new = (np.array([values[name] for name in names]) for values in (before, after))
    worth = function(np.where(coalitions(len(names)), new, old))
    found = shapley_values(worth)
    return Parts(float(worth[-1] - worth[0]), dict(zip(names, found.tolist(), strict=True)))


def geometric(weights: Mapping[str, float], before: Mapping[str, float], after: Mapping[str, float]) -> Parts:
    """Contributions to a weighted geometric mean by logarithmic means: L(f1, f0) w_i ln(x1_i / x0_i), exact.

    All values must be above nought (ValueError).
    """
    if min([*before.values(), *after.values()]) <= 0:
        raise ValueError("a geometric mean needs values above nought")
    old, new = (math.exp(sum(w * math.log(values[name]) for name, w in weights.items())) for values in (before, after))
    mean = log_mean(new, old)
    parts = {name: mean * weight * math.log(after[name] / before[name]) for name, weight in weights.items()}
    return Parts(new - old, parts)


def product(before: Mapping[str, float], after: Mapping[str, float]) -> Parts:
    """Contributions of the factors of a product, as GPP = people x share working x output a worker (LMDI-I).

    L(V1, V0) ln(x1 / x0), exact (Ang 2005); a factor of nought stands as 1e-20 of its other value. Negative factors
    have no logarithm (ValueError).
    """
    if min([*before.values(), *after.values()]) < 0:
        raise ValueError("factors must not be negative")
    lifted = {name: _lifted(before[name], after[name]) for name in before}
    old, new = (math.prod(pair[side] for pair in lifted.values()) for side in (0, 1))
    mean = log_mean(new, old)
    return Parts(new - old, {name: mean * math.log(pair[1] / pair[0]) for name, pair in lifted.items()})


def sum_of_products(
    before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]
) -> tuple[Parts, dict[str, Parts]]:
    """The same for a sum over sectors of products: parts by factor over all sectors, and each sector's own."""
    sectors = {sector: product(before[sector], after[sector]) for sector in before}
    names = list(next(iter(before.values())))
    total = {name: math.fsum(found.parts[name] for found in sectors.values()) for name in names}
    return Parts(math.fsum(found.change for found in sectors.values()), total), sectors


def _lifted(before: float, after: float) -> tuple[float, float]:
    small = 1e-20 * (max(before, after) or 1.0)
    return max(before, small), max(after, small)

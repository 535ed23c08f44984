"""The audit of an index: what its weights, its indicators and its tree really do (handbook, steps 4, 8 and 9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from sawan.measure.composite.aggregate import scores
from sawan.measure.composite.moments import skewness_and_kurtosis
from sawan.measure.composite.panel import Array
from sawan.measure.composite.pipeline import Index
from sawan.measure.composite.ranking import ranks
from sawan.problems import Refused


class Measure(NamedTuple):
    """One row of the audit; `value` is None where the measure is undefined."""

    year: int | None
    measure: str
    code: str
    other: str
    value: float | int | None


FLAT = 1e-12


def audit(index: Index) -> list[Measure]:
    """All measures: year by year, then once a pool."""
    found: list[Measure] = []
    removed = {code: _without(index, code) for code in _removable(index)}
    for at, year in enumerate(index.layout.years):
        found += _effective_weights(index, year)
        found += _correlations(index, at, year)
        found += _dimensions(index, at, year)
        found += [
            Measure(year, "removal_rank_shift", code, index.spec.tree.top, _shift(index, other, at))
            for code, other in removed.items()
        ]
    return found + sorted(_shapes(index), key=lambda own: (own.year is not None, own.year or 0))


def effective_weights(index: Index) -> dict[str, float]:
    """For every code below the top the product of shares down the tree."""
    tree = index.spec.tree
    weights = {tree.top: 1.0}
    for code in tree.inner:
        for child, share in zip(tree.nodes[code].children, index.shares[code], strict=True):
            weights[child] = weights[code] * float(share)
    return {code: weights[code] for code in tree.below}


def _effective_weights(index: Index, year: int | None) -> Iterator[Measure]:
    for code, weight in effective_weights(index).items():
        yield Measure(year, "effective_weight", code, index.spec.tree.top, weight)


def _values(index: Index, code: str, at: int) -> Array:
    """Values of a code in a year: normalised for an indicator, scores for a node."""
    if code in index.scores:
        score: Array = index.scores[code][at]
        return score
    own: Array = index.normalised[at, :, index.spec.tree.column[code]]
    return own


def _correlations(index: Index, at: int, year: int | None) -> Iterator[Measure]:
    """Each code with every node above it, then siblings pairwise."""
    tree = index.spec.tree
    for code in tree.below:
        for other in tree.above(code):
            value = correlation(_values(index, code, at), _values(index, other, at))
            yield Measure(year, "correlation", code, other, value)
    for parent in tree.inner:
        for code, other in combinations(tree.nodes[parent].children, 2):
            value = correlation(_values(index, code, at), _values(index, other, at))
            yield Measure(year, "correlation", code, other, value)


def correlation(x: Array, y: Array) -> float | None:
    """Pearson's correlation over the areas that have both; None with fewer than two or where one does not vary."""
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    if len(x) < 2 or is_flat(x) or is_flat(y):
        return None
    x, y = x - x.mean(), y - y.mean()
    return float((x @ y) / np.sqrt((x @ x) * (y @ y)))


def is_flat(x: Array) -> bool:
    """Whether values are one and the same up to rounding."""
    return bool(np.ptp(x) <= FLAT * np.abs(x).max())


def _dimensions(index: Index, at: int, year: int | None) -> Iterator[Measure]:
    """Cronbach's alpha and the principal components of every node with two children or more."""
    tree = index.spec.tree
    for parent in tree.inner:
        children = tree.nodes[parent].children
        if len(children) < 2:
            continue
        values = np.stack([_values(index, child, at) for child in children], axis=-1)
        yield Measure(year, "alpha", parent, "", cronbach_alpha(values))
        shares = component_shares(values)
        for number in range(len(children)):
            share = float(shares[number]) if shares is not None else None
            yield Measure(year, "pca_share", parent, str(number + 1), share)


def cronbach_alpha(values: Array) -> float | None:
    """Cronbach's alpha of `values[i, k]` from pairwise covariances; None where it is undefined."""
    count = values.shape[1]
    matrix = np.full((count, count), np.nan)
    for a in range(count):
        for b in range(a, count):
            both = np.isfinite(values[:, a]) & np.isfinite(values[:, b])
            if both.sum() >= 2:
                x, y = values[both, a], values[both, b]
                matrix[a, b] = matrix[b, a] = (x - x.mean()) @ (y - y.mean()) / (both.sum() - 1)
    total, trace = matrix.sum(), np.trace(matrix)
    if not np.isfinite(total) or abs(total) <= FLAT * max(np.abs(matrix).sum(), np.finfo(float).tiny):
        return None
    return float(count / (count - 1) * (1 - trace / total))


def component_shares(values: Array) -> Array | None:
    """Shares of variance of the principal components of `values[i, k]`: correlations, complete areas, largest first."""
    complete = values[np.isfinite(values).all(axis=1)]
    if len(complete) < 2 or any(is_flat(column) for column in complete.T):
        return None
    deviations = complete - complete.mean(axis=0)
    deviations = deviations / np.sqrt((deviations**2).sum(axis=0))
    found: Array = np.maximum(np.linalg.eigvalsh(deviations.T @ deviations)[::-1], 0.0) / values.shape[1]
    return found


def _removable(index: Index) -> Iterator[str]:
    tree = index.spec.tree
    for code in tree.below:
        if len(tree.nodes[tree.nodes[code].parent or tree.top].children) > 1:
            yield code


def _without(index: Index, code: str) -> Array:
    """Ranks `[t, i]` of the index when a code and all below it are left out; 0 in a year that has none without it."""
    try:
        return _ranks_without(index, code, index.normalised)
    except Refused:
        years = [index.normalised[at : at + 1] for at in range(len(index.layout.years))]
        return np.concatenate([_ranks_if_any(index, code, own) for own in years])


def _ranks_if_any(index: Index, code: str, normalised: Array) -> Array:
    try:
        return _ranks_without(index, code, normalised)
    except Refused:  # what is left may hold values that the method above cannot use
        return np.zeros(normalised.shape[:2])


def _ranks_without(index: Index, code: str, normalised: Array) -> Array:
    shares = {node: share[None] for node, share in index.shares.items()}
    found = scores(normalised[None], index.spec.nominal.aggregate, shares, index.layout, without=code)
    return ranks(found[index.spec.tree.top][0]).astype(float)


def _shift(index: Index, other: Array, at: int) -> float | None:
    """Mean absolute change of rank over the areas ranked both with and without."""
    nominal = index.ranks[index.spec.tree.top][at].astype(float)
    both = (nominal > 0) & (other[at] > 0)
    return float(np.abs(nominal - other[at])[both].mean()) if both.any() else None


def _shapes(index: Index) -> Iterator[Measure]:
    """Skewness and kurtosis before treatment and what treatment did, once a pool."""
    recipe = index.spec.nominal
    for column, code in enumerate(index.spec.tree.indicators):
        for _, sources, year in index.layout.pools(recipe.treat.pool_of(code, recipe.pool)):
            pooled = index.value[sources, :, column].reshape(1, -1, 1)
            skewness, kurtosis = skewness_and_kurtosis(pooled)
            key = (year, column)
            yield Measure(year, "skewness", code, "", _defined(skewness))
            yield Measure(year, "kurtosis", code, "", _defined(kurtosis))
            yield Measure(year, "winsorised", code, "", index.treatment.moved.get(key, 0))
            yield Measure(year, "transformed", code, "", int(index.treatment.transformed.get(key, False)))


def _defined(value: Array) -> float | None:
    return float(value[0, 0]) if np.isfinite(value[0, 0]) else None

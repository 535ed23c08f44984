"""Means and quantiles over draws, equally likely or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.panel import Array

REACHES = 1e-12


def mean_of(values: NDArray[np.generic], probabilities: Array | None) -> Array:
    """Mean over the first axis of `values[draw, cell]`; NaN left out, NaN where a cell has no value."""
    numbers = values.astype(float, copy=False)
    present = np.isfinite(numbers)
    weights = np.full(len(numbers), 1.0 / len(numbers)) if probabilities is None else probabilities
    if present.all():
        plain: Array = numbers.mean(axis=0) if probabilities is None else weights @ numbers
        return plain
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Array = weights @ np.where(present, numbers, 0.0) / (weights @ present)
    return found


def quantiles_of(values: NDArray[np.generic], qs: Sequence[float], probabilities: Array | None) -> Array:
    """Quantiles `[q, cell]` over the first axis of `values[draw, cell]`; NaN left out.

    Type 7 where draws are equally likely (`probabilities` None); else the smallest value whose cumulative probability
    reaches q.
    """
    columns = np.ascontiguousarray(values.T)
    if np.issubdtype(columns.dtype, np.floating) and np.isnan(columns).any():
        return np.stack([_one(column[~np.isnan(column)], qs, _chosen(column, probabilities)) for column in columns], 1)
    if probabilities is None:
        return _type_7(columns, qs)
    return np.stack([_one(column, qs, probabilities) for column in columns], axis=1)


def _chosen(column: Array, probabilities: Array | None) -> Array | None:
    return None if probabilities is None else probabilities[~np.isnan(column)]


def _one(column: NDArray[np.generic], qs: Sequence[float], probabilities: Array | None) -> Array:
    if not len(column):
        return np.full(len(qs), np.nan)
    if probabilities is None:
        return _type_7(column[None], qs)[:, 0]
    order = np.argsort(column, kind="stable")
    reached = np.cumsum(probabilities[order]) / probabilities.sum()
    return np.array([float(column[order[np.argmax(reached >= q - REACHES)]]) for q in qs])


def _type_7(columns: NDArray[np.generic], qs: Sequence[float]) -> Array:
    """Quantiles `[q, cell]` of `columns[cell, draw]` by partial sorting."""
    positions = [(columns.shape[1] - 1) * q for q in qs]
    below = [int(np.floor(position)) for position in positions]
    above = [min(at + 1, columns.shape[1] - 1) for at in below]
    sorted_there = np.partition(columns, sorted({*below, *above}), axis=1)
    found = []
    for position, low, high in zip(positions, below, above, strict=True):
        start, end = sorted_there[:, low].astype(float), sorted_there[:, high].astype(float)
        found.append(start + (position - low) * (end - start))
    return np.stack(found)

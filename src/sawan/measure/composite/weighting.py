"""Weights chosen for what they do: so that each dimension is as important in the index as it is meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sawan.measure.composite.panel import Array

MOST_STEPS = 200
CONVERGED = 1e-14


@dataclass(frozen=True)
class Chosen:
    """Weights adding up to 1, whether all are positive (else the dimensions conflict), and what they bring about.

    `correlations` are those of each dimension with the weighted mean, `variance_shares` add up to 1.
    """

    weights: Array
    possible: bool
    correlations: Array
    variance_shares: Array


def weights_for_correlations(values: Array, importance: Sequence[float]) -> Chosen:
    """Weights of a mean of the columns of `values[i, k]` whose correlations with it are in given proportions.

    In closed form: w = C^-1 (a_j sqrt(C_jj)) with C the covariance, scaled to add up to 1. A weight that is not
    positive says that no positive weights can do it. Raises `ValueError` where C is singular or importance is not
    positive.
    """
    covariance, wanted = _checked(values, importance)
    weights = np.linalg.solve(covariance, wanted * np.sqrt(np.diag(covariance)))
    return _chosen(covariance, weights / weights.sum())


def weights_for_variance_shares(values: Array, importance: Sequence[float]) -> Chosen:
    """Positive weights of a mean of the columns of `values[i, k]` whose shares of its variance are as given.

    The share of k is w_k (Cw)_k / w'Cw. The only positive solution minimises w'Cw/2 - sum a ln w, found by Newton's
    method with halved steps (Maillard, Roncalli and Teiletche 2010). Raises `ValueError` as above.
    """
    covariance, wanted = _checked(values, importance)
    scale = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(scale, scale)
    x = np.sqrt(wanted / np.maximum(correlation.sum(axis=1), 0.1))
    for _ in range(MOST_STEPS):
        gradient = correlation @ x - wanted / x
        step = np.linalg.solve(correlation + np.diag(wanted / x**2), gradient)
        size = 1.0
        while (x - size * step <= 0).any() or _cost(correlation, wanted, x - size * step) > _cost(
            correlation, wanted, x
        ):
            size /= 2
            if size < CONVERGED:
                break
        if size < CONVERGED or np.abs(size * step).max() < CONVERGED:
            break
        x = x - size * step
    weights = x / scale
    return _chosen(covariance, weights / weights.sum())


def _cost(matrix: Array, wanted: Array, x: Array) -> float:
    return float(x @ matrix @ x / 2 - wanted @ np.log(x))


def _checked(values: Array, importance: Sequence[float]) -> tuple[Array, Array]:
    wanted = np.asarray(importance, dtype=float)
    complete = values[np.isfinite(values).all(axis=1)]
    if len(wanted) != values.shape[1] or not (wanted > 0).all():
        raise ValueError("importance needs a positive number for each column")
    if len(complete) <= values.shape[1]:
        raise ValueError("there have to be more complete areas than columns")
    covariance = np.atleast_2d(np.cov(complete, rowvar=False))
    if np.linalg.matrix_rank(covariance) < len(wanted):
        raise ValueError("the columns are constant or linearly dependent")
    return covariance, wanted / wanted.sum()


def _chosen(covariance: Array, weights: Array) -> Chosen:
    with_index = covariance @ weights
    variance = weights @ with_index
    correlations = with_index / np.sqrt(np.diag(covariance) * variance)
    return Chosen(weights, bool((weights > 0).all()), correlations, weights * with_index / variance)

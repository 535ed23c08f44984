"""Weights that are not negative and add up to one, by least squares."""

from __future__ import annotations

import numpy as np

from sawan.evaluate.arrays import Floats

SUM_WEIGHT = 1e4
NOUGHT = 1e-9


def simplex_weights(columns: Floats, goal: Floats, ridge: float = 0.0) -> Floats:
    """The w >= 0, sum w = 1 that minimise |columns w - goal|^2 + ridge |w|^2.

    `columns` (M, J), `goal` (M,). Non-negative least squares with one heavy row for the sum (exact noughts come out
    as noughts); even weights when all columns are nought.
    """
    from scipy.optimize import nnls  # slow import

    size = float(np.abs(columns).max(initial=0.0))
    width = columns.shape[1]
    if size == 0:
        return np.full(width, 1 / width)
    parts = [columns / size, np.full((1, width), SUM_WEIGHT)]
    goals = [goal / size, np.full(1, SUM_WEIGHT)]
    if ridge > 0:
        parts.append(np.eye(width) * (np.sqrt(ridge) / size))
        goals.append(np.zeros(width))
    weights, _ = nnls(np.concatenate(parts), np.concatenate(goals), maxiter=50 * width)
    return np.asarray(weights / weights.sum())


def polished(columns: Floats, goal: Floats, weights: Floats) -> Floats:
    """Nearly-nought weights made nought and the others solved exactly, where that keeps them from going negative.

    The heavy row leaves errors of some 1e-12; this takes them out of what is printed.
    """
    held = np.flatnonzero(weights > NOUGHT)
    clean = np.zeros_like(weights)
    clean[held] = weights[held] / weights[held].sum()
    if len(held) > 1:
        moves = columns[:, held[:-1]] - columns[:, held[-1:]]
        step, *_ = np.linalg.lstsq(moves, goal - columns @ clean, rcond=None)
        exact = clean.copy()
        exact[held[:-1]] += step
        exact[held[-1]] -= step.sum()
        if exact[held].min() >= 0:
            return exact
    return clean

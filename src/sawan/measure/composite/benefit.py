"""Benefit of the doubt: every area under the weights that suit it best."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from sawan.measure.composite.panel import Array

TOLERANCE = 1e-10


def benefit_of_the_doubt(values: Array, share: tuple[float, float] = (0.0, 1.0)) -> Array:
    """Scores `[i]` of `values[i, k]`: max sum v y_i with sum v y_k <= 1 for every area k and v >= 0.

    `share` holds each v_j y_ij within a part of the area's own sum; from 0 to 1 this binds only where a value is
    negative, which then has no weight. An area with a missing child has no score (NaN)
    and binds no other. Raises `ArithmeticError` where the programme has no finite best. Cherchye et al. (2007).
    """
    found = np.full(len(values), np.nan)
    complete = np.isfinite(values).all(axis=1)
    y = values[complete]
    if not len(y):
        return found
    largest = np.abs(y).max(axis=0)
    scaled = y / np.where(largest > 0, largest, 1.0)
    unbound = share == (0.0, 1.0) and not (scaled < 0).any()
    found[complete] = _free(scaled) if unbound else _bounded(scaled, share)
    return found


def _free(y: Array) -> Array:
    """One programme whose costs alone change from area to area, each solved from the basis of the one before."""
    solver = _solver()
    _load(solver, y, frontier(y), np.zeros((0, y.shape[1])))
    return np.array([_best(solver, own) for own in y])


def _bounded(y: Array, share: tuple[float, float]) -> Array:
    """Bounds on shares belong to the area, so each has a programme of its own."""
    low, high = share
    count = y.shape[1]
    if not count * low <= 1.0 + TOLERANCE or not count * high >= 1.0 - TOLERANCE:
        raise ArithmeticError(f"{count} shares from {low} to {high} cannot add up to 1")
    edge = frontier(y)
    found = []
    for own in y:
        solver = _solver()
        at_least = low * own[None, :] - np.diag(own)
        at_most = np.diag(own) - high * own[None, :]
        _load(solver, y, edge, np.vstack([at_least, at_most]))
        found.append(_best(solver, own))
    return np.array(found)


def frontier(y: Array) -> Array:
    """The areas that no other area equals or beats in everything: they alone bind where no value is negative."""
    if len(y) < 200 or (y < 0).any():
        return y
    distinct = np.unique(y, axis=0)
    order = distinct[np.argsort(-distinct.sum(axis=1), kind="stable")]
    kept = order[:1]
    for own in order[1:]:
        if not (kept >= own).all(axis=1).any():
            kept = np.vstack([kept, own])
    return kept


def _solver() -> Any:
    import highspy  # slow import

    with _unheard():
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("presolve", "off"),
        ("primal_feasibility_tolerance", TOLERANCE),
        ("dual_feasibility_tolerance", TOLERANCE),
    ):
        solver.setOptionValue(option, value)
    return solver


@contextmanager
def _unheard() -> Iterator[None]:
    """The solver greets on descriptor 1 when it is made; what is printed there is for answers."""
    sys.stdout.flush()
    kept = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silence, 1)
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(silence)
        os.close(kept)


def _load(solver: Any, y: Array, edge: Array, bounds: Array) -> None:
    """Rows: sum v y_k <= 1 over the frontier, then `bounds @ v <= 0`."""
    import highspy  # slow import

    matrix = np.vstack([edge, bounds])
    count, width = matrix.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width, count
    model.col_cost_ = np.zeros(width)
    model.col_lower_, model.col_upper_ = np.zeros(width), np.full(width, highspy.kHighsInf)
    model.row_lower_ = np.full(count, -highspy.kHighsInf)
    model.row_upper_ = np.concatenate([np.ones(len(edge)), np.zeros(len(bounds))])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.arange(count + 1) * width
    model.a_matrix_.index_ = np.tile(np.arange(width), count)
    model.a_matrix_.value_ = matrix.ravel()
    model.sense_ = highspy.ObjSense.kMaximize
    solver.passModel(model)


def _best(solver: Any, own: Array) -> float:
    import highspy  # slow import

    solver.changeColsCost(len(own), np.arange(len(own), dtype=np.int32), own)
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(solver.modelStatusToString(status))
    weights = np.array(solver.getSolution().col_value)
    return float(weights @ own)

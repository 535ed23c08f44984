"""Imputation by the multivariate normal of maximum likelihood, found by expectation and maximisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.faults import fault
from sawan.measure.composite.layout import Layout, rows
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method, Pool
from sawan.problems import Refused

Pattern = tuple[Flags, NDArray[np.intp]]
CONVERGED = 1e-13
MOST_STEPS = 100_000


@dataclass(frozen=True)
class Normal:
    """Mean `[j]` and covariance `[j, j]` (divisor n) of a multivariate normal."""

    mean: Array
    covariance: Array


def fill_em(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """Conditional mean of what is missing given what was observed in the same area and year.

    `values[b, t, i, j]`; the distribution is fitted to the pool. Raises `Refused` with no more rows than
    indicators + 1, or where the steps do not converge. Dempster, Laird and Rubin (1977); Little and Rubin (2002), 11.2.
    """
    filled = values.copy()
    for targets, sources, year in layout.pools(pool):
        for draw in range(len(values)):
            observations = rows(values[draw : draw + 1], sources)[0]
            normal, used = _fit(observations, year)
            part = values[draw, targets]
            flat = part.reshape(-1, part.shape[-1])[:, used]
            patterns = _patterns(flat)
            done = part.reshape(-1, part.shape[-1]).copy()
            done[:, used] = _expected(flat, normal, patterns)[0]
            filled[draw, targets] = done.reshape(part.shape)
    return filled


def _fit(observations: Array, year: int | None) -> tuple[Normal, Flags]:
    """The distribution of the pool over the indicators that have a value there."""
    present = np.isfinite(observations)
    kept = observations[present.any(axis=1)]
    if len(kept) <= observations.shape[1] + 1:
        facts = {"rows": len(kept), "indicators": observations.shape[1]}
        raise Refused(fault("em_rows", field="impute", in_year=year, **facts))
    used: Flags = np.asarray(present.any(axis=0))
    fitted = fit_normal(kept[:, used])
    if fitted is None:
        raise Refused(fault("em_stuck", field="impute", steps=MOST_STEPS, in_year=year))
    return fitted, used


def fit_normal(observations: Array) -> Normal | None:
    """Maximum likelihood mean and covariance of `observations[row, j]` with NaN where missing; None if not converged.

    Works on standardised columns and stops when no parameter moves by more than 1e-13 in a step (or, at the limit of
    the arithmetic, when steps no longer shrink below 1e-10), far inside the 1e-10 asked for.
    """
    centre = np.nanmean(observations, axis=0)
    scale = np.nanstd(observations, axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    standard = (observations - centre) / scale
    patterns = _patterns(standard)
    normal = Normal(np.zeros(len(centre)), np.diag(np.nanvar(standard, axis=0)))
    best, stalled = np.inf, 0
    for _ in range(MOST_STEPS):
        moved = _step(standard, normal, patterns)
        change = max(np.abs(moved.mean - normal.mean).max(), np.abs(moved.covariance - normal.covariance).max())
        normal = moved
        stalled = 0 if change < best else stalled + 1
        best = min(best, change)
        if change < CONVERGED or (best < 1e-10 and stalled > 20):
            return Normal(normal.mean * scale + centre, normal.covariance * np.outer(scale, scale))
    return None


def _patterns(observations: Array) -> list[Pattern]:
    """Rows grouped by what is missing in them: (flags of the observed columns, numbers of the rows)."""
    flags, which = np.unique(np.isfinite(observations), axis=0, return_inverse=True)
    return [(flag, np.flatnonzero(which.ravel() == at)) for at, flag in enumerate(flags)]


def _expected(observations: Array, normal: Normal, patterns: list[Pattern]) -> tuple[Array, Array]:
    """Rows completed by conditional means, and the summed conditional covariance of what was missing."""
    full = observations.copy()
    spread = np.zeros_like(normal.covariance)
    for seen, members in patterns:
        gone = ~seen
        if not gone.any():
            continue
        between = normal.covariance[np.ix_(seen, gone)]
        slopes = _solve(normal.covariance[np.ix_(seen, seen)], between)
        deviations = observations[np.ix_(members, seen)] - normal.mean[seen]
        full[np.ix_(members, gone)] = normal.mean[gone] + deviations @ slopes
        left = normal.covariance[np.ix_(gone, gone)] - between.T @ slopes
        spread[np.ix_(gone, gone)] += len(members) * left
    return full, spread


def _solve(matrix: Array, right: Array) -> Array:
    """Solve, by least squares where indicators are collinear."""
    solved: Array
    try:
        solved = np.linalg.solve(matrix, right).astype(float, copy=False)
    except np.linalg.LinAlgError:
        solved = np.linalg.lstsq(matrix, right, rcond=None)[0].astype(float, copy=False)
    return solved


def _step(observations: Array, normal: Normal, patterns: list[Pattern]) -> Normal:
    full, spread = _expected(observations, normal, patterns)
    mean = full.mean(axis=0)
    deviations = full - mean
    return Normal(mean, (deviations.T @ deviations + spread) / len(full))

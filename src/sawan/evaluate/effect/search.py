"""Predictor weights: which v makes the donors chosen by the predictors follow the outcome before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect.case import Case, Fit, Predictors
from sawan.evaluate.effect.simplex import polished, simplex_weights

LOWEST = -8.0
"""v is searched as log10 v in [-8, 0]."""
POPULATION, GENERATIONS = 10, 60
REFINEMENTS, REFITS = 600, 250
MOST_SEARCHES, MET_TWICE = 6, 1e-3
NEAR_BEST = 0.05
SAME_WEIGHTS = 1e-3
SAME_LOSS = 1e-6
SLACKS = (1e-6, 1e-8, 1e-10, 1e-12)
FINEST = 1e-6


def donor_weights(predictors: Predictors, v: Floats) -> Floats:
    """The simplex weights (J,) that minimise sum_k v_k (own_k - others_k w)^2; `predictors` already scaled."""
    root = np.sqrt(v)
    return simplex_weights(root[:, None] * predictors.others, root * predictors.own)


def exact_weights(predictors: Predictors, v: Floats) -> Floats:
    """The same without the last rounding."""
    root = np.sqrt(v)[:, None]
    columns, goal = root * predictors.others, root[:, 0] * predictors.own
    return polished(columns, goal, simplex_weights(columns, goal))


class Trial(NamedTuple):
    """One v that was tried: its loss and the donor weights it gives."""

    loss: float
    v: Floats
    weights: Floats


@dataclass(slots=True)
class Loss:
    """The mean squared outcome gap over the fit window as a function of log10 v; remembers what it has tried."""

    case: Case
    predictors: Predictors
    tried: list[Trial] = field(default_factory=list)
    _own: Floats = field(init=False)
    _others: Floats = field(init=False)

    def __post_init__(self) -> None:
        self._own = self.case.own[self.predictors.fit]
        self._others = self.case.others[self.predictors.fit]

    def __call__(self, logs: Floats) -> float:
        v = 10 ** np.clip(logs, LOWEST, 0.0)
        weights = donor_weights(self.predictors, v)
        loss = self.of_weights(weights)
        self.tried.append(Trial(loss, v, weights))
        return loss

    def of_weights(self, weights: Floats) -> float:
        """The loss of donor weights (J,)."""
        gap = self._own - self._others @ weights
        return float(gap @ gap) / len(gap)

    def best(self, since: int = 0) -> Trial:
        """The trial of least loss, of all or of those since a number of trials."""
        return min(self.tried[since:], key=lambda one: one.loss)


def searched(case: Case, seed: int) -> Fit:
    """Synthetic control with predictors, v free: global search, then one v of those that give the same weights.

    Differential evolution and Nelder-Mead, again with the next seed until the best loss was met twice (Becker and
    Kloessner 2018 on why a local search misses it). Where the case has an earlier window v is chosen there.
    """
    loss = Loss(case, _chosen_by(case).scaled())
    best: list[float] = []
    for attempt in range(MOST_SEARCHES):
        best.append(_search(loss, seed + attempt))
        least = min(best)
        if sum(one <= least * (1 + MET_TWICE) for one in best) >= 2:
            break
    v = _canonical(loss)
    return _with(case, v, _spread(case, loss))


def refitted(case: Case, start: Floats) -> Fit:
    """The same for a placebo or with a donor left out: local searches from the v of the treated and from even ones."""
    loss = Loss(case, _chosen_by(case).scaled())
    for one in (np.log10(np.maximum(start / start.max(), 10**LOWEST)), np.full(len(start), LOWEST / 2)):
        _descend(loss, one, REFITS)
    return _with(case, loss.best().v, None)


def given(case: Case, v: Floats) -> Fit:
    """Synthetic control with predictor weights (K,) that somebody else chose."""
    return _with(case, v, None)


def _chosen_by(case: Case) -> Predictors:
    found = case.earlier or case.predictors
    if found is None:
        raise ValueError("the case has no predictors")
    return found


def _with(case: Case, v: Floats, spread: tuple[float, float] | None) -> Fit:
    if case.predictors is None:
        raise ValueError("the case has no predictors")
    weights = exact_weights(case.predictors.scaled(), v / v.max())
    return Fit(case, weights, case.others @ weights, predictor_weights=v / v.sum(), spread=spread)


def _search(loss: Loss, seed: int) -> float:
    """One global search, refined; the least loss it met."""
    from scipy.optimize import Bounds, differential_evolution  # slow import

    size = len(loss.predictors.own)
    if size == 1:
        return loss(np.zeros(1))
    first = len(loss.tried)
    random = np.random.default_rng(seed)
    differential_evolution(
        loss,
        Bounds(np.full(size, LOWEST), np.zeros(size)),
        maxiter=GENERATIONS,
        init=_spread_out(POPULATION * size, size, random),
        rng=random,
        polish=False,
        tol=0,
    )
    _descend(loss, np.log10(loss.best(first).v), REFINEMENTS)
    return loss.best(first).loss


def _spread_out(count: int, size: int, random: np.random.Generator) -> Floats:
    """(count, size) starts, each element stratified over its whole range (a Latin hypercube)."""
    places = np.argsort(random.random((size, count)), axis=1).T
    return np.asarray(LOWEST * (places + random.random((count, size))) / count)


def _descend(loss: Callable[[Floats], float], start: Floats, steps: int) -> None:
    from scipy.optimize import minimize  # slow import

    options = {"maxiter": steps, "maxfev": 2 * steps, "adaptive": True, "xatol": 1e-4, "fatol": 0.0}
    minimize(loss, start, method="Nelder-Mead", options=options)


def _canonical(loss: Loss) -> Floats:
    """Of the v that give the best weights, the one whose smallest element is largest (a linear programme).

    Kept only if it gives the same weights and no worse a loss; it makes the answer the same whatever the seed
    (Kloessner, Kaul, Pfeifer and Schieler 2018 on v that are not unique).
    """
    least, v, _ = loss.best()
    predictors = loss.predictors
    weights = exact_weights(predictors, v)
    for slack in SLACKS:
        other = _widest(predictors, weights, slack)
        if other is None:
            continue
        there = exact_weights(predictors, other)
        same = float(np.abs(there - weights).max()) <= SAME_WEIGHTS
        if same and loss.of_weights(there) <= least * (1 + SAME_LOSS):
            return other
    return v


def _widest(predictors: Predictors, weights: Floats, slack: float) -> Floats | None:
    """max t: v >= t, sum v = 1, and `weights` stay optimal up to `slack`: the gradient of the fit is equal where
    they are held, no better elsewhere. Variables v_1..v_K, mu, t."""
    from scipy.optimize import linprog  # slow import

    left = predictors.own - predictors.others @ weights
    gradient = (left[:, None] * predictors.others).T
    donors, size = gradient.shape
    held = weights > 0
    no_better = np.hstack([gradient, -np.ones((donors, 1)), np.zeros((donors, 1))])
    bounded = np.vstack([no_better, -no_better[held]]) * (FINEST / slack)
    above = np.hstack([-np.eye(size), np.zeros((size, 1)), np.ones((size, 1))])
    found = linprog(
        np.r_[np.zeros(size + 1), -1.0],
        A_ub=np.vstack([bounded, above]),
        b_ub=np.r_[np.full(len(bounded), FINEST), np.zeros(size)],
        A_eq=np.r_[np.ones(size), 0.0, 0.0][None, :],
        b_eq=[1.0],
        bounds=[(0, None)] * size + [(None, None), (0, None)],
        method="highs",
        options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
    )
    if found.status != 0 or found.x[:size].max() <= 0:
        return None
    return np.asarray(np.maximum(found.x[:size], 0.0))


def _spread(case: Case, loss: Loss) -> tuple[float, float]:
    """Smallest and largest effect over all v tried whose loss is within 5 % of the best."""
    least = loss.best().loss
    near = [one for one in loss.tried if one.loss <= least * (1 + NEAR_BEST)]
    weights = np.stack([one.weights for one in near])
    if case.earlier is not None and case.predictors is not None:
        later = case.predictors.scaled()
        weights = np.stack([donor_weights(later, one.v) for one in near])
    effects = case.own[case.before :].mean() - weights @ case.others[case.before :].mean(axis=0)
    return float(effects.min()), float(effects.max())

"""How sure one may be: placebos over units and dates, one donor left out, permuted residuals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect.case import Case, Fit
from sawan.evaluate.effect.methods import Method
from sawan.evaluate.effect.outcomes import Augmented
from sawan.evaluate.effect.simplex import simplex_weights

FEWEST_BEFORE, FEWEST_AFTER = 5, 2
HELD = 1e-6
DRAWS = 999
LEVEL = 0.05
GRID = 60
DOUBLINGS = 6
EQUAL = 1e-12


@dataclass(frozen=True, slots=True)
class Placebo:
    """One unit, or one false start, treated as if it were the real one; `rank` 1 is the largest ratio."""

    unit: str
    start: int
    effect: float
    error_before: float
    error_after: float
    ratio: float
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The answer without one of the donors that carry weight."""

    dropped: str
    effect: float
    error_before: float


@dataclass(frozen=True, slots=True)
class TimeTest:
    """One time after the start: the conformal p of "no effect" and the effects not rejected at 5 %.

    `low` and `high` are None where too few times before make every effect possible.
    """

    p: float
    low: float | None
    high: float | None


def over_units(fit: Fit, method: Method) -> list[Placebo]:
    """Every donor plays the treated, the real one left out; with the treated itself, by rank of the ratio."""
    case = fit.case
    fits = [fit, *(method.refit(case.as_placebo(donor), fit) for donor in range(len(case.names)))]
    found = sorted((_placebo(one, case.before) for one in fits), key=lambda one: (-one.ratio, one.unit))
    return [
        Placebo(one.unit, one.start, one.effect, one.error_before, one.error_after, one.ratio, rank)
        for rank, one in enumerate(found, start=1)
    ]


def over_dates(fit: Fit, method: Method) -> list[Placebo]:
    """False starts of the treated with five times before and two after, all before the real start; no predictors."""
    case = fit.case
    starts = range(FEWEST_BEFORE, case.before - FEWEST_AFTER + 1)
    return [_placebo(method.by_outcomes(case.false_start(start)), start) for start in starts]


def leave_one_out(fit: Fit, method: Method) -> list[LeftOut]:
    """The answer without each donor of weight above 1e-6, by name; empty where only one donor is left to drop."""
    case = fit.case
    if len(case.names) < 2:
        return []
    found = []
    for donor in np.flatnonzero(fit.weights > HELD):
        again = method.refit(case.without(int(donor)), fit)
        found.append(LeftOut(case.names[donor], again.effect, again.error_before))
    return sorted(found, key=lambda one: one.dropped)


def joint_p(fit: Fit, method: Method, seed: int) -> float:
    """The p of "no effect at any time": weights from all times, residuals permuted at random 999 times.

    (1 + count of draws with as large a mean |residual| after the start) / 1000 (Chernozhukov, Wuethrich, Zhu 2021).
    """
    case = fit.case
    residuals = np.abs(Residuals(method.name, case.others, fit.ridge)(case.own))
    after = len(residuals) - case.before
    seen = residuals[case.before :].mean()
    random = np.random.default_rng(seed)
    drawn = np.array([random.permutation(residuals)[:after].mean() for _ in range(DRAWS)])
    return (1 + int(np.count_nonzero(drawn >= seen * (1 - EQUAL)))) / (DRAWS + 1)


def time_tests(fit: Fit, method: Method) -> list[TimeTest]:
    """One conformal test and interval a time after the start: weights from the times before and that one."""
    case = fit.case
    gap = method.by_outcomes(case).gap
    width = 4 * float(np.abs(gap[: case.before]).max())
    return [
        _time_test(_OneTime(case, method.name, time, fit.ridge), float(gap[time]), width)
        for time in range(case.before, len(case.own))
    ]


class _OneTime:
    """The times before and one after, under the assumption of an effect at it."""

    def __init__(self, case: Case, method: str, time: int, ridge: float | None) -> None:
        times = np.r_[np.arange(case.before), time]
        self.before = case.before
        self._own = case.own[times]
        self._residuals = Residuals(method, case.others[times], ridge)
        self._rounding = EQUAL * float(np.abs(self._own).max())

    def p(self, effect: float) -> float:
        """Share of the residuals as large as that of the time itself: every permutation, not a draw of them."""
        own = self._own.copy()
        own[-1] -= effect
        sizes = np.abs(self._residuals(own))
        return float(np.mean(sizes >= sizes[-1] - self._rounding))


def _time_test(one: _OneTime, middle: float, width: float) -> TimeTest:
    p = one.p(0.0)
    if 1 / (one.before + 1) > LEVEL or width == 0:
        return TimeTest(p, None, None)
    for _ in range(DOUBLINGS):
        effects = np.linspace(middle - width, middle + width, GRID + 1)
        kept = np.array([one.p(float(effect)) > LEVEL for effect in effects])
        if not (kept[0] or kept[-1]):
            break
        width *= 2
    else:
        return TimeTest(p, None, None)
    if not kept.any():
        return TimeTest(p, None, None)
    return TimeTest(p, float(effects[kept].min()), float(effects[kept].max()))


class Residuals:
    """Outcome less synthetic for donors (T, J) and any treated (T,), the weights fitted to all the times."""

    def __init__(self, method: str, others: Floats, ridge: float | None) -> None:
        self._middle = others.mean(axis=1) if method == "asc" else np.zeros(len(others))
        self._centred = others - self._middle[:, None]
        self._augmented = Augmented(self._centred) if method == "asc" else None
        self._ridge = np.array([ridge or 0.0])

    def __call__(self, own: Floats) -> Floats:
        own = own - self._middle
        left = own - self._centred @ simplex_weights(self._centred, own)
        if self._augmented is None:
            return left
        added = self._augmented.taken_up(self._centred.T @ left, self._ridge)[0]
        return np.asarray(left - self._centred @ added)


def _placebo(fit: Fit, start: int) -> Placebo:
    return Placebo(fit.case.name, start, fit.effect, fit.error_before, fit.error_after, fit.ratio)

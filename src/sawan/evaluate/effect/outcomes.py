"""Methods that use the outcome alone: synthetic control, ridge-augmented, synthetic difference-in-differences, DID."""

from __future__ import annotations

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect.case import Case, Fit
from sawan.evaluate.effect.simplex import NOUGHT, polished, simplex_weights

RIDGES = 21
RIDGE_RANGE = 8.0
TINY_RIDGE = 1e-6


def synthetic_control(case: Case) -> Fit:
    """Donor weights that fit the outcome of the times before (Abadie, Diamond and Hainmueller 2010)."""
    before, own = case.others[: case.before], case.own[: case.before]
    weights = polished(before, own, simplex_weights(before, own))
    return Fit(case, weights, case.others @ weights)


def difference_in_differences(case: Case) -> Fit:
    """All donors alike, all times before alike."""
    weights = np.full(len(case.names), 1 / len(case.names))
    return _levelled(case, weights, np.full(case.before, 1 / case.before), keep_times=False)


def synthetic_did(case: Case) -> Fit:
    """Donors and times weighted, levels free (Arkhangelsky, Athey, Hirshberg, Imbens and Wager 2021)."""
    before, after = case.others[: case.before], case.others[case.before :]
    sigma = float(np.diff(before, axis=0).std(ddof=1)) if before.shape[0] > 1 else 0.0
    zeta = (case.treated * len(after)) ** 0.25 * sigma
    own = case.own[: case.before]
    weights = simplex_weights(before - before.mean(axis=0), own - own.mean(), zeta**2 * case.before)
    per_time, goal = before.T, after.mean(axis=0)
    ridge = (TINY_RIDGE * sigma) ** 2 * len(case.names)
    times = simplex_weights(per_time - per_time.mean(axis=0), goal - goal.mean(), ridge)
    return _levelled(case, weights, times, keep_times=True)


def _levelled(case: Case, weights: Floats, times: Floats, *, keep_times: bool) -> Fit:
    """The synthetic outcome moved by the level difference before, weighted by the time weights."""
    synthetic = case.others @ weights
    shift = float(times @ (case.own - synthetic)[: case.before])
    return Fit(case, weights, synthetic + shift, time_weights=times if keep_times else None)


def augmented_control(case: Case) -> Fit:
    """Ridge-augmented synthetic control (Ben-Michael, Feller and Rothstein 2021).

    The ridge is the largest whose leave-one-time-out error is within one standard error of the best.
    """
    own, others = centred(case.own[: case.before], case.others[: case.before])
    donors = Augmented(others)
    ridge = choose_ridge(own, donors)
    base = polished(others, own, simplex_weights(others, own))
    weights = base + donors.taken_up(others.T @ (own - others @ base), np.array([ridge]))[0]
    weights[np.abs(weights) < NOUGHT] = 0.0
    return Fit(case, weights, case.others @ weights, ridge=ridge)


def centred(own: Floats, others: Floats) -> tuple[Floats, Floats]:
    """Outcomes (T,) and (T, J), each time less the donors' mean."""
    middle = others.mean(axis=1)
    return own - middle, others - middle[:, None]


class Augmented:
    """Ridge regression on centred donors (T, J), decomposed once for every treated, ridge and left-out time."""

    def __init__(self, others: Floats) -> None:
        self.others = others
        sizes, self._turn = np.linalg.eigh(others.T @ others)
        self._sizes = np.maximum(sizes, 0.0)

    @property
    def ridges(self) -> Floats:
        """(21,) from the squared largest singular value down to 1e-8 of it."""
        return np.asarray(self._sizes.max() * 10 ** (-RIDGE_RANGE * np.arange(RIDGES) / (RIDGES - 1)))

    def taken_up(self, moment: Floats, ridges: Floats) -> Floats:
        """(R, J) the weights (C'C + ridge I)^-1 moment, `moment` (J,) being C' times what the simplex weights left."""
        divisors = np.maximum(self._sizes + ridges[:, None], np.finfo(float).tiny)
        return np.asarray(((moment @ self._turn) / divisors) @ self._turn.T)

    def taken_up_without(self, time: int, moment: Floats, ridges: Floats) -> Floats:
        """The same with one time left out of C (Sherman and Morrison); `moment` is without it too."""
        row = self.others[time]
        inverse_row, inverse_moment = self.taken_up(row, ridges), self.taken_up(moment, ridges)
        leverage = np.minimum(inverse_row @ row, 1 - np.finfo(float).eps)
        return np.asarray(inverse_moment + inverse_row * ((inverse_moment @ row) / (1 - leverage))[:, None])


def choose_ridge(own: Floats, donors: Augmented) -> float:
    """Leave-one-time-out choice over 21 ridges; `own` (T0,) centred. The simplex weights are found anew each time."""
    ridges, others = donors.ridges, donors.others
    errors = np.empty((len(own), RIDGES))
    for time in range(len(own)):
        base = simplex_weights(np.delete(others, time, axis=0), np.delete(own, time))
        left = own - others @ base
        moment = others.T @ left - others[time] * left[time]
        errors[time] = (left[time] - donors.taken_up_without(time, moment, ridges) @ others[time]) ** 2
    mean = errors.mean(axis=0)
    best = int(mean.argmin())
    bound = mean[best] + errors[:, best].std(ddof=1) / np.sqrt(len(errors))
    return float(ridges[np.flatnonzero(mean <= bound)[0]])

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
    ridge = choose_ridge(own, others)
    weights = Augmented(others).weights(own, np.array([ridge]))[0]
    weights[np.abs(weights) < NOUGHT] = 0.0
    return Fit(case, weights, case.others @ weights, ridge=ridge)


def centred(own: Floats, others: Floats) -> tuple[Floats, Floats]:
    """Outcomes (T,) and (T, J), each time less the donors' mean."""
    middle = others.mean(axis=1)
    return own - middle, others - middle[:, None]


class Augmented:
    """Augmented weights for one set of donors (T, J) and any treated: the decomposition is done once."""

    def __init__(self, others: Floats) -> None:
        self.others = others
        self._times, self._sizes, self._donors = np.linalg.svd(others, full_matrices=False)

    @property
    def largest(self) -> float:
        """The largest singular value."""
        return float(self._sizes.max(initial=0.0))

    def weights(self, own: Floats, ridges: Floats) -> Floats:
        """(R, J) for each ridge: the simplex weights, and what they leave of `own` taken up by ridge regression."""
        base = polished(self.others, own, simplex_weights(self.others, own))
        left = self._times.T @ (own - self.others @ base)
        sizes = self._sizes
        floor = np.finfo(float).eps * self.largest
        shrunk = np.where(sizes > floor, sizes / np.maximum(sizes**2 + ridges[:, None], np.finfo(float).tiny), 0.0)
        return np.asarray(base + (shrunk * left) @ self._donors)


def choose_ridge(own: Floats, others: Floats) -> float:
    """Leave-one-time-out choice over 21 ridges from the squared largest singular value down to 1e-8 of it.

    `own` (T0,) and `others` (T0, J) are centred; the simplex weights are found anew without each time.
    """
    ridges = Augmented(others).largest ** 2 * 10 ** (-RIDGE_RANGE * np.arange(RIDGES) / (RIDGES - 1))
    errors = np.empty((len(own), RIDGES))
    for time in range(len(own)):
        weights = Augmented(np.delete(others, time, axis=0)).weights(np.delete(own, time), ridges)
        errors[time] = (own[time] - weights @ others[time]) ** 2
    mean = errors.mean(axis=0)
    best = int(mean.argmin())
    bound = mean[best] + errors[:, best].std(ddof=1) / np.sqrt(len(errors))
    return float(ridges[np.flatnonzero(mean <= bound)[0]])

"""Rates of small places: empirical Bayes smoothing, funnel limits, before-and-after with regression to the mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.analyses.places import Array

LARGEST_SUM = 1e4
FEWEST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Prior:
    """A Beta distribution shared by all places: `a` successes and `b` failures seen beforehand."""

    a: float
    b: float


JEFFREYS = Prior(0.5, 0.5)


def smoothed_rates(events: Array, exposure: Array) -> Array:
    """Rates drawn to the mean of all places, more for fewer people (Marshall 1991, Applied Statistics 40, 283-294).

    `theta_i = m + C_i (r_i - m)`, `C_i = s2 / (s2 + m / n_i)`, with `m` the pooled rate and `s2` the variance
    between places by moments, 0 at least. Events and exposures of n places in, n rates out (events per exposure).
    """
    rates = events / exposure
    mean = events.sum() / exposure.sum()
    between = (exposure * (rates - mean) ** 2).sum() / exposure.sum() - mean / exposure.mean()
    between = max(between, 0.0)
    weight = between / (between + mean / exposure) if mean > 0 else np.zeros_like(rates)
    smoothed: Array = mean + weight * (rates - mean)
    return smoothed


def funnel_limits(rate: float, exposure: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Exact Poisson limits of an observed rate when the true one is `rate` everywhere (Spiegelhalter 2005).

    Discrete quantiles are interpolated so that the limits do not jump; a place outside them differs from the rest.
    """
    from scipy.special import pdtr, pdtrik  # slow import

    expected = rate * exposure
    low, high = (_quantile(pdtr, pdtrik, share, expected) for share in ((1 - level) / 2, (1 + level) / 2))
    return low / exposure, high / exposure


def _quantile(at_most: Callable[..., Array], inverse: Callable[..., Array], share: float, expected: Array) -> Array:
    """The Poisson quantile, interpolated inside the chance of its whole number; 0 at least."""
    whole = np.ceil(np.maximum(inverse(share, expected), 0))
    upper = at_most(whole, expected)
    lower = np.where(whole > 0, at_most(np.maximum(whole - 1, 0), expected), 0.0)
    return np.asarray(np.maximum(whole - (upper - share) / (upper - lower), 0.0))


def before_after(before: Array, after: Array, expected: Array, dispersion: float) -> tuple[float, float]:
    """Effect of treating sites that were chosen because they were bad (Hauer 1997, Observational Before-After Studies).

    `expected`: what sites like these have in the same time (a safety performance function or the mean of like sites);
    `dispersion`: k of the negative binomial, `Var = mu + k mu^2`. Equal times before and after. Gives the ratio of
    what happened to what would have happened (1: no effect) and its standard error.
    """
    weight = 1 / (1 + dispersion * expected)
    without = weight * expected + (1 - weight) * before
    variance = ((1 - weight) * without).sum()
    happened, would = after.sum(), without.sum()
    correction = 1 + variance / would**2
    ratio = happened / would / correction
    error = ratio * np.sqrt(1 / max(happened, 1) + variance / would**2) / correction
    return float(ratio), float(error)


def shared_prior(successes: Sequence[int], trials: Sequence[int]) -> Prior:
    """The Beta prior that makes all places together most likely (beta-binomial maximum likelihood).

    Jeffreys' prior for under eight places, from which none can be learnt, and where every place had none or all. The
    strength `a + b` is held between 0.02 and 10,000.
    """
    from scipy.special import betaln  # slow import

    k, n = np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    if len(k) < FEWEST_PLACES or k.sum() == 0 or k.sum() == n.sum():
        return JEFFREYS
    kinds, times = np.unique(np.stack([k, n]), axis=1, return_counts=True)

    def likelihood(logit: Array, strength: Array) -> Array:
        mean, total = 1 / (1 + np.exp(-logit))[:, None, None], np.exp(strength)[None, :, None]
        a, b = mean * total, (1 - mean) * total
        each = betaln(kinds[0] + a, kinds[1] - kinds[0] + b) - betaln(a, b)
        return np.asarray((times * each).sum(axis=2))

    logit, strength = _peak(likelihood, (-12.0, 12.0), (float(np.log(0.02)), float(np.log(LARGEST_SUM))))
    mean, total = 1 / (1 + np.exp(-logit)), np.exp(strength)
    return Prior(float(mean * total), float((1 - mean) * total))


def _peak(
    height: Callable[[Array, Array], Array], across: tuple[float, float], along: tuple[float, float]
) -> tuple[float, float]:
    """The top of a smooth hill with one peak: a grid that closes in on its best point until a step is under 1e-7."""
    (left, right), (low, high) = across, along
    while True:
        x, y = np.linspace(left, right, 25), np.linspace(low, high, 25)
        at_x, at_y = np.unravel_index(int(height(x, y).argmax()), (25, 25))
        step_x, step_y = x[1] - x[0], y[1] - y[0]
        if max(step_x, step_y) < 1e-7:
            return float(x[at_x]), float(y[at_y])
        left, right = max(across[0], x[at_x] - 2 * step_x), min(across[1], x[at_x] + 2 * step_x)
        low, high = max(along[0], y[at_y] - 2 * step_y), min(along[1], y[at_y] + 2 * step_y)


def chances(successes: Array, trials: Array, prior: Prior, level: float = 0.90) -> tuple[Array, Array, Array]:
    """Chance of each place, `(k + a) / (n + a + b)`, and the ends of its central interval (Beta quantiles)."""
    from scipy.special import betaincinv  # slow import

    a, b = successes + prior.a, trials - successes + prior.b
    low, high = betaincinv(a, b, (1 - level) / 2), betaincinv(a, b, (1 + level) / 2)
    return a / (a + b), np.asarray(low), np.asarray(high)

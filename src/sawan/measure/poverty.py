"""Multidimensional poverty by the method of Alkire and Foster, with standard errors for a survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

TOLERANCE = 1e-9
"""A score reaches the cut-off when it is less than this below it: 0.2 + 0.2 must reach 0.4."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Households of a survey, arrays of one length n.

    `deprived` is n x indicators of 0 and 1 (NaN = not asked), `members` people in the household, `weight` its
    survey weight, `stratum` and `unit` the design (None: one stratum, each household a unit).
    """

    deprived: Array
    members: Array
    weight: Array
    stratum: Array | None = None
    unit: Array | None = None


@dataclass(frozen=True, slots=True)
class Poverty:
    """Headcount ratio H, intensity A, their product; by indicator the share deprived (uncensored), deprived and poor
    (censored), and the part of the index (percent). Standard errors are 0 with a single unit. `left_out` is the
    share of people whose household lacks an answer.
    """

    headcount: float
    intensity: float
    index: float
    uncensored: tuple[float, ...]
    censored: tuple[float, ...]
    contributions: tuple[float, ...]
    headcount_error: float
    intensity_error: float
    index_error: float
    left_out: float


def measure(sample: Sample, weights: Array, cutoff: float) -> Poverty:
    """H, A and the index of poverty; `weights` of the indicators sum to 1, `cutoff` is in (0, 1].

    A household is poor when its weighted deprivations reach the cut-off; households with a missing answer leave
    the base. Errors are those of a linearised ratio over strata and units (Alkire and Foster 2011; OPHI method
    notes). Raises ValueError when the weights do not sum to 1 or nobody is left.
    """
    import numpy as np  # slow import

    if abs(float(weights.sum()) - 1) > TOLERANCE or not 0 < cutoff <= 1:
        raise ValueError("weights sum to 1 and the cut-off lies in (0, 1]")
    people = sample.members * sample.weight
    whole = np.asarray(~np.isnan(sample.deprived).any(axis=1))
    if not people[whole].sum() > 0:
        raise ValueError("no household has every answer")
    deprived, v = sample.deprived[whole], people[whole]
    score = deprived @ weights
    poor = score >= cutoff - TOLERANCE
    total = v.sum()
    headcount = float((v * poor).sum() / total)
    index = float((v * score * poor).sum() / total)
    censored = (v[:, None] * deprived * poor[:, None]).sum(axis=0) / total
    design = _design(sample, whole)
    spread_h, spread_m, shared = _variances(v, poor.astype(float), score * poor, design)
    intensity = index / headcount if headcount else 0.0
    return Poverty(
        headcount=headcount,
        intensity=intensity,
        index=index,
        uncensored=tuple(((v[:, None] * deprived).sum(axis=0) / total).tolist()),
        censored=tuple(censored.tolist()),
        contributions=tuple((100 * weights * censored / index).tolist()) if index else (0.0,) * len(weights),
        headcount_error=spread_h**0.5,
        intensity_error=_ratio_error(headcount, intensity, spread_h, spread_m, shared) if headcount else 0.0,
        index_error=spread_m**0.5,
        left_out=float(1 - total / people.sum()),
    )


def _design(sample: Sample, whole: Array) -> tuple[Array, Array]:
    """Stratum and unit of each household that is left, as numbers."""
    import numpy as np  # slow import

    count = int(whole.sum())
    stratum = (
        np.zeros(count, int) if sample.stratum is None else np.unique(sample.stratum[whole], return_inverse=True)[1]
    )
    unit = np.arange(count) if sample.unit is None else np.unique(sample.unit[whole], return_inverse=True)[1]
    return stratum, unit


def _variances(v: Array, poor: Array, censored: Array, design: tuple[Array, Array]) -> tuple[float, float, float]:
    """Variance of the headcount, of the index, and their covariance."""
    import numpy as np  # slow import

    total = v.sum()
    stratum, unit = design
    parts = np.stack([v * (y - (v * y).sum() / total) / total for y in (poor, censored)], axis=1)
    found = np.zeros((2, 2))
    for number in np.unique(stratum):
        inside = stratum == number
        units = np.unique(unit[inside], return_inverse=True)[1]
        sums = np.stack([np.bincount(units, weights=parts[inside, at]) for at in (0, 1)], axis=1)
        if len(sums) > 1:
            away = sums - sums.mean(axis=0)
            found += len(sums) / (len(sums) - 1) * away.T @ away
    return float(found[0, 0]), float(found[1, 1]), float(found[0, 1])


def _ratio_error(headcount: float, intensity: float, spread_h: float, spread_m: float, shared: float) -> float:
    """The error of the intensity, index over headcount, by the delta method."""
    variance = (spread_m + intensity**2 * spread_h - 2 * intensity * shared) / headcount**2
    return float(max(variance, 0.0) ** 0.5)

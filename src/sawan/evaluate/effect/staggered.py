"""Starts in different years: difference-in-differences by cohort and time (Callaway and Sant'Anna 2021)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect and its standard error, from an influence function (N,) clustered by unit."""

    effect: float
    influence: Floats

    @property
    def se(self) -> float:
        """Root of the mean squared influence over N."""
        return float(np.sqrt((self.influence**2).mean() / len(self.influence)))


@dataclass(frozen=True, slots=True)
class CohortEffect:
    """The effect on the cohort that started at `cohort`, at `time`."""

    cohort: int
    time: int
    found: Estimate


@dataclass(frozen=True, slots=True)
class Staggered:
    """All effects by cohort and time, by time since the start, and three means of them."""

    effects: tuple[CohortEffect, ...]
    events: tuple[tuple[int, Estimate], ...]
    simple: Estimate
    group: Estimate
    event: Estimate


def staggered(outcome: Floats, cohorts: Ints, times: Ints) -> Staggered:
    """`outcome` (T, N) without holes, `cohorts` (N,) the first treated time (0: never), `times` (T,) ascending.

    No covariates; the controls are the units never treated in the panel. Base: the time before treatment; for times
    before it, the time before each. Cohorts treated from the first time on have no base and are left out.
    """
    kept = (cohorts == 0) | (cohorts > times[0])
    outcome, cohorts = outcome[:, kept], np.where(cohorts[kept] > times[-1], 0, cohorts[kept])
    effects = tuple(
        CohortEffect(int(cohort), int(times[t]), _effect(outcome, cohorts, times, int(cohort), t))
        for cohort in np.unique(cohorts[cohorts > 0])
        for t in range(1, len(times))
    )
    after = [one for one in effects if one.time >= one.cohort]
    events = tuple(
        (event, _weighted([one for one in effects if one.time - one.cohort == event], cohorts))
        for event in sorted({one.time - one.cohort for one in effects})
    )
    by_cohort = [
        CohortEffect(cohort, 0, _mean([one.found for one in after if one.cohort == cohort]))
        for cohort in sorted({one.cohort for one in after})
    ]
    return Staggered(
        effects,
        events,
        _weighted(after, cohorts),
        _weighted(by_cohort, cohorts),
        _mean([found for event, found in events if event >= 0]),
    )


def _effect(outcome: Floats, cohorts: Ints, times: Ints, cohort: int, t: int) -> Estimate:
    """Mean change of the cohort less that of the never treated."""
    base = int(np.searchsorted(times, cohort)) - 1 if times[t] >= cohort else t - 1
    change = outcome[t] - outcome[base]
    influence = np.zeros(len(cohorts))
    effect = 0.0
    for members, sign in ((cohorts == cohort, 1.0), (cohorts == 0, -1.0)):
        mean = float(change[members].mean())
        effect += sign * mean
        influence[members] += sign * (change[members] - mean) * len(cohorts) / members.sum()
    return Estimate(effect, influence)


def _mean(found: list[Estimate]) -> Estimate:
    return Estimate(float(np.mean([one.effect for one in found])), np.mean([one.influence for one in found], axis=0))


def _weighted(found: list[CohortEffect], cohorts: Ints) -> Estimate:
    """The mean by the cohorts' sizes; the influence counts that the sizes are estimated too."""
    share = np.array([float((cohorts == one.cohort).mean()) for one in found])
    total = share.sum()
    weights = share / total
    effects = np.array([one.found.effect for one in found])
    inside = np.stack([(cohorts == one.cohort) - part for one, part in zip(found, share, strict=True)], axis=1)
    sizes = inside / total - inside.sum(axis=1)[:, None] * share / total**2
    influence = np.stack([one.found.influence for one in found], axis=1) @ weights + sizes @ effects
    return Estimate(float(weights @ effects), influence)

"""The uncertainty of an index: all combinations of its alternatives, or draws of them, of weights and of errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from sawan.measure.composite.faults import fault, warning
from sawan.measure.composite.panel import Array
from sawan.measure.composite.pipeline import Index, refusals_of
from sawan.measure.composite.ranking import Ranks
from sawan.measure.composite.replay import read_draws
from sawan.measure.composite.sampling import Numbers
from sawan.measure.composite.sensitivity import Effects, exact_effects, sampled_effects
from sawan.measure.composite.simulation import Simulation
from sawan.measure.composite.spec import Uncertainty
from sawan.measure.composite.trials import Laboratory, Outcome, SmallRanks, Trials, room
from sawan.problems import Problem, Refused

MOST_COMBINATIONS = 100_000
MOST_AREAS_IN_PAIRS = 2_000
MOST_CELLS = 400_000_000
OUTPUTS_AT_ONCE = 256


@dataclass(frozen=True)
class Explored:
    """Scores and ranks `[draw, t, i]` of the draws (rank 0: none), their probabilities (None: all alike).

    `effects[t]` holds, for the factors in order, the effects on the outputs rank_shift and then the rank of each area.
    """

    scores: Array
    ranks: SmallRanks
    probabilities: Array | None
    factors: tuple[str, ...]
    effects: tuple[Effects, ...] | None
    remarks: tuple[Problem, ...] = ()


def explore(index: Index, folder: Path | None = None) -> Explored:
    """Run the uncertainty that the specification asks for; `folder` is where a `replay` file stands.

    Raises `Refused` where any combination of alternatives cannot be computed.
    """
    asked = index.spec.uncertainty
    if asked is None:
        raise AssertionError("the specification asks for no uncertainty")
    if asked.pairs and len(index.layout.areas) > MOST_AREAS_IN_PAIRS:
        facts: dict[str, Any] = {"areas": len(index.layout.areas), "most": MOST_AREAS_IN_PAIRS}
        raise Refused(fault("pairs_too_many", file=index.spec.file, field="uncertainty.pairs", **facts))
    with refusals_of(index.spec, index.panel):
        return _Exploration(index, asked, folder or Path()).explored()


class _Exploration:
    """One exploration; the three ways in which it can be made are methods of their own."""

    def __init__(self, index: Index, asked: Uncertainty, folder: Path) -> None:
        self.index = index
        self.asked = asked
        self.folder = folder
        self.factors = asked.factors
        self.laboratory = Laboratory(index.spec, index.panel, asked.factors)
        self.combinations = prod(len(factor.alternatives) for factor in asked.factors)

    def explored(self) -> Explored:
        if self.asked.replay is not None:
            return self.replayed()
        if self.asked.weights is None and self.asked.data is None and self.combinations <= MOST_COMBINATIONS:
            return self.exact()
        return self.sampled()

    def room(self, runs: int, scored: int) -> Outcome:
        cells = self.laboratory.shape[0] * self.laboratory.shape[1]
        if runs * cells > MOST_CELLS:
            facts: dict[str, Any] = {"draws": scored, "cells": cells, "most": MOST_CELLS // cells * scored // runs}
            raise Refused(fault("too_many_draws", file=self.index.spec.file, field="uncertainty.draws", **facts))
        return room(runs, scored, self.laboratory.shape)

    def replayed(self) -> Explored:
        """The draws of a file."""
        trials = read_draws(self.folder / (self.asked.replay or ""), self.index.spec, self.factors)
        outcome = self.room(len(trials), len(trials))
        self.check_rest(trials.choices)
        self.laboratory.run(trials, outcome)
        remarks = (warning("data_not_replayed", field="uncertainty.data"),) if self.asked.data is not None else ()
        return Explored(outcome.scores, outcome.ranks, None, (), None, remarks)

    def exact(self) -> Explored:
        """Every combination once."""
        choices = self.all_choices()
        outcome = self.room(len(choices), len(choices))
        self.laboratory.run(Trials(choices), outcome)
        each = [np.array(factor.probabilities) for factor in self.factors]
        chances = np.ones(len(choices))
        for at, own in enumerate(each):
            chances = chances * own[choices[:, at]]
        alike = np.ptp(chances) <= 1e-12 * chances.max()
        effects = None
        if self.asked.sensitivity and len(self.factors) >= 2:
            shape = tuple(len(own) for own in each)
            effects = self.effects(outcome.ranks, lambda y: exact_effects(y.reshape(*shape, -1), each))
        names = tuple(factor.name for factor in self.factors)
        return Explored(outcome.scores, outcome.ranks, None if alike else chances, names, effects)

    def all_choices(self) -> Numbers:
        """Numbers `[combination, factor]`, the last factor changing fastest."""
        ranges = [range(len(factor.alternatives)) for factor in self.factors]
        return np.array(list(product(*ranges)), dtype=np.int32).reshape(self.combinations, len(ranges))

    def sampled(self) -> Explored:
        """Draws, and where sensitivity is asked for the mixed samples that it needs."""
        names, draws = self.asked.order, self.asked.draws
        mixed = names if self.asked.sensitivity and len(names) >= 2 else ()
        outcome = self.room(draws * (len(mixed) + 2 if mixed else 1), draws)
        simulation = Simulation(self.index, self.asked, self.laboratory, mixed)
        self.check_rest(simulation.choices[0] if self.asked.data is None else None)
        simulation.run(outcome)
        effects = None
        if mixed:
            effects = self.effects(outcome.ranks, lambda y: sampled_effects(y.reshape(-1, draws, y.shape[1])))
        return Explored(outcome.scores, outcome.ranks[:draws].copy(), None, names, effects)

    def check_rest(self, met: Numbers | None) -> None:
        """Compute, once and with nominal weights, the combinations that are not among those `met` by a draw."""
        if self.combinations > MOST_COMBINATIONS:
            return
        rest = self.all_choices()
        if met is not None:
            rest = rest[~np.isin(self.laboratory.keys(rest), self.laboratory.keys(met))]
        if len(rest):
            self.laboratory.run(Trials(rest), room(len(rest), 0, self.laboratory.shape))

    def effects(self, found: SmallRanks, compute: Callable[[Array], Effects]) -> tuple[Effects, ...]:
        """For each year the effects on the mean absolute change of rank from the nominal one, then on every rank."""
        effects = []
        for at, nominal in enumerate(self.index.ranks[self.index.spec.tree.top]):
            parts = [compute(_shift(found[:, at], nominal)[:, None])]
            for start in range(0, len(nominal), OUTPUTS_AT_ONCE):
                ranked = found[:, at, start : start + OUTPUTS_AT_ONCE].astype(float)
                ranked[ranked == 0] = np.nan
                parts.append(compute(ranked))
            effects.append(_joined(parts))
        return tuple(effects)


def _shift(found: SmallRanks, nominal: Ranks) -> Array:
    """Mean over areas of the absolute change of rank `[run]`, over the areas that have both."""
    shift = np.empty(len(found))
    own = nominal.astype(np.int16) if found.dtype == np.int16 else nominal
    step = max(1, OUTPUTS_AT_ONCE * 4096 // len(nominal))
    for start in range(0, len(found), step):
        ranked = found[start : start + step]
        both = (ranked > 0) & (own > 0)
        with np.errstate(invalid="ignore"):
            shift[start : start + step] = (np.abs(ranked - own) * both).sum(axis=1) / both.sum(axis=1)
    return shift


def _joined(parts: list[Effects]) -> Effects:
    """Effects on several sets of outputs as one."""
    shapley = [part.shapley for part in parts if part.shapley is not None]

    def column(name: str) -> Array:
        joined: Array = np.concatenate([getattr(part, name) for part in parts], axis=1)
        return joined

    return Effects(
        first=column("first"),
        first_low=column("first_low"),
        first_high=column("first_high"),
        total=column("total"),
        total_low=column("total_low"),
        total_high=column("total_high"),
        shapley=np.concatenate(shapley, axis=1) if shapley else None,
    )

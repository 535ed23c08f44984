"""Runs of the whole index, many at once: each with its alternatives, its weights and its errors of observation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.engine import Scorer
from sawan.measure.composite.imputation import impute
from sawan.measure.composite.layout import Layout
from sawan.measure.composite.normalise import normalise
from sawan.measure.composite.panel import Array, Panel
from sawan.measure.composite.pipeline import kept, layout_for
from sawan.measure.composite.ranking import ranks
from sawan.measure.composite.sampling import Numbers
from sawan.measure.composite.spec import PLAIN_FACTORS, Factor, Recipe, Spec
from sawan.measure.composite.treatment import treat

CELLS = 60_000
SmallRanks = NDArray[np.int16] | NDArray[np.int32]


@dataclass(frozen=True)
class Trials:
    """Runs: the alternative `choices[run, factor]` of each factor (-1: nominal) and the row of `weights[row, code]`.

    `weights` is None where they are those of the recipe.
    """

    choices: Numbers
    weights: Array | None = None
    row: Numbers | None = None

    def __len__(self) -> int:
        return len(self.choices)

    def part(self, runs: NDArray[np.intp]) -> Trials:
        """Some of the runs, with the weights that they use."""
        if self.weights is None or self.row is None:
            return Trials(self.choices[runs])
        return Trials(self.choices[runs], self.weights[self.row[runs]], np.arange(len(runs), dtype=np.int32))


@dataclass
class Outcome:
    """Scores `[run, t, i]` of the first runs and ranks `[run, t, i]` of all (0: none)."""

    scores: Array
    ranks: SmallRanks

    def put(self, runs: NDArray[np.intp], found: Array) -> None:
        """Keep what some runs gave."""
        self.ranks[runs] = ranks(found)
        wanted = runs < len(self.scores)
        if wanted.all():
            self.scores[runs] = found
        elif wanted.any():
            self.scores[runs[wanted]] = found[wanted]


def room(runs: int, scored: int, shape: tuple[int, int]) -> Outcome:
    """Room for the results of `runs` runs, the scores of the first `scored` among them."""
    scores = np.empty((scored, *shape))
    if shape[1] < np.iinfo(np.int16).max:
        return Outcome(scores, np.zeros((runs, *shape), dtype=np.int16))
    return Outcome(scores, np.zeros((runs, *shape), dtype=np.int32))


class Laboratory:
    """Runs trials on the observations of a panel."""

    def __init__(self, spec: Spec, panel: Panel, factors: tuple[Factor, ...]) -> None:
        self.spec = spec
        self.panel = panel
        self.factors = factors
        self.shape = (len(panel.years), len(panel.areas))
        self.order = sorted(range(len(factors)), key=lambda at: PLAIN_FACTORS.index(factors[at].name))
        self.layouts: dict[float, Layout] = {}

    def recipe(self, choice: Numbers) -> Recipe:
        """The recipe with the alternatives of one run."""
        chosen: dict[str, Any] = {
            factor.name: factor.alternatives[number]
            for factor, number in zip(self.factors, choice, strict=True)
            if number >= 0
        }
        return self.spec.nominal.changed(chosen)

    def layout(self, recipe: Recipe) -> Layout:
        """The layout under a recipe's screening."""
        if recipe.screen not in self.layouts:
            self.layouts[recipe.screen] = layout_for(self.spec, self.panel, recipe)
        return self.layouts[recipe.screen]

    def keys(self, choices: Numbers) -> NDArray[np.int64]:
        """One number for each combination, early steps of the work counting most."""
        key = np.zeros(len(choices), dtype=np.int64)
        for at in self.order:
            key = key * (len(self.factors[at].alternatives) + 1) + choices[:, at] + 1
        return key

    def groups(self, choices: Numbers) -> Iterator[tuple[Recipe, NDArray[np.intp]]]:
        """Runs that share all alternatives, in the order of the work, so that early steps are done once."""
        key = self.keys(choices)
        sequence = np.argsort(key, kind="stable")
        edges = np.flatnonzero(np.diff(key[sequence], prepend=-1))
        for runs in np.split(sequence, edges[1:]):
            yield self.recipe(choices[runs[0]]), runs

    def run(self, trials: Trials, outcome: Outcome) -> None:
        """Trials without errors of observation: data sets are prepared once, weights vary over them."""
        chain = Chain(self.panel.values[None])
        step = max(1, CELLS // (self.shape[0] * self.shape[1]))
        for recipe, runs in self.groups(trials.choices):
            layout = self.layout(recipe)
            scorer = Scorer(chain.normalised(recipe, layout), recipe.aggregate, layout)
            if trials.weights is None or trials.row is None:
                found = scorer.top(self.fixed(recipe))
                outcome.put(runs, np.broadcast_to(found, (len(runs), *self.shape)))
                continue
            for start in range(0, len(runs), step):
                block = runs[start : start + step]
                outcome.put(block, scorer.top(trials.weights[trials.row[block]]))

    def fixed(self, recipe: Recipe) -> Array:
        """The weights of a recipe as one row."""
        return np.array([[recipe.weights[code] for code in self.spec.tree.below]])

    def run_observed(self, values: Array, trials: Trials) -> Array:
        """Scores `[run, t, i]` of trials on `values[run, t, i, j]` of their own: every step runs again."""
        found = np.empty((len(trials), *self.shape))
        for recipe, runs in self.groups(trials.choices):
            layout = self.layout(recipe)
            own = values if len(runs) == len(values) else values[runs]
            normalised = Chain(own).normalised(recipe, layout)
            weights = self.fixed(recipe)
            if trials.weights is not None and trials.row is not None:
                weights = trials.weights[trials.row[runs]]
            found[runs] = Scorer(normalised, recipe.aggregate, layout).top(weights)
        return found


class Chain:
    """The steps over one array of observations, each remembered while what it depends on stays the same."""

    def __init__(self, values: Array) -> None:
        self.values = values
        self.imputed: tuple[tuple[Any, ...], Array] | None = None
        self.treated: tuple[tuple[Any, ...], Array] | None = None
        self.scaled: tuple[tuple[Any, ...], Array] | None = None

    def normalised(self, recipe: Recipe, layout: Layout) -> Array:
        """Normalised values under a recipe."""
        key: tuple[Any, ...] = (recipe.screen, recipe.pool, id(recipe.impute))
        if self.imputed is None or self.imputed[0] != key:
            self.imputed = (key, impute(kept(self.values, layout), recipe.impute, layout, recipe.pool))
        key = (*key, id(recipe.treat))
        if self.treated is None or self.treated[0] != key:
            self.treated = (key, treat(self.imputed[1], recipe.treat, layout, recipe.pool).values)
        key = (*key, id(recipe.normalise))
        if self.scaled is None or self.scaled[0] != key:
            self.scaled = (key, normalise(self.treated[1], recipe.normalise, layout, recipe.pool))
        return self.scaled[1]

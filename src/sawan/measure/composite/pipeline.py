"""The work from observations to scores, step by step, for one recipe or for the nominal one with all its results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.aggregate import coverage, scores, shares_of
from sawan.measure.composite.imputation import impute
from sawan.measure.composite.layout import Layout, layout_of
from sawan.measure.composite.normalise import normalise
from sawan.measure.composite.panel import Array, Flags, Panel
from sawan.measure.composite.ranking import Ranks, ranks
from sawan.measure.composite.screening import screen
from sawan.measure.composite.spec import Recipe, Spec
from sawan.measure.composite.treatment import Treated, treat
from sawan.problems import Refused


@dataclass(frozen=True)
class Index:
    """The nominal index: arrays over years t, areas i, indicators j.

    `value` after imputation, `treated` in own units, `normalised`; `status` observed, imputed, missing or screened;
    `scores`, `ranks` (0: none) and `coverage` `[t, i]` of every node; `shares` of the children of every node.
    """

    spec: Spec
    panel: Panel
    layout: Layout
    value: Array
    status: NDArray[np.str_]
    treated: Array
    treatment: Treated
    normalised: Array
    scores: Mapping[str, Array]
    ranks: Mapping[str, Ranks]
    coverage: Mapping[str, Array]
    shares: Mapping[str, Array]

    @property
    def top(self) -> Array:
        """Scores `[t, i]` of the index itself."""
        return self.scores[self.spec.tree.top]


def compute(spec: Spec, panel: Panel) -> Index:
    """The nominal index; the panel may hold its indicators in any order, and others beside them.

    Raises `Refused` naming the file, the field and what would be right.
    """
    recipe, tree = spec.nominal, spec.tree
    panel = panel.of(tree.indicators)
    with refusals_of(spec, panel):
        layout = layout_for(spec, panel, recipe)
        values = kept(panel.values[None], layout)
        value = impute(values, recipe.impute, layout, recipe.pool)
        treatment = treat(value, recipe.treat, layout, recipe.pool)
        normalised = normalise(treatment.values, recipe.normalise, layout, recipe.pool)
        shares = shares_of(tree, {code: np.array([weight]) for code, weight in recipe.weights.items()})
        found = scores(normalised, recipe.aggregate, shares, layout)
    observed = np.isfinite(panel.values)
    return Index(
        spec=spec,
        panel=panel,
        layout=layout,
        value=value[0],
        status=_status(observed, value[0], layout),
        treated=treatment.values[0],
        treatment=treatment,
        normalised=normalised[0],
        scores={code: score[0] for code, score in found.items()},
        ranks={code: ranks(score[0]) for code, score in found.items()},
        coverage=coverage(observed, tree, tree.inner),
        shares={code: share[0] for code, share in shares.items()},
    )


def layout_for(spec: Spec, panel: Panel, recipe: Recipe) -> Layout:
    """The layout of a panel under a recipe, which says what is screened out."""
    return layout_of(spec.tree, panel, screen(panel.values, recipe.screen))


def kept(values: Array, layout: Layout) -> Array:
    """`values[b, t, i, j]` without what is screened out."""
    if not layout.screened.any():
        return values
    return np.where(layout.screened[None, :, :, None], np.nan, values)


def prepare(values: Array, recipe: Recipe, layout: Layout) -> Array:
    """From observations `[b, t, i, j]` to normalised values by one recipe."""
    value = impute(kept(values, layout), recipe.impute, layout, recipe.pool)
    treated = treat(value, recipe.treat, layout, recipe.pool).values
    return normalise(treated, recipe.normalise, layout, recipe.pool)


def _status(observed: Flags, value: Array, layout: Layout) -> NDArray[np.str_]:
    missing = np.where(np.isfinite(value), "imputed", "missing")
    status = np.where(observed, "observed", missing)
    return np.where(layout.screened[:, :, None], "screened", status)


@contextmanager
def refusals_of(spec: Spec, panel: Panel) -> Iterator[None]:
    """Add the file to refusals of the steps: DATA for what a value is, SPEC for what a key says."""
    try:
        yield
    except Refused as refusal:
        about_data = {*spec.tree.nodes, *panel.attributes, *panel.areas}
        problems = [
            problem if problem.file else replace(problem, file=panel.file if problem.field in about_data else spec.file)
            for problem in refusal.problems
        ]
        raise Refused(problems) from refusal

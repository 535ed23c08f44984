"""Aggregation: the score of a node from the values of its children (handbook, step 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sawan.measure.composite.benefit import benefit_of_the_doubt
from sawan.measure.composite.faults import fault
from sawan.measure.composite.layout import Layout
from sawan.measure.composite.outranking import copeland
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method
from sawan.measure.composite.tree import Tree
from sawan.problems import Refused

TIE = 1e-12
POWER_FAMILY = frozenset({"arithmetic", "geometric", "harmonic", "power"})


@dataclass(frozen=True)
class Family:
    """The children of one node, for sentences that must say where a value cannot be used."""

    code: str
    children: tuple[str, ...]
    layout: Layout
    exact: tuple[bool, ...]

    def refuse(self, name: str, method: str, bad: Flags, values: Array) -> Refused:
        """The refusal of the first bad value of each child; `bad` and `values` are `[b, t, i, k]`."""
        problems = []
        for child in np.flatnonzero(bad.any(axis=(0, 1, 2))):
            draw, at, area = np.argwhere(bad[..., child])[0]
            code = self.children[child]
            where = {"in_area": self.layout.areas[area], "in_year": self.layout.years[at]}
            value = values[draw, at, area, child]
            problems.append(fault(name, field=code, code=code, value=value, method=method, **where))
        return Refused(problems)


def family_of(tree: Tree, code: str, layout: Layout) -> Family:
    """The family under a node."""
    children = tree.nodes[code].children
    return Family(code, children, layout, tuple(not tree.nodes[child].children for child in children))


def shares_of(tree: Tree, weights: Mapping[str, Array]) -> dict[str, Array]:
    """For each node the shares `[b, k]` of its children: weights `[b]` of siblings, scaled to sum to 1."""
    shares = {}
    for code in tree.inner:
        own = np.stack([np.asarray(weights[child], dtype=float) for child in tree.nodes[code].children], axis=-1)
        own = np.atleast_2d(own)
        shares[code] = own / own.sum(axis=-1, keepdims=True)
    return shares


def scores(
    normalised: Array,
    methods: Mapping[str, Method],
    shares: Mapping[str, Array],
    layout: Layout,
    *,
    without: str | None = None,
    only: str | None = None,
) -> dict[str, Array]:
    """The score `[b, t, i]` of every node from `normalised[b, t, i, j]`, NaN where there is none.

    `shares[node]` is `[b or 1, k]` over its children; `without` leaves a code out with all below it; `only` asks for
    one node and what is below it. Raises `Refused` where a method needs values above zero and has others.
    """
    tree = layout.tree
    known: dict[str, Array] = {code: normalised[..., at] for code, at in tree.column.items()}
    wanted = tree.inner if only is None else tree.under(only)
    for code in reversed(wanted):
        if code == without:
            continue
        kept = [at for at, child in enumerate(tree.nodes[code].children) if child != without and child in known]
        family = family_of(tree, code, layout)
        family = Family(code, tuple(family.children[at] for at in kept), layout, tuple(family.exact[at] for at in kept))
        values = np.stack([known[child] for child in family.children], axis=-1)
        known[code] = combine(methods[code], values, shares[code][:, kept], family)
    return {code: known[code] for code in wanted if code in known}


def combine(method: Method, values: Array, shares: Array, family: Family) -> Array:
    """Score `[b, t, i]` from children `values[b, t, i, k]` with `shares[b or 1, k]`, over those that have a value.

    NaN where less than `min_available` of the children (counted), or none, have one.
    """
    present = np.isfinite(values)
    count = present.sum(axis=-1)
    enough = (count > 0) & (count / values.shape[-1] >= method["min_available"])
    usable = present & enough[..., None]
    _check_sign(method, values, usable, family)
    weights = np.where(usable, shares[:, None, None, :], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        weights = weights / weights.sum(axis=-1, keepdims=True)
        if method.name == "copeland":
            found = _copeland(values, shares, family)
        else:
            found = COMBINERS[method.name](method, values, weights, family)
    return np.where(enough, found, np.nan)


def needs(method: Method) -> str | None:
    """`positive` or `not_negative` where a method asks it of the values of the children."""
    if method.name in ("geometric", "harmonic") or (method.name == "power" and method["p"] < 0):
        return "positive"
    return "not_negative" if method.name == "power" else None


def _check_sign(method: Method, values: Array, usable: Flags, family: Family) -> None:
    needed = needs(method)
    if needed is None:
        return
    bad = usable & ((values <= 0) if needed == "positive" else (values < 0))
    if bad.any():
        name = "not_positive" if needed == "positive" else "negative"
        raise family.refuse(name, method.name, bad, values)


def forward(method: Method, values: Array) -> Array:
    """What a mean of the power family averages: y, ln y, 1/y, y^p."""
    if method.name == "geometric":
        logged: Array = np.log(values)
        return logged
    if method.name == "harmonic":
        return 1.0 / values
    return values ** method["p"] if method.name == "power" else values


def backward(method: Method, mean: Array) -> Array:
    """The inverse of `forward`."""
    if method.name == "geometric":
        raised: Array = np.exp(mean)
        return raised
    if method.name == "harmonic":
        return 1.0 / mean
    return mean ** (1.0 / method["p"]) if method.name == "power" else mean


def _power_family(method: Method, values: Array, weights: Array, family: Family) -> Array:
    present = weights > 0
    averaged = np.where(present, weights * forward(method, np.where(present, values, 1.0)), 0.0)
    return backward(method, averaged.sum(axis=-1))


def _median(method: Method, values: Array, weights: Array, family: Family) -> Array:
    """The value at which the cumulative weight passes 1/2, the mean of two where it is exactly 1/2."""
    order = np.argsort(values, axis=-1)
    ordered = np.take_along_axis(values, order, axis=-1)
    cumulated = np.cumsum(np.take_along_axis(weights, order, axis=-1), axis=-1)
    first = np.argmax(cumulated > 0.5 + TIE, axis=-1)[..., None]
    before = np.maximum(first - 1, 0)
    half = (first > 0) & (np.take_along_axis(cumulated, before, axis=-1) >= 0.5 - TIE)
    upper = np.take_along_axis(ordered, first, axis=-1)
    lower = np.take_along_axis(ordered, before, axis=-1)
    return np.where(half, (lower + upper) / 2, upper)[..., 0]


def _copeland(values: Array, shares: Array, family: Family) -> Array:
    """Scores of nodes are equal to 1e-12, as their ranks are; values of indicators only where they are the same."""
    return copeland(values, shares, np.array([0.0 if exact else TIE for exact in family.exact]))


def _mpi(method: Method, values: Array, weights: Array, family: Family) -> Array:
    """Mazziotta and Pareto: the mean, less (or plus) the weighted population variance over the mean.

    Children that are all zero have no variance and hence no penalty; another mean of zero is refused.
    """
    filled = np.where(weights > 0, values, 0.0)
    mean = (weights * filled).sum(axis=-1)
    variance = (weights * (filled - mean[..., None]) ** 2).sum(axis=-1)
    zero = (mean == 0) & (variance > 0)
    if zero.any():
        _, at, area = np.argwhere(zero)[0]
        where = {"in_area": family.layout.areas[area], "in_year": family.layout.years[at]}
        raise Refused(fault("mean_zero", field=family.code, code=family.code, **where))
    penalty = np.where(variance == 0, 0.0, variance / mean)
    result: Array = mean - penalty if method["penalty"] == "minus" else mean + penalty
    return result


def _bod(method: Method, values: Array, weights: Array, family: Family) -> Array:
    found = np.full(values.shape[:-1], np.nan)
    for draw, at in np.ndindex(values.shape[:2]):
        try:
            found[draw, at] = benefit_of_the_doubt(values[draw, at], method["share"])
        except ArithmeticError as error:
            year = family.layout.years[at]
            raise Refused(
                fault("no_best_weights", field=family.code, code=family.code, why=error, in_year=year)
            ) from error
    return found


COMBINERS: Mapping[str, Callable[[Method, Array, Array, Family], Array]] = {
    "arithmetic": _power_family,
    "geometric": _power_family,
    "harmonic": _power_family,
    "power": _power_family,
    "median": _median,
    "mpi": _mpi,
    "bod": _bod,
}


def coverage(observed: Flags, tree: Tree, codes: Iterable[str]) -> dict[str, Array]:
    """For each node the share `[t, i]` of its indicators that were observed, from `observed[t, i, j]`."""
    return {code: observed[..., list(tree.leaves(code))].mean(axis=-1) for code in codes}

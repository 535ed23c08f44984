"""What moved the index from one year to the next: exact Shapley values of the indicators, in points of the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.aggregate import forward, needs, scores
from sawan.measure.composite.faults import warning
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.pipeline import Index
from sawan.measure.composite.shapley import (
    Branch,
    coalitions,
    power_game,
    product_game,
    ratio_game,
    shapley_values,
)
from sawan.measure.composite.spec import Method
from sawan.problems import Problem, Refused

MOST_LISTED = 12
MOST_IN_BRANCH = 14
MOST_CELLS = 4_000_000
MOST_OUTCOMES = 6_000_000
ORDERS = 100
RELATIVE = frozenset({"copeland", "bod"})
FACTORED = frozenset({"geometric", "harmonic", "power", "mpi"})


@dataclass(frozen=True)
class Change:
    """Contributions `[pair, i, j]` for consecutive years, NaN where undefined; remarks where one is estimated."""

    pairs: tuple[tuple[int | None, int | None], ...]
    contributions: Array
    remarks: tuple[Problem, ...] = ()


def changes(index: Index) -> Change:
    """Shapley value of moving each indicator's normalised value from one year's to the next's.

    The values of an area add up to the change of its score. An area that lacks an indicator in either year has none.
    """
    years = index.layout.years
    pairs = tuple(pairwise(years))
    found = np.full((len(pairs), *index.normalised.shape[1:]), np.nan)
    remarks: list[Problem] = []
    for at in range(len(pairs)):
        found[at], own = _between(index, at)
        remarks += own
    return Change(pairs, found, tuple({remark.field: remark for remark in remarks}.values()))


def _between(index: Index, at: int) -> tuple[Array, list[Problem]]:
    """Contributions `[i, j]` from one year to the next, empty where values of the two years mixed have no score."""
    before, after = index.normalised[at], index.normalised[at + 1]
    change = index.top[at + 1] - index.top[at]
    try:
        step = _Step(index, before, after)
        return step.decomposed(change), step.remarks
    except Refused:
        found = np.full(before.shape, np.nan)
    remarks: list[Problem] = []
    lost: list[str] = []
    alone = [] if step.relative(index.spec.tree.top) else np.flatnonzero(step.complete).tolist()
    for area in alone:
        step = _Step(index, _only(before, area), _only(after, area))
        try:
            found[area] = step.decomposed(change)[area]
            remarks += step.remarks
        except Refused:
            lost.append(index.layout.areas[area])
    start, end = index.layout.years[at], index.layout.years[at + 1]
    named = ", ".join(lost or index.layout.areas)
    return found, [*remarks, warning("mixed_change", field=f"change.csv {end}", areas=named, start=start, end=end)]


def _only(values: Array, area: int) -> Array:
    """The values of one area, nothing for the others."""
    found = np.full(values.shape, np.nan)
    found[area] = values[area]
    return found


@dataclass
class _Step:
    """The game of one pair of years; `before` and `after` are normalised values `[i, j]`."""

    index: Index
    before: Array
    after: Array
    remarks: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tree = self.index.spec.tree
        self.methods = self.index.spec.nominal.aggregate
        self.complete: Flags = np.asarray(np.isfinite(self.before + self.after).all(axis=1))

    def decomposed(self, change: Array) -> Array:
        """Contributions `[i, j]` of every indicator, closed on the change up to rounding."""
        found = np.full(self.before.shape, np.nan)
        if not self.complete.any():
            return found
        columns = self.tree.leaves(self.tree.top)
        values = np.full(self.before.shape, np.nan)
        values[:, list(columns)] = self.values(self.tree.top)
        if not self.relative(self.tree.top):
            values[self.before == self.after] = 0.0
        rest = np.where(self.complete, change - np.where(self.complete[:, None], values, 0.0).sum(axis=1), 0.0)
        largest = np.argmax(np.where(np.isfinite(values), np.abs(values), -1.0), axis=1)
        values[np.arange(len(values)), largest] += rest
        found[self.complete] = values[self.complete]
        return found

    def values(self, code: str) -> Array:
        """Shapley values `[i, leaf]` of the indicators below a code for the score of that code."""
        node = self.tree.nodes[code]
        if not node.children:
            column = self.tree.column[code]
            return (self.after[:, column] - self.before[:, column])[:, None]
        method = self.methods[code]
        if method.name == "arithmetic":
            shares = self.index.shares[code]
            return np.concatenate(
                [share * self.values(child) for share, child in zip(shares, node.children, strict=True)], axis=1
            )
        leaves = self.tree.leaves(code)
        if len(leaves) <= MOST_LISTED:
            return self.listed(code)
        if method.name in FACTORED and (terms := self.terms(code, method)) is not None:
            return self.factored(code, method, terms)
        return self.unfactored(code)

    def listed(self, code: str) -> Array:
        """All coalitions, one by one."""
        leaves = list(self.tree.leaves(code))
        return shapley_values(self.outcomes(code, coalitions(len(leaves))).T)

    def outcomes(self, code: str, members: Flags) -> Array:
        """Scores `[coalition, i]` of a code when the leaves flagged in `members[coalition, leaf]` have moved."""
        leaves = list(self.tree.leaves(code))
        if not self.tree.nodes[code].children:
            return np.where(members, self.after[:, leaves[0]], self.before[:, leaves[0]])
        step = max(1, MOST_CELLS // self.before.size)
        found = np.empty((len(members), len(self.before)))
        for start in range(0, len(members), step):
            block = members[start : start + step]
            moved = np.repeat(self.before[None], len(block), axis=0)
            moved[:, :, leaves] = np.where(block[:, None, :], self.after[:, leaves], self.before[:, leaves])
            found[start : start + step] = self.score(code, moved[:, None])
        return found

    def score(self, code: str, normalised: Array) -> Array:
        """Score `[b, i]` of one node for `normalised[b, 1, i, j]`; areas with holes keep to the rules of the index."""
        shares = {node: share[None] for node, share in self.index.shares.items()}
        found = scores(normalised, self.methods, shares, self.index.layout, only=code)
        return found[code][:, 0]

    def terms(self, code: str, method: Method, share: float = 1.0) -> list[tuple[float, str]] | None:
        """Independent parts under a node with their shares, nodes of the same method opened; None if one is too big."""
        found: list[tuple[float, str]] = []
        for part, child in zip(self.index.shares[code], self.tree.nodes[code].children, strict=True):
            own = self.methods.get(child)
            if (
                own is not None
                and method.name != "mpi"
                and (own.name, own.parameters) == (method.name, method.parameters)
            ):
                inner = self.terms(child, method, share * float(part))
                if inner is None:
                    return None
                found += inner
            elif len(self.tree.leaves(child)) > MOST_IN_BRANCH or self.relative(child):
                return None
            else:
                found.append((share * float(part), child))
        return found

    def relative(self, code: str) -> bool:
        """Whether scores at or below a code depend on other areas."""
        node = self.tree.nodes[code]
        if not node.children:
            return False
        return self.methods[code].name in RELATIVE or any(self.relative(child) for child in node.children)

    def factored(self, code: str, method: Method, terms: Sequence[tuple[float, str]]) -> Array:
        """Branch by branch: a coalition acts on each independently of the others."""
        found = np.full((len(self.before), len(self.tree.leaves(code))), np.nan)
        areas = np.flatnonzero(self.complete)
        shares = [share for share, _ in terms]
        raw = [self.outcomes(child, coalitions(len(self.tree.leaves(child)))).T[areas] for _, child in terms]
        able = _able(method, shares, raw)
        if able.any():
            found[areas[able]] = np.concatenate(_game(method, shares, [own[able] for own in raw]), axis=1)
        if not able.all():
            found[areas[~able]] = self.unfactored(code)[areas[~able]]
        return found

    def unfactored(self, code: str) -> Array:
        """All coalitions where there are not too many for all areas, else an estimate."""
        if len(self.before) << len(self.tree.leaves(code)) <= MOST_OUTCOMES:
            return self.listed(code)
        return self.sampled(code)

    def sampled(self, code: str) -> Array:
        """Random orders, each with its reverse; used only where no exact way is known."""
        leaves = len(self.tree.leaves(code))
        random = np.random.Generator(np.random.SFC64(np.random.SeedSequence(leaves)))
        gains = []
        for _ in range(ORDERS):
            order = random.permutation(leaves)
            pair = [self.along(code, order), self.along(code, order[::-1])]
            gains.append((pair[0] + pair[1]) / 2)
        spread = np.std(gains, axis=0, ddof=1) / np.sqrt(ORDERS)
        error = float(np.nanmax(spread[self.complete], initial=0.0))
        self.remarks.append(warning("estimated_change", field=code, code=code, players=leaves, error=f"{error:.2g}"))
        return np.asarray(np.mean(gains, axis=0))

    def along(self, code: str, order: NDArray[np.int_]) -> Array:
        """Gains `[i, leaf]` as the leaves move one after another."""
        members = np.zeros((len(order) + 1, len(order)), dtype=bool)
        for at, leaf in enumerate(order):
            members[at + 1 :, leaf] = True
        steps = np.diff(self.outcomes(code, members), axis=0)
        gains = np.empty((len(self.before), len(order)))
        gains[:, order] = steps.T
        return gains


def _able(method: Method, shares: Sequence[float], raw: Sequence[Array]) -> Flags:
    """In which areas the method can take every outcome; under mpi in which the mean is above zero whatever moves."""
    least = [values.min(axis=1) for values in raw]
    if method.name == "mpi":
        return np.asarray(np.sum([share * own for share, own in zip(shares, least, strict=True)], axis=0) > 0)
    lowest = np.min(least, axis=0)
    return np.asarray(lowest > 0 if needs(method) == "positive" else lowest >= 0)


def _game(method: Method, shares: Sequence[float], raw: Sequence[Array]) -> list[Array]:
    """Shapley values, branch by branch, of a mean of independent branches `raw[i, coalition]`."""
    if method.name == "geometric":
        return product_game([Branch(values**share) for share, values in zip(shares, raw, strict=True)])
    if method.name == "mpi":
        branches = [Branch(share * values) for share, values in zip(shares, raw, strict=True)]
        ratio = ratio_game(branches, [share * values**2 for share, values in zip(shares, raw, strict=True)])
        if method["penalty"] == "plus":
            return ratio
        means = [shapley_values(branch.outcome) for branch in branches]
        return [2 * mean - part for mean, part in zip(means, ratio, strict=True)]
    branches = [Branch(share * forward(method, values)) for share, values in zip(shares, raw, strict=True)]
    return power_game(branches, -1.0 if method.name == "harmonic" else 1.0 / method["p"])

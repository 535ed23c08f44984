"""Scores of the index for many sets of weights at once: the part of the work that a simulation repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sawan.measure.composite.aggregate import (
    POWER_FAMILY,
    Family,
    backward,
    combine,
    family_of,
    forward,
    needs,
)
from sawan.measure.composite.layout import Layout
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method


class Scorer:
    """An index for `normalised[b, t, i, j]`: values that stay (b = 1) while weights change, or a set for each draw.

    Nodes joined by the same mean collapse into one where nothing is missing, so that a uniform tree is one product of
    matrices: effective weights times values.
    """

    def __init__(self, normalised: Array, methods: Mapping[str, Method], layout: Layout) -> None:
        self.layout = layout
        self.tree = layout.tree
        self.methods = methods
        self.shape = normalised.shape[1:3]
        columns = normalised.reshape(len(normalised), -1, normalised.shape[3]).transpose(0, 2, 1)
        self.columns = np.ascontiguousarray(columns) if len(columns) == 1 else columns
        self.place = {code: at for at, code in enumerate(self.tree.below)}
        parents = [self.tree.nodes[code].parent for code in self.tree.below]
        self.siblings = np.array([[float(a == b) for b in parents] for a in parents])
        self.root = self.plan(self.tree.top)

    def top(self, weights: Array) -> Array:
        """Scores `[b, t, i]` of the index for `weights[b, code]` of the codes below the top, in tree order."""
        draws = max(len(self.columns), len(weights))
        shares = weights / (weights @ self.siblings)
        found = np.broadcast_to(self.root.scores(shares), (draws, self.columns.shape[2]))
        return found.reshape(draws, *self.shape)

    def plan(self, code: str) -> Mean | Other:
        """How the score of a node is computed."""
        method = self.methods[code]
        children = self.tree.nodes[code].children
        inner = {child: self.plan(child) for child in children if self.tree.nodes[child].children}
        has = np.stack(
            [inner[child].has if child in inner else np.isfinite(self.column(child)[0]) for child in children]
        )
        count = has.sum(axis=0)
        enough = (count > 0) & (count / len(children) >= method["min_available"])
        if method.name == "bod":
            enough = has.all(axis=0)
        family = family_of(self.tree, code, self.layout)
        if method.name not in POWER_FAMILY:
            return Other(self, method, family, inner, enough)
        return self.mean(code, method, family, inner, enough)

    def column(self, code: str) -> Array:
        """Normalised values `[b, t * i]` of an indicator."""
        own: Array = self.columns[:, self.tree.column[code]]
        return own

    def taken(self, codes: list[str]) -> Array:
        """Normalised values `[b, code, t * i]` of some indicators, without a copy where they stand side by side."""
        at = [self.tree.column[code] for code in codes]
        if at and at == list(range(at[0], at[0] + len(at))):
            return self.columns[:, at[0] : at[0] + len(at)]
        return self.columns[:, at]

    def mean(self, code: str, method: Method, family: Family, inner: dict[str, Mean | Other], enough: Flags) -> Mean:
        """A mean of the power family, nodes below opened where they are the same mean without holes."""
        leaves = [child for child in self.tree.nodes[code].children if child not in inner]
        paths: list[tuple[str, ...]] = [(child,) for child in leaves]
        kept: dict[str, Mean | Other] = {}
        for child, plan in inner.items():
            if isinstance(plan, Mean) and plan.collapses_into(method):
                paths += [(child, *path) for path in plan.paths]
            else:
                kept[child] = plan
        raw = self.taken([path[-1] for path in paths])
        self.check(method, raw, paths, enough, family)
        return Mean(method, family, self.place, tuple(paths), raw, kept, enough, self.shape)

    def check(self, method: Method, raw: Array, paths: list[tuple[str, ...]], enough: Flags, family: Family) -> None:
        """Refuse indicators whose values the mean cannot take."""
        needed = needs(method)
        if needed is None:
            return
        bad = enough & ((raw <= 0) if needed == "positive" else (raw < 0))
        if bad.any():
            named = Family(family.code, tuple(path[-1] for path in paths), family.layout, ())
            spread = (len(raw), *self.shape, len(paths))
            name = "not_positive" if needed == "positive" else "negative"
            bad, raw = (part.transpose(0, 2, 1).reshape(spread) for part in (bad, raw))
            raise named.refuse(name, method.name, bad, raw)


@dataclass
class Mean:
    """A mean over indicators `raw[b, path, t * i]`, reached by the codes of their paths, and over nodes `kept`."""

    method: Method
    family: Family
    place: Mapping[str, int]
    paths: tuple[tuple[str, ...], ...]
    raw: Array
    kept: dict[str, Mean | Other]
    has: Flags
    shape: tuple[int, ...]

    def __post_init__(self) -> None:
        present = np.isfinite(self.raw[0])
        with np.errstate(all="ignore"):
            values = forward(self.method, self.raw)
        self.values = values if present.all() else np.where(present, values, 0.0)
        whole = bool(present.all()) and all(plan.has.all() for plan in self.kept.values())
        self.present = None if whole else present.astype(float)
        longest = max((len(path) for path in self.paths), default=0)
        beside = len(self.place)
        numbers = [[self.place[code] for code in path] + [beside] * (longest - len(path)) for path in self.paths]
        self.steps = np.array(numbers, dtype=int).reshape(len(self.paths), longest).T
        self.ragged = bool((self.steps == beside).any())

    def collapses_into(self, method: Method) -> bool:
        """Whether a mean above can take the indicators of this one as its own."""
        same = self.method.name == method.name and self.method.parameters.get("p") == method.parameters.get("p")
        return same and self.present is None and not self.kept

    def weights(self, shares: Array) -> Array:
        """Product of `shares[b, code]` down to each indicator: `[b, path]`."""
        if self.ragged:
            shares = np.column_stack([shares, np.ones(len(shares))])
        product: Array = np.ones((1, 0))
        for number, step in enumerate(self.steps):
            taken = shares[:, step]
            product = taken if number == 0 else np.multiply(product, taken, out=product)
        return product

    def scores(self, shares: Array) -> Array:
        """Scores `[b, t * i]` for `shares[b, code]`."""
        weights = self.weights(shares)
        total = weights @ self.values[0] if len(self.values) == 1 else (weights[:, None, :] @ self.values)[:, 0]
        divisor = weights @ self.present if self.present is not None else None
        for child, plan in self.kept.items():
            share = shares[:, self.place[child], None]
            values = plan.scores(shares)
            self.check(child, values, plan.has)
            total = total + share * np.where(plan.has, forward(self.method, np.where(plan.has, values, 1.0)), 0.0)
            divisor = divisor + share * plan.has if divisor is not None else None
        if divisor is None:
            return backward(self.method, total)
        with np.errstate(all="ignore"):
            found = backward(self.method, total / divisor)
        return np.where(self.has, found, np.nan)

    def check(self, child: str, values: Array, has: Flags) -> None:
        """Refuse scores of a node below that this mean cannot take under some weights."""
        needed = needs(self.method)
        if needed is None:
            return
        bad = has & self.has & ((values <= 0) if needed == "positive" else (values < 0))
        if bad.any():
            named = Family(self.family.code, (child,), self.family.layout, ())
            spread = (len(values), *self.shape, 1)
            name = "not_positive" if needed == "positive" else "negative"
            raise named.refuse(name, self.method.name, bad.reshape(spread), values.reshape(spread))


@dataclass
class Other:
    """Any other method, over the values of all children."""

    scorer: Scorer
    method: Method
    family: Family
    inner: dict[str, Mean | Other]
    has: Flags

    def __post_init__(self) -> None:
        self.own = [self.scorer.place[child] for child in self.family.children]

    def scores(self, shares: Array) -> Array:
        """Scores `[b, t * i]` for `shares[b, code]`."""
        parts = [
            self.inner[child].scores(shares) if child in self.inner else self.scorer.column(child)
            for child in self.family.children
        ]
        draws = max(len(part) for part in parts)
        shape = (draws, *self.scorer.shape)
        values = np.stack([np.broadcast_to(part, (draws, part.shape[1])).reshape(shape) for part in parts], axis=-1)
        found = combine(self.method, values, shares[:, self.own], self.family)
        return found.reshape(len(found), -1)

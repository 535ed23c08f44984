"""What rules and objectives measure: exact integer sums over a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from .proposals import WHOLE, Column, Numbers, Proposals, integers
from .rules import COUNT, SCORE, TOTAL, Rules
from .weights import Vector, weights_of


@dataclass(frozen=True)
class Selection:
    """Shares in millionths, in the order of the proposals; 0 is out."""

    shares: NDArray[np.int64]

    @property
    def picks(self) -> NDArray[np.bool_]:
        """Which proposals are funded at any share."""
        picked: NDArray[np.bool_] = self.shares > 0
        return picked

    def ids(self, proposals: Proposals) -> list[str]:
        """The funded ids in the order of the file."""
        return [proposals.ids[j] for j in np.flatnonzero(self.shares)]

    def moves(self, proposals: Proposals, before: Selection, besides: int | None = None) -> tuple[list[str], list[str]]:
        """Ids that come in and ids that go out against `before`, one proposal excepted."""
        now, then = self.picks, before.picks
        enter = [proposals.ids[j] for j in np.flatnonzero(now & ~then) if j != besides]
        leave = [proposals.ids[j] for j in np.flatnonzero(then & ~now) if j != besides]
        return enter, leave


@dataclass(frozen=True)
class Measure:
    """A linear quantity: `sum coefs[j] x share_j / unit`, plus `extras[p] / unit` for every active synergy p.

    With `counts` it is the number of funded proposals instead of shares. `risks` are overruns in the same unit.
    `inside` restricts the sum to some places (the coefficients stay those of the whole, so that thousands of limits
    share one array).
    """

    coefs: Numbers
    unit: int
    counts: bool = False
    extras: tuple[int, ...] = ()
    risks: Numbers | None = None
    inside: NDArray[np.int64] | None = None

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """Where the coefficient is not zero, in order."""
        if self.inside is None:
            return np.flatnonzero(self.coefs != 0)
        kept: NDArray[np.int64] = self.inside[self.coefs[self.inside] != 0]
        return kept

    @cached_property
    def _members(self) -> frozenset[int]:
        return frozenset(self.places.tolist())

    def coef(self, j: int) -> int:
        """The coefficient of one proposal."""
        return int(self.coefs[j]) if self.inside is None or j in self._members else 0

    def dense(self) -> list[int]:
        """The coefficients of all proposals."""
        numbers = [0] * len(self.coefs)
        for j in self.places.tolist():
            numbers[j] = int(self.coefs[j])
        return numbers

    def units(self, selection: Selection, active: Sequence[bool] = ()) -> int:
        """The quantity in millionths of a unit: an exact integer."""
        extra = sum(add for add, on in zip(self.extras, active, strict=False) if on) * WHOLE
        at = self.places
        coefs, shares = self.coefs[at], selection.shares[at]
        if self.counts:
            return int(coefs[shares > 0].sum()) * WHOLE + extra
        return _weighted(coefs, shares) + extra

    def amount(self, selection: Selection, active: Sequence[bool] = ()) -> Fraction:
        """The quantity in its own unit (baht, points, projects)."""
        return Fraction(self.units(selection, active), WHOLE * self.unit)

    def protection(self, selection: Selection, gamma: int | None) -> int:
        """The overruns of the `gamma` worst funded proposals in millionths of a unit (None: of all)."""
        if self.risks is None:
            return 0
        if gamma is None:
            return _weighted(self.risks, selection.shares)
        funded = np.flatnonzero(selection.shares)
        worst = sorted((int(self.risks[j]) * int(selection.shares[j]) for j in funded), reverse=True)
        return sum(worst[:gamma])


def _weighted(coefs: Numbers, shares: NDArray[np.int64]) -> int:
    """`sum coefs x shares` without overflow: whole shares in one sum, the few partial ones one by one."""
    whole = shares == WHOLE
    rest = np.flatnonzero((shares > 0) & ~whole)
    return int(coefs[whole].sum()) * WHOLE + sum(int(coefs[j]) * int(shares[j]) for j in rest)


class Measures:
    """Makes the measures of one set of rules and keeps them."""

    def __init__(self, proposals: Proposals, rules: Rules) -> None:
        self.proposals = proposals
        self.rules = rules
        self.members = [[proposals.index[name] for name in synergy.of] for synergy in rules.synergies]
        self.weights: Vector = weights_of(rules).mean if rules.criteria else ()
        self._kept: dict[str, Measure] = {}

    def active(self, selection: Selection) -> list[bool]:
        """Which synergies hold: all of their proposals are funded at any share."""
        picks = selection.picks
        return [bool(picks[members].all()) for members in self.members]

    def of(self, column: str) -> Measure:
        """The measure of a column, `total`, `count` or `score` in objectives and ceilings (synergies included)."""
        if column not in self._kept:
            self._kept[column] = self._make(column)
        return self._kept[column]

    def bare(self, column: str) -> Measure:
        """The same without synergies, as limits count."""
        full = self.of(column)
        return Measure(full.coefs, full.unit, full.counts)

    def ceiling(self, column: str) -> Measure:
        """The measure of a ceiling with the overruns that it is protected against."""
        full = self.of(column)
        robust = self.rules.robust
        if robust is None:
            return full
        costs = self.proposals.numbers[column].fractions()
        highs = self.proposals.highs.get(column) or [None] * len(costs)
        risks = [
            cost * robust.overrun if high is None else Fraction(high) - cost
            for cost, high in zip(costs, highs, strict=True)
        ]
        unit = lcm(full.unit, *{risk.denominator for risk in risks})
        scale = unit // full.unit
        coefs = integers([int(coef) * scale for coef in full.coefs])
        extras = tuple(extra * scale for extra in full.extras)
        return Measure(coefs, unit, extras=extras, risks=integers([int(risk * unit) for risk in risks]))

    def score_at(self, weights: Sequence[Fraction]) -> Measure:
        """The weighted sum of the criteria at given weights."""
        return self._combine(dict(zip(self.rules.criteria, weights, strict=True)))

    def _make(self, column: str) -> Measure:
        if column == COUNT:
            ones = np.ones(len(self.proposals.ids), dtype=np.int64)
            return Measure(ones, 1, counts=True, extras=(0,) * len(self.members))
        if column == TOTAL:
            return self._combine(dict.fromkeys(self.rules.ceilings, Fraction(1)))
        if column == SCORE:
            return self.score_at(self.weights)
        return self._combine({column: Fraction(1)})

    def _combine(self, weights: Mapping[str, Fraction]) -> Measure:
        """Columns added with weights, in one common unit."""
        columns = {name: self.proposals.numbers[name] for name in weights}
        adds = [
            sum((synergy.adds.get(name, Fraction(0)) * weight for name, weight in weights.items()), Fraction(0))
            for synergy in self.rules.synergies
        ]
        unit = lcm(
            *(weights[name].denominator * 10**column.places for name, column in columns.items()),
            *(add.denominator for add in adds),
        )
        total: Numbers | None = None
        for name, column in columns.items():
            part = _times(column, weights[name] * unit / 10**column.places)
            total = part if total is None else _plus(total, part)
        if total is None:
            total = np.zeros(len(self.proposals.ids), dtype=np.int64)
        return Measure(total, unit, extras=tuple(int(add * unit) for add in adds))


def _times(column: Column, factor: Fraction) -> Numbers:
    """A column's units times a whole factor."""
    whole = int(factor)
    if whole == 1:
        return column.units
    return integers([int(unit) * whole for unit in column.units])


def _plus(one: Numbers, other: Numbers) -> Numbers:
    if one.dtype == np.int64 and other.dtype == np.int64 and int(np.abs(one).sum() + np.abs(other).sum()) < 2**52:
        return np.add(one, other)
    return integers([int(a) + int(b) for a, b in zip(one, other, strict=True)])

"""The rules as exact statements about a selection, and our own check of them in integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from .measures import Measure, Measures, Selection
from .proposals import WHOLE, Proposals
from .rules import TOTAL, Amount, Limit, Rules

ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the rules as written: all of it is a change of bounds.

    `funded` and `barred` are places forced in and out, `freed` places whose lock is undone, `without` ids of
    rules left out, `looser` rules loosened by a share (1/100), `ceilings` the factor on all ceilings.
    """

    funded: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()
    freed: tuple[int, ...] = ()
    without: frozenset[str] = frozenset()
    looser: Mapping[str, Fraction] = field(default_factory=dict)
    ceilings: Fraction = ALL


AS_WRITTEN = Change()


@dataclass(frozen=True)
class Line:
    """A ceiling or a limit: `least <= measure <= most`; `whole` measures the same over everything chosen."""

    key: str
    name: str
    measure: Measure
    whole: Measure
    least: Amount | None
    most: Amount | None
    base: Fraction = Fraction(0)

    def ends(self, change: Change = AS_WRITTEN) -> tuple[Fraction | None, Fraction | None]:
        """The numbers in force for both ends; of an end in per cent of what is chosen, the share."""
        if self.key in change.without:
            return None, None
        loose = change.looser.get(self.key, Fraction(0))
        least = self._number(self.least, change)
        most = self._number(self.most, change)
        return (
            None if least is None else least - abs(least) * loose,
            None if most is None else most + abs(most) * loose,
        )

    def _number(self, end: Amount | None, change: Change) -> Fraction | None:
        if end is None:
            return None
        if end.kind == "ceiling":
            return end.number * self.base * change.ceilings
        return end.number * change.ceilings if self.key.startswith("ceilings.") else end.number

    def looser(self, by: Fraction | None) -> Line:
        """The same rule with its ends moved outwards by a share of themselves."""
        if by is None:
            return self
        ends = [
            end and replace(end, number=end.number + sign * by * abs(end.number))
            for end, sign in ((self.least, -1), (self.most, 1))
        ]
        return replace(self, least=ends[0], most=ends[1])

    @property
    def is_share(self) -> bool:
        """Whether an end is in per cent of what is chosen, so that loosening it changes coefficients."""
        return any(end is not None and end.kind == "chosen" for end in (self.least, self.most))

    def is_of_chosen(self, end: Amount | None) -> bool:
        """Whether this end is in per cent of what is chosen."""
        return end is not None and end.kind == "chosen"


class Statement:
    """One set of rules over one set of proposals, stated exactly; `looser` loosens some of them for good."""

    def __init__(self, proposals: Proposals, rules: Rules, looser: Mapping[str, Fraction] | None = None) -> None:
        self.proposals = proposals
        self.rules = rules
        self.measures = Measures(proposals, rules)
        self.lines = [line.looser((looser or {}).get(line.key)) for line in (*self._ceilings(), *self._limits())]
        self.must = [proposals.index[name] for name in rules.must]
        self.never = [proposals.index[name] for name in rules.never]
        self.groups = [
            ([proposals.index[name] for name in group.of], group.least, group.most) for group in rules.groups
        ]

    def _ceilings(self) -> Iterator[Line]:
        for column, most in self.rules.ceilings.items():
            measure = self.measures.ceiling(column)
            yield Line(f"ceilings.{column}", column, measure, measure, None, Amount(most), most)

    def _limits(self) -> Iterator[Line]:
        total = sum(self.rules.ceilings.values(), Fraction(0))
        for limit in self.rules.limits:
            whole = self.measures.bare(limit.of)
            base = total if limit.of == TOTAL else self.rules.ceilings.get(limit.of, Fraction(0))
            for key, who, factor in _each(limit, self.proposals):
                inside = self.proposals.with_tag(limit.tag, who)
                part = _restricted(whole, inside)
                ends = (_times(limit.least, factor), _times(limit.most, factor))
                name = limit.name or f"{limit.tag} {', '.join(who)}"
                if limit.name and key.endswith("]"):
                    name = f"{limit.name}: {who[0]}"
                yield Line(key, name, part, whole, *ends, base)

    def line(self, key: str) -> Line:
        """The ceiling or limit of this id."""
        return next(line for line in self.lines if line.key == key)

    def used(self, line: Line, selection: Selection) -> Fraction:
        """What a selection uses of a ceiling or counts towards a limit."""
        return line.measure.amount(selection, self.measures.active(selection))

    def bounds(self, line: Line, selection: Selection) -> tuple[Fraction | None, Fraction | None]:
        """Both ends as amounts; a per cent of what is chosen becomes an amount through the selection."""
        least, most = line.ends()
        chosen = line.whole.amount(selection) if line.is_share else Fraction(0)
        if least is not None and line.is_of_chosen(line.least):
            least *= chosen
        if most is not None and line.is_of_chosen(line.most):
            most *= chosen
        return least, most

    def broken(self, selection: Selection, change: Change = AS_WRITTEN) -> list[str]:
        """Ids of the rules that a selection breaks, decided in whole numbers; empty when it obeys all."""
        active = self.measures.active(selection)
        found = [line.key for line in self.lines if not self.holds(line, selection, active, change)]
        picks = selection.picks
        found += [key for key in self._broken_structure(picks, change) if key not in change.without]
        outside = (selection.shares != 0) & ((selection.shares < self.proposals.least) | (selection.shares > WHOLE))
        found += [f"min_share.{self.proposals.ids[j]}" for j in np.flatnonzero(outside)]
        return found

    def holds(
        self, line: Line, selection: Selection, active: list[bool] | None = None, change: Change = AS_WRITTEN
    ) -> bool:
        """Whether a selection obeys a ceiling or limit, decided in whole numbers."""
        active = self.measures.active(selection) if active is None else active
        least, most = line.ends(change)
        used = line.measure.units(selection, active)
        if line.key.startswith("ceilings.") and self.rules.robust is not None:
            used += line.measure.protection(selection, self.rules.robust.gamma)
        full = line.measure.unit * WHOLE
        chosen = line.whole.units(selection) if line.is_share else 0
        floor = least * (chosen if line.is_of_chosen(line.least) else full) if least is not None else None
        top = most * (chosen if line.is_of_chosen(line.most) else full) if most is not None else None
        return (floor is None or used >= floor) and (top is None or used <= top)

    def _broken_structure(self, picks: NDArray[np.bool_], change: Change) -> Iterator[str]:
        ids = self.proposals.ids
        yield from (f"must.{ids[j]}" for j in self.must if not picks[j] and j not in change.freed)
        yield from (f"never.{ids[j]}" for j in self.never if picks[j] and j not in change.freed)
        yield from (f"must.{ids[j]}" for j in change.funded if not picks[j])
        yield from (f"never.{ids[j]}" for j in change.barred if picks[j])
        for j in np.flatnonzero(picks):
            if any(not picks[group].any() for group in self.proposals.requires[j]):
                yield f"requires.{ids[j]}"
        for one, other in self.proposals.excludes:
            if picks[one] and picks[other]:
                yield f"excludes.{ids[one]}"
        for number, (places, least, most) in enumerate(self.groups, 1):
            count = int(picks[places].sum())
            if count < least or (most is not None and count > most):
                yield f"groups.{number}"

    def rule_ids(self) -> list[str]:
        """Every rule that can stand in a conflict: ceilings, limits, must, never, groups, requires, excludes."""
        ids = self.proposals.ids
        named = [line.key for line in self.lines]
        named += [f"must.{ids[j]}" for j in self.must] + [f"never.{ids[j]}" for j in self.never]
        named += [f"groups.{number}" for number in range(1, len(self.groups) + 1)]
        named += [f"requires.{ids[j]}" for j, groups in enumerate(self.proposals.requires) if groups]
        named += dict.fromkeys(f"excludes.{ids[one]}" for one, _ in self.proposals.excludes)
        return named


def _each(limit: Limit, proposals: Proposals) -> Iterator[tuple[str, tuple[str, ...], Fraction]]:
    """The rules that a limit stands for: id, values, factor on its ends."""
    if limit.heads is not None:
        for value, persons in limit.heads.items():
            yield f"{limit.key}[{value}]", (value,), persons
    elif limit.who is None:
        for value in proposals.values_of(limit.tag):
            yield f"{limit.key}[{value}]", (value,), Fraction(1)
    else:
        yield limit.key, limit.who, Fraction(1)


def _times(end: Amount | None, factor: Fraction) -> Amount | None:
    return None if end is None else replace(end, number=end.number * factor)


def _restricted(whole: Measure, inside: NDArray[np.int64]) -> Measure:
    """The measure over some proposals only."""
    return replace(whole, inside=inside)

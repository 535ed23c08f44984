"""A selection and a bound at once, to hold when the search is stopped before it has found any.

The selection: what must be, what floors need, then what is worth most for its money. The bound: the knapsack in which
proposals may be cut anywhere (Dantzig 1957), the tightest of those of all ceilings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .clock import Clock
from .matrix import Floats
from .measures import Measure, Selection
from .proposals import WHOLE
from .statement import AS_WRITTEN, Change, Line, Statement

_PASSES = 3
_OFTEN = 256
_TINY = 1e-12
Part = tuple[int, float]
"""A number of a rule and by how much a proposal moves it."""


@dataclass(frozen=True)
class _Gauge:
    """Every ceiling, limit and group as numbers between two ends, and what each proposal moves.

    `floors` are the rules with a least and those who add to it, the hardest to reach first.
    """

    moves: list[list[Part]]
    least: Floats
    most: Floats
    floors: list[tuple[int, list[int]]]


def first_selection(
    statement: Statement, worth: Measure, sign: int, change: Change = AS_WRITTEN, seconds: float = 1.0
) -> Selection | None:
    """Whole proposals that obey every rule under a change, found without a solver; None when that did not work out.

    `worth` is to be large (`sign` 1) or small (-1). After `seconds` nothing more is added.
    """
    rank, clock = _rank(statement, worth, sign), Clock(seconds)
    for thrifty in (False, True):
        selection = _Building(statement, change, rank, clock).build(thrifty=thrifty)
        if selection is not None:
            return selection
    return None


def easy_bound(statement: Statement, worth: Measure, sign: int, change: Change = AS_WRITTEN) -> float:
    """What no selection can be better than, in the unit of `worth`: a relaxation, often far away."""
    gains = np.maximum(sign * worth.coefs.astype(np.float64) / worth.unit, 0.0)
    extra = sum(max(0, sign * one) for one in worth.extras) / worth.unit
    best = float(gains.sum())
    if not worth.counts:
        ceilings = [line for line in statement.lines if line.key.startswith("ceilings.")]
        best = min([best, *(_cut_anywhere(line, gains, change) for line in ceilings)])
    return sign * (best * (1.0 + _TINY) + extra)


def _cut_anywhere(line: Line, gains: Floats, change: Change) -> float:
    """The most that fits under one ceiling when every proposal may be cut anywhere, all savings granted."""
    most = line.ends(change)[1]
    if most is None:
        return float(gains.sum())
    costs = line.measure.coefs.astype(np.float64) / line.measure.unit
    left = float(most) - sum(min(0, one) for one in line.measure.extras) / line.measure.unit
    order = np.argsort(-gains / np.maximum(costs, _TINY), kind="stable")
    before = np.concatenate([[0.0], np.cumsum(costs[order])[:-1]])
    fits = np.clip((left - before) / np.maximum(costs[order], _TINY), 0.0, 1.0)
    fits[costs[order] == 0] = 1.0
    return float(gains[order] @ fits)


class _Building:
    """One attempt: proposals are added, each with what it requires, as long as no upper end is passed."""

    def __init__(self, statement: Statement, change: Change, rank: Floats, clock: Clock) -> None:
        self._statement = statement
        self._change = change
        self._clock = clock
        self._rank = rank
        self._costs = _costs(statement)
        self._gauge = _gauge(statement, change)
        self._used = np.zeros(len(self._gauge.least))
        self.picks = np.zeros(len(statement.proposals.ids), dtype=np.bool_)
        self._against: list[list[int]] = [[] for _ in self.picks]
        for one, other in statement.proposals.excludes:
            self._against[one].append(other)
            self._against[other].append(one)
        freed, without, ids = set(change.freed), change.without, statement.proposals.ids
        self._out = {j for j in statement.never if j not in freed and f"never.{ids[j]}" not in without}
        self._out |= set(change.barred)
        self._in = [j for j in statement.must if j not in freed and f"must.{ids[j]}" not in without]
        self._in += change.funded

    def build(self, *, thrifty: bool) -> Selection | None:
        """What obeys the rules after locks, floors and a filling by rank; None when nothing does.

        `thrifty`: floors get those who help most floors for the money, not those of the best rank.
        """
        if not all(self._add(j) for j in self._in):
            return None
        for rule, givers in self._gauge.floors:
            self._lift(rule, givers, self._help if thrifty else self._rank.__getitem__)
        held = self._selection()
        self._fill()
        return next((one for one in (self._selection(), held) if not self._statement.broken(one, self._change)), None)

    def _selection(self) -> Selection:
        return Selection(np.where(self.picks, WHOLE, 0).astype(np.int64))

    def _lift(self, rule: int, givers: Sequence[int], by: Callable[[int], float]) -> None:
        """Add the first by some measure, again and again, until the rule has its least."""
        left = set(givers)
        while left and self._used[rule] < self._gauge.least[rule] and self._clock.left > 0:
            best = min(left, key=lambda j: (by(j), self._costs[j], j))
            left.remove(best)
            self._add(best)

    def _help(self, j: int) -> float:
        """What a proposal still gives to rules below their least, each counted as 1, for its money; negated."""
        lacks = ((self._gauge.least[rule] - self._used[rule], rule, move) for rule, move in self._gauge.moves[j])
        given = sum(min(move, lack) / self._gauge.least[rule] for lack, rule, move in lacks if lack > 0)
        return -float(given / max(self._costs[j], _TINY))

    def _fill(self) -> None:
        """Add whatever fits, the best first; once more as long as something came in."""
        for _ in range(_PASSES):
            before = int(self.picks.sum())
            for number, j in enumerate(np.argsort(self._rank, kind="stable")):
                if number % _OFTEN == 0 and self._clock.left <= 0:
                    return
                if np.isfinite(self._rank[j]):
                    self._add(int(j))
            if int(self.picks.sum()) == before:
                return

    def _add(self, j: int) -> bool:
        """Add a proposal and what it requires when no rule is broken by it; whether it is in."""
        if self.picks[j]:
            return True
        wanted = self._with_required(j)
        if wanted is None or any(
            self.picks[other] or other in wanted for one in wanted for other in self._against[one]
        ):
            return False
        moved: dict[int, float] = {}
        for one in wanted:
            for rule, move in self._gauge.moves[one]:
                moved[rule] = moved.get(rule, 0.0) + move
        for rule, move in moved.items():
            after = self._used[rule] + move
            worse = after < self._gauge.least[rule] and move < 0
            if after > self._gauge.most[rule] or worse:
                return False
        for rule, move in moved.items():
            self._used[rule] += move
        self.picks[sorted(wanted)] = True
        return True

    def _with_required(self, j: int) -> set[int] | None:
        """The proposal and all that has to come in with it, of alternatives the best; None when that is barred."""
        wanted: set[int] = set()
        pending = [j]
        while pending:
            one = pending.pop()
            if one in wanted or self.picks[one]:
                continue
            if one in self._out:
                return None
            wanted.add(one)
            if f"requires.{self._statement.proposals.ids[one]}" in self._change.without:
                continue
            for group in self._statement.proposals.requires[one]:
                if not any(self.picks[other] or other in wanted for other in group):
                    pending.append(min(group, key=lambda other: (other in self._out, self._rank[other], other)))
        return wanted


def _gauge(statement: Statement, change: Change) -> _Gauge:
    """The rules as they act on whole proposals; protected ceilings keep room for the worst overruns of all."""
    moves: list[list[Part]] = [[] for _ in statement.proposals.ids]
    least: list[float] = []
    most: list[float] = []
    floors: list[tuple[float, int, list[int]]] = []
    for members, sizes, low, high in (*_lines(statement, change), *_groups(statement, change)):
        rule = len(least)
        for j, size in zip(members, sizes, strict=True):
            if size:
                moves[j].append((rule, size))
        if low > 0:
            givers = {j: size for j, size in zip(members, sizes, strict=True) if size > 0}
            floors.append((low / max(sum(givers.values()), _TINY), rule, list(givers)))
        least.append(low)
        most.append(high)
    floors.sort(reverse=True)
    return _Gauge(moves, np.array(least), np.array(most), [(rule, givers) for _, rule, givers in floors])


_Rule = tuple[list[int], list[float], float, float]


def _lines(statement: Statement, change: Change) -> Iterator[_Rule]:
    gamma = statement.rules.robust.gamma if statement.rules.robust is not None else None
    for line in statement.lines:
        least, most = line.ends(change)
        places = line.measure.places.tolist()
        sizes = [float(line.measure.coefs[j]) / line.measure.unit for j in places]
        reserve = sum(max(0, extra) for extra in line.measure.extras) / line.measure.unit
        if line.measure.risks is not None:
            risks = [float(line.measure.risks[j]) / line.measure.unit for j in places]
            if gamma is None:
                sizes = [size + risk for size, risk in zip(sizes, risks, strict=True)]
            else:
                reserve += sum(sorted(risks, reverse=True)[:gamma])
        low = -np.inf if least is None or line.is_of_chosen(line.least) else float(least)
        high = np.inf if most is None or line.is_of_chosen(line.most) else float(most) - reserve
        if np.isfinite(low) or np.isfinite(high):
            yield places, sizes, low, high
        yield from _shares_of_chosen(line, least, most)


def _shares_of_chosen(line: Line, least: Fraction | None, most: Fraction | None) -> Iterator[_Rule]:
    """A limit in per cent of what is chosen: the part less that share of the whole, against zero."""
    for end, share in ((line.least, least), (line.most, most)):
        if share is not None and line.is_of_chosen(end):
            whole = line.whole.places.tolist()
            mixed = [float(line.measure.coef(j) - int(line.whole.coefs[j]) * share) for j in whole]
            yield (whole, mixed, 0.0, np.inf) if end is line.least else (whole, mixed, -np.inf, 0.0)


def _groups(statement: Statement, change: Change) -> Iterator[_Rule]:
    for number, (places, least, most) in enumerate(statement.groups, 1):
        if f"groups.{number}" not in change.without:
            yield list(places), [1.0] * len(places), float(least), np.inf if most is None else float(most)


def _costs(statement: Statement) -> Floats:
    """What every proposal takes of all ceilings, each ceiling counted as 1."""
    costs = np.zeros(len(statement.proposals.ids))
    for line in statement.lines:
        if line.key.startswith("ceilings.") and line.most is not None and line.most.number:
            costs += line.measure.coefs.astype(np.float64) / line.measure.unit / float(line.most.number)
    return costs


def _rank(statement: Statement, worth: Measure, sign: int) -> Floats:
    """The smaller, the earlier: the negated worth for the money; infinite for what the objective does not want."""
    gains = sign * worth.coefs.astype(np.float64)
    return np.where(gains > 0, -gains / np.maximum(_costs(statement), _TINY), np.inf)

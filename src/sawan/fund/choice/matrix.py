"""The rules as one mixed-integer programme in arrays, built once; every later question changes bounds only.

Columns: a pick (0/1) a proposal, a share for each proposal that may be funded in part, an indicator a synergy, and
for protected ceilings the columns of Bertsimas and Sim (2004). Whole proposals need no share column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .measures import Measure
from .proposals import WHOLE, Numbers
from .statement import AS_WRITTEN, Change, Line, Statement

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
INFINITY = float("inf")
_LARGEST = 10**6


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix; `divisor` matrix units make one unit of the rule, `end` tells which of its ends it holds."""

    rule: str
    places: Places
    values: Floats
    least: float
    most: float
    line: Line | None = None
    end: Literal["both", "least", "most"] = "both"
    divisor: Fraction = Fraction(1)
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Arrays:
    """What never changes of a programme: its width, rows as (places, values), and which columns are whole."""

    width: int
    rows: list[tuple[Places, Floats]]
    integer: NDArray[np.bool_]


class Matrix:
    """Column bounds, rows and a cost vector for every objective of one statement."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        proposals = statement.proposals
        self.count = len(proposals.ids)
        self.share_of = np.arange(self.count)
        self.share_of[proposals.partial] = self.count + np.arange(len(proposals.partial))
        self.synergy_at = self.count + len(proposals.partial)
        self.width = self.synergy_at + len(statement.measures.members)
        self.upper: list[float] = []
        rows: list[Row] = []
        for line in statement.lines:
            rows += self._line_rows(line)
        rows += [*self._requires(), *self._excludes(), *self._groups(), *self._shares(), *self._synergies()]
        aims = statement.rules.objectives
        self.costs = [self.vector(statement.measures.of(aim.column)) for aim in aims]
        self.aim_rows = [len(rows) + place for place in range(len(aims) - 1)]
        rows += [self._aim_row(cost) for cost, _ in self.costs[:-1]]
        self.rows = rows
        self.integer = np.zeros(self.width, dtype=np.bool_)
        self.integer[: self.count] = True
        self.integer[self.synergy_at : self.synergy_at + len(statement.measures.members)] = True
        self.column_most = np.concatenate([np.ones(self.synergy_at + len(statement.measures.members)), self.upper])
        self._varying = [at for at, row in enumerate(rows) if row.line is not None]
        self._by_rule: dict[str, list[int]] = {}
        for at, row in enumerate(rows):
            self._by_rule.setdefault(row.rule, []).append(at)

    def arrays(self) -> Arrays:
        """The part that is built once."""
        return Arrays(self.width, [(row.places, row.values) for row in self.rows], self.integer)

    def vector(self, measure: Measure) -> tuple[Floats, float]:
        """A measure as a dense cost vector, and the factor from its numbers to the measure's own unit."""
        places, values, divisor = self._entries(measure)
        dense = np.zeros(self.width)
        dense[places] = values
        return dense, float(1 / divisor)

    def on_grid(self, measure: Measure) -> bool:
        """Whether a measure takes whole multiples of its unit only: no share enters it."""
        return measure.counts or not np.any(self.statement.proposals.least[measure.places] < WHOLE)

    def column_bounds(self, change: Change = AS_WRITTEN) -> tuple[Floats, Floats]:
        """Lower and upper bounds of all columns: locks of the rules and of the change."""
        low, high = np.zeros(self.width), self.column_most.copy()
        ids, without, freed = self.statement.proposals.ids, change.without, set(change.freed)
        must = [j for j in self.statement.must if j not in freed and f"must.{ids[j]}" not in without]
        never = [j for j in self.statement.never if j not in freed and f"never.{ids[j]}" not in without]
        high[never] = 0.0
        low[must] = 1.0
        low[list(change.funded)] = 1.0
        high[list(change.barred)] = 0.0
        return low, high

    def row_bounds(self, change: Change = AS_WRITTEN) -> tuple[Floats, Floats]:
        """Lower and upper bounds of all rows under a change."""
        low = np.array([row.least for row in self.rows])
        high = np.array([row.most for row in self.rows])
        if change.ceilings != 1 or change.looser:
            for at in self._varying:
                low[at], high[at] = self._ends(self.rows[at], change)
        for rule in change.without:
            for at in self._by_rule.get(rule, ()):
                low[at], high[at] = -INFINITY, INFINITY
        return low, high

    def _entries(self, measure: Measure) -> tuple[Places, Floats, Fraction]:
        """Column places and scaled coefficients of a measure, and how many matrix units make one of its own unit."""
        at = measure.places
        where = at if measure.counts else self.share_of[at]
        extra = [place for place, add in enumerate(measure.extras) if add]
        numbers = [int(coef) for coef in measure.coefs[at]] + [measure.extras[place] for place in extra]
        places = np.concatenate([where, np.array([self.synergy_at + place for place in extra], dtype=np.int64)])
        values, divisor = scaled(numbers)
        return places, values, divisor * measure.unit

    def _line_rows(self, line: Line) -> Iterable[Row]:
        """One row for numbers, one more for each end in per cent of what is chosen."""
        plain = [end for end in (line.least, line.most) if end is not None and end.kind != "chosen"]
        if plain:
            yield self._number_row(line)
            if line.measure.risks is not None and self._needs_protection(line):
                yield from self._protection(line)
        for end in ("least", "most"):
            amount = line.least if end == "least" else line.most
            if amount is not None and amount.kind == "chosen":
                yield self._share_row(line, "least" if end == "least" else "most", amount.number)

    def _number_row(self, line: Line) -> Row:
        measure = line.measure
        robust = self.statement.rules.robust
        guarded = measure.risks is not None and robust is not None
        if guarded and not self._needs_protection(line) and robust is not None and robust.gamma != 0:
            total = measure.coefs + measure.risks  # type: ignore[operator]
            measure = Measure(total, measure.unit, extras=measure.extras)
        places, values, divisor = self._entries(measure)
        protected = guarded and self._needs_protection(line)
        if protected and robust is not None and robust.gamma is not None:
            at, risks = self._risk_columns(line, divisor)
            places = np.concatenate([places, at])
            values = np.concatenate([values, [float(robust.gamma)], np.ones(len(risks))])
        grid = not protected and self.on_grid(measure) and bool(np.all(values == np.rint(values)))
        row = Row(line.key, places, values, 0, 0, line, "both", divisor, grid)
        least, most = self._ends(row, AS_WRITTEN)
        return Row(line.key, places, values, least, most, line, "both", divisor, grid)

    def _needs_protection(self, line: Line) -> bool:
        """Whether fewer than all overruns are guarded against, so that extra columns are needed."""
        robust, risks = self.statement.rules.robust, line.measure.risks
        if robust is None or robust.gamma is None or risks is None:
            return False
        return 0 < robust.gamma < int(np.count_nonzero(risks))

    def _risk_columns(self, line: Line, divisor: Fraction) -> tuple[Places, list[float]]:
        """New columns p and q_j of a protected ceiling: their places (p first) and the scaled risks."""
        risks = line.measure.risks
        assert risks is not None
        at = np.flatnonzero(risks != 0)
        sizes = [float(Fraction(int(risks[j]), line.measure.unit) * divisor) for j in at]
        first = self.width
        self.width += 1 + len(at)
        self.upper += [max(sizes), *sizes]
        return np.arange(first, self.width), sizes

    def _protection(self, line: Line) -> Iterable[Row]:
        """`p + q_j >= risk_j share_j` for the columns that the row of the ceiling has just made."""
        risks = line.measure.risks
        assert risks is not None
        at = np.flatnonzero(risks != 0)
        first = self.width - len(at) - 1
        for number, j in enumerate(at):
            size = self.upper[len(self.upper) - len(at) + number]
            places = np.array([first, first + 1 + number, self.share_of[j]])
            yield Row(line.key, places, np.array([1.0, 1.0, -size]), 0.0, INFINITY)

    def _share_row(self, line: Line, end: Literal["least", "most"], share: Fraction) -> Row:
        """`q x part - p x whole` against zero for a share p/q."""
        top, bottom = share.numerator, share.denominator
        coefs = [int(a) * bottom - int(b) * top for a, b in zip(line.measure.dense(), line.whole.dense(), strict=True)]
        measure = Measure(_objects(coefs), 1, line.measure.counts)
        places, values, divisor = self._entries(measure)
        least, most = (0.0, INFINITY) if end == "least" else (-INFINITY, 0.0)
        return Row(line.key, places, values, least, most, None, end, divisor)

    def _ends(self, row: Row, change: Change) -> tuple[float, float]:
        """The bounds of a number row; on a grid of whole units rounded inwards exactly."""
        assert row.line is not None
        least, most = row.line.ends(change)
        low = None if least is None or row.line.is_of_chosen(row.line.least) else least * row.divisor
        high = None if most is None or row.line.is_of_chosen(row.line.most) else most * row.divisor
        if row.grid:
            low = None if low is None else Fraction(-(-low.numerator // low.denominator))
            high = None if high is None else Fraction(high.numerator // high.denominator)
        return -INFINITY if low is None else float(low), INFINITY if high is None else float(high)

    def _requires(self) -> Iterable[Row]:
        ids = self.statement.proposals.ids
        for j, groups in enumerate(self.statement.proposals.requires):
            for group in groups:
                places = np.array([j, *group])
                yield Row(f"requires.{ids[j]}", places, np.array([1.0, *[-1.0] * len(group)]), -INFINITY, 0.0)

    def _excludes(self) -> Iterable[Row]:
        ids = self.statement.proposals.ids
        for one, other in self.statement.proposals.excludes:
            yield Row(f"excludes.{ids[one]}", np.array([one, other]), np.ones(2), -INFINITY, 1.0)

    def _groups(self) -> Iterable[Row]:
        for number, (places, least, most) in enumerate(self.statement.groups, 1):
            top = INFINITY if most is None else float(most)
            yield Row(f"groups.{number}", np.array(places, dtype=np.int64), np.ones(len(places)), float(least), top)

    def _shares(self) -> Iterable[Row]:
        """`least x pick <= share <= pick`."""
        proposals = self.statement.proposals
        for j in proposals.partial:
            at = np.array([self.share_of[j], j])
            yield Row("", at, np.array([1.0, -1.0]), -INFINITY, 0.0)
            yield Row("", at, np.array([1.0, -float(proposals.least[j]) / WHOLE]), 0.0, INFINITY)

    def _synergies(self) -> Iterable[Row]:
        """The indicator is 1 exactly when all members are funded."""
        for place, members in enumerate(self.statement.measures.members):
            at = self.synergy_at + place
            for j in members:
                yield Row("", np.array([at, j]), np.array([1.0, -1.0]), -INFINITY, 0.0)
            values = np.array([1.0, *[-1.0] * len(members)])
            yield Row("", np.array([at, *members]), values, 1.0 - len(members), INFINITY)

    def _aim_row(self, cost: Floats) -> Row:
        at = np.flatnonzero(cost)
        return Row("", at, cost[at], -INFINITY, INFINITY)


def scaled(numbers: Sequence[int]) -> tuple[Floats, Fraction]:
    """Integers brought to a size that suits a solver: `values = numbers x divisor`, the common divisor taken out.

    When all fit below a million the values stay whole numbers.
    """
    array = np.array(numbers, dtype=object)
    if not len(array):
        return np.zeros(0), Fraction(1)
    common = int(np.gcd.reduce(array)) or 1
    largest = max(abs(int(number)) // common for number in numbers)
    shrink = 1
    while largest > _LARGEST * shrink:
        shrink *= 10
    divisor = Fraction(1, common * shrink)
    values = np.array([number // common / shrink for number in array], dtype=np.float64)
    return values, divisor


def _objects(numbers: list[int]) -> Numbers:
    return np.array(numbers, dtype=object)

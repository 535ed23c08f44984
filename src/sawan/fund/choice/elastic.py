"""The elastic programme: every ceiling and limit may give way at a cost, every lock and group may be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .clock import Clock
from .engine import Engine, Question
from .matrix import INFINITY, Arrays, Floats, Matrix, Places, Row
from .measures import Selection
from .settling import Wish, settle
from .statement import Change

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class _Give:
    """A column by which a rule gives way, what a unit of it costs, and the most it can be."""

    rule: str
    column: int
    cost: float
    most: float
    whole: bool


@dataclass
class _Build:
    """Rows and columns of the elastic programme while they are put together."""

    width: int
    rows: list[tuple[Places, Floats]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    gives: list[_Give] = field(default_factory=list)

    def give(self, rule: str, cost: float, most: float, *, whole: bool) -> int:
        """A new column."""
        self.gives.append(_Give(rule, self.width, cost, most, whole))
        self.width += 1
        return self.width - 1

    def row(self, places: Places, values: Floats, least: float, most: float) -> None:
        """A new row."""
        self.rows.append((places, values))
        self.least.append(least)
        self.most.append(most)


class Elastic:
    """Asks for the cheapest set of changes that lets some selection obey the rest.

    A unit of slack costs one over the size of the number that is changed; dropping a lock, a group or a limit in per
    cent of what is chosen costs 1. `requires` and `excludes` stay as they are.
    """

    def __init__(self, matrix: Matrix, seed: int) -> None:
        self._matrix = matrix
        self._seed = seed
        self._build = _Build(matrix.width)
        for row in matrix.rows:
            self._soften(row)
        ids, statement = matrix.statement.proposals.ids, matrix.statement
        for j in statement.must:
            column = self._build.give(f"must.{ids[j]}", 1.0, 1.0, whole=True)
            self._build.row(np.array([j, column]), np.ones(2), 1.0, INFINITY)
        for j in statement.never:
            column = self._build.give(f"never.{ids[j]}", 1.0, 1.0, whole=True)
            self._build.row(np.array([j, column]), np.array([1.0, -1.0]), -INFINITY, 0.0)

    def solve(self, clock: Clock, banned: Sequence[tuple[str, ...]]) -> Selection | None:
        """A selection that is cheapest to allow; None when none was found in time.

        `banned` holds sets of rules of earlier mendings: at least one rule of each must stay as it is.
        """
        build = _Build(
            self._build.width,
            list(self._build.rows),
            list(self._build.least),
            list(self._build.most),
            list(self._build.gives),
        )
        for rules in banned:
            self._ban(build, rules)
        integer = np.concatenate([self._matrix.integer, [give.whole for give in build.gives]])
        cost = np.zeros(build.width)
        high = np.concatenate([self._matrix.column_most, [give.most for give in build.gives]])
        for give in build.gives:
            cost[give.column] = -give.cost
        question = Question(cost, (np.zeros(build.width), high), (np.array(build.least), np.array(build.most)))
        outcome = Engine(Arrays(build.width, build.rows, integer), self._seed).solve(question, clock)
        if outcome.values is None:
            return None
        changed = frozenset(give.rule for give in build.gives if outcome.values[give.column] > _TINY and give.rule)
        measure = self._matrix.statement.measures.of("count")
        return settle(self._matrix, outcome.values, Wish(Change(without=changed), measure, 0))

    def _soften(self, row: Row) -> None:
        if row.line is not None and (np.isfinite(row.least) or np.isfinite(row.most)):
            self._slacken(row)
        elif row.rule.startswith("groups.") or (row.rule.startswith("limits.") and row.line is None):
            self._switch(row)
        else:
            self._build.row(row.places, row.values, row.least, row.most)

    def _slacken(self, row: Row) -> None:
        """Slack on each end that has a number: the number as written, not rounded to what the row can reach."""
        places, values = [row.places], [row.values]
        room = float(np.abs(row.values).sum())
        least, most = self._written(row)
        for end, sign in ((least, 1.0), (most, -1.0)):
            if np.isfinite(end):
                cost = 1.0 / abs(end) if abs(end) > _TINY else 1.0
                places.append(np.array([self._build.give(row.rule, cost, room + abs(end), whole=False)]))
                values.append(np.array([sign]))
        self._build.row(np.concatenate(places), np.concatenate(values), least, most)

    @staticmethod
    def _written(row: Row) -> tuple[float, float]:
        assert row.line is not None
        line = row.line
        least, most = line.ends()
        low = -INFINITY if least is None or line.is_of_chosen(line.least) else float(least * row.divisor)
        return low, INFINITY if most is None or line.is_of_chosen(line.most) else float(most * row.divisor)

    def _switch(self, row: Row) -> None:
        """A column that drops the row when it is 1."""
        column = self._build.give(row.rule, 1.0, 1.0, whole=True)
        ends: list[tuple[Literal[1, -1], float]] = [(1, row.least), (-1, row.most)]
        for sign, end in ends:
            if np.isfinite(end):
                room = float(np.abs(row.values).sum()) + abs(end)
                places = np.concatenate([row.places, [column]])
                values = np.concatenate([row.values, [sign * room]])
                self._build.row(places, values, *((end, INFINITY) if sign > 0 else (-INFINITY, end)))

    @staticmethod
    def _ban(build: _Build, rules: tuple[str, ...]) -> None:
        """Markers that are 1 where a rule of the set gives way, not all of them 1."""
        markers = []
        for rule in rules:
            columns = [give for give in build.gives if give.rule == rule]
            marker = build.give("", 0.0, 1.0, whole=True)
            markers.append(marker)
            for give in columns:
                build.row(np.array([give.column, marker]), np.array([1.0, -give.most]), -INFINITY, 0.0)
        build.row(np.array(markers), np.ones(len(markers)), -INFINITY, len(markers) - 1.0)

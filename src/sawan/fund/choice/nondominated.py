"""The selections that no other equals or beats for all weights and beats for some (Liesio, Mild and Salo 2007).

It is enough to compare at the corners of W. Each solve maximises the sum over the corners; then a selection must beat
every point found at some corner (Sylva and Crema 2004). Selections of equal worth at all corners are all counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .clock import Clock
from .measures import Selection
from .model import Model
from .weights import Vector
from .whole import Goal, Whole


def nondominated(
    model: Model, corners: Sequence[Vector], clock: Clock, tell: Callable[[int], None]
) -> tuple[list[Selection], bool]:
    """All non-dominated whole-or-nothing selections, and whether there are no others; `tell` gets their number."""
    search = Whole(model.statement, model.seed)
    measures = [model.statement.measures.score_at(corner) for corner in corners]
    goals = [search.goal(measure, 1) for measure in measures]
    points: dict[tuple[int, ...], Selection] = {}
    hint: tuple[bool, ...] | None = None
    while True:
        found = search.solve(sum(goal.expression for goal in goals), clock, hint)
        if found.status == "infeasible":
            return _with_ties(model, list(points.items()), corners, clock)
        if found.status != "optimal":
            return list(points.values()), False
        hint, selection = found.picks, found.selection()
        active = model.statement.measures.active(selection)
        point = tuple(int(one.amount(selection, active) / goal.unit) for one, goal in zip(measures, goals, strict=True))
        points[point] = selection
        tell(len(points))
        _beat_somewhere(search, goals, point)


def _beat_somewhere(search: Whole, goals: Sequence[Goal], point: tuple[int, ...]) -> None:
    """From now on at least one goal must exceed the point."""
    better: list[Any] = []
    for goal, value in zip(goals, point, strict=True):
        literal = search.model.new_bool_var("")
        search.model.add(goal.expression >= value + 1).only_enforce_if(literal)
        better.append(literal)
    search.model.add_bool_or(better)


def _with_ties(
    model: Model, points: list[tuple[tuple[int, ...], Selection]], corners: Sequence[Vector], clock: Clock
) -> tuple[list[Selection], bool]:
    """Every selection that lies on a point, the one found first."""
    every: list[Selection] = []
    for point, first in points:
        search = Whole(model.statement, model.seed)
        for corner, value in zip(corners, point, strict=True):
            search.demand(search.goal(model.statement.measures.score_at(corner), 1), value)
        every.append(first)
        search.other_than([bool(on) for on in first.picks])
        while (found := search.run(clock)).status in ("optimal", "feasible"):
            every.append(found.selection())
            search.other_than(found.picks)
        if found.status != "infeasible":
            return every, False
    return every, True

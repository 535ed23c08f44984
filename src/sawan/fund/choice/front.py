"""The Pareto front of two or three objectives over whole-or-nothing selections; every point is proved when found.

Two objectives: maximise the first, demand a step more of the second, until nothing is left (Haimes 1971). Three: boxes
in the last two objectives (Kirlik and Sayin 2014). When the time is too short for all points, the second
half of it goes into the widest gaps between two objectives.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .clock import Clock
from .measures import Selection
from .model import Model
from .numerals import plain
from .rules import Aim
from .whole import LARGEST, Found, Whole

Point = tuple[int, ...]


@dataclass(frozen=True)
class Front:
    """Points with the best first objective first; `complete` when there are no others."""

    aims: tuple[Aim, ...]
    points: tuple[tuple[tuple[Fraction, ...], Selection], ...]
    complete: bool
    seconds: float

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        return {"points": len(self.points), "complete": self.complete, "seconds": round(self.seconds, 3)}

    def columns(self) -> list[str]:
        """Header of pareto.csv."""
        return ["point", *(aim.column for aim in self.aims), "selected", "ids"]

    def rows(self, ids: Sequence[str]) -> list[list[object]]:
        """Rows of pareto.csv."""
        rows: list[list[object]] = []
        for number, (worth, selection) in enumerate(self.points, 1):
            funded = [name for name, on in zip(ids, selection.picks, strict=True) if on]
            rows.append([number, *(plain(one) for one in worth), len(funded), ";".join(funded)])
        return rows


def front(model: Model, aims: tuple[Aim, ...], clock: Clock) -> Front:
    """The front of the model's rules for two or three objectives."""
    began = clock.spent
    if clock.left <= 0:
        return Front(aims, (), complete=False, seconds=0.0)
    search = _Search(model, aims, clock)
    complete = search.two() if len(aims) == 2 else search.three()
    points = [
        (tuple(goal.amount(v) for goal, v in zip(search.goals, at, strict=True)), one)
        for at, one in search.found.items()
    ]
    signs = [1 if aim.largest else -1 for aim in aims]
    points.sort(key=lambda pair: tuple(-sign * worth for sign, worth in zip(signs, pair[0], strict=True)))
    return Front(aims, tuple(points), complete, clock.spent - began)


@dataclass(order=True)
class _Box:
    """Points whose second and third objective are at least these; the largest box first."""

    size: int
    least: tuple[int, int] = field(compare=True)


class _Search:
    """Asks for one point after the other; `found` maps integer points to selections."""

    def __init__(self, model: Model, aims: tuple[Aim, ...], clock: Clock) -> None:
        self._whole = Whole(model.statement, model.seed)
        self._clock = clock
        measures = model.statement.measures
        self.goals = [self._whole.goal(measures.of(aim.column), 1 if aim.largest else -1) for aim in aims]
        self.found: dict[Point, Selection] = {}
        self._hint: tuple[bool, ...] | None = None
        self._measures = [measures.of(aim.column) for aim in aims]
        self._statement = model.statement

    def two(self) -> bool:
        """The front of two objectives; whether it is complete.

        For half of the time from the best first objective on, then into the widest gap that is left.
        """
        least = self.goals[1].least
        enough = self._clock.left / 2
        while self._clock.left > enough:
            point = self._best((least,))
            if point is None:
                return False
            if not point:
                return True
            least = point[1] + 1
        return self._spread(least)

    def _spread(self, least: int) -> bool:
        """Points whose second objective is at least this, the widest unknown stretch first; whether none is missing."""
        top = self._whole.solve(self.goals[1].expression, self._clock, self._hint)
        if top.status != "optimal":
            return False
        highest = self._point(top.selection())[1]
        point = self._best((highest,))
        if point is None:
            return False
        gaps = [(least - highest, least, highest)]
        while gaps:
            _, low, high = heapq.heappop(gaps)
            middle = (low + high) // 2
            point = self._best((middle,)) if low < high else ()
            if point is None:
                return False
            for start, end in ((low, middle), (point[1] + 1 if point else high, high)):
                if start < end:
                    heapq.heappush(gaps, (start - end, start, end))
        return True

    def three(self) -> bool:
        """The front of three objectives; whether it is complete."""
        start = (self.goals[1].least, self.goals[2].least)
        boxes = [_Box(0, start)]
        solved: list[tuple[tuple[int, int], Point]] = []
        asked = {start}
        while boxes:
            least = heapq.heappop(boxes).least
            point = self._known(solved, least)
            if point is None:
                answer = self._best(least)
                if answer is None:
                    return False
                point = answer
                solved.append((least, point))
            if point:
                for following in ((max(least[0], point[1] + 1), least[1]), (least[0], max(least[1], point[2] + 1))):
                    if following not in asked:
                        asked.add(following)
                        size = (following[0] - start[0]) * (following[1] - start[1])
                        heapq.heappush(boxes, _Box(size, following))
        return True

    @staticmethod
    def _known(solved: Sequence[tuple[tuple[int, int], Point]], least: tuple[int, int]) -> Point | None:
        """The answer of a box that follows from a larger box solved before; None when none does."""
        for bigger, point in solved:
            if bigger[0] <= least[0] and bigger[1] <= least[1]:
                if not point:
                    return ()
                if point[1] >= least[0] and point[2] >= least[1]:
                    return point
        return None

    def _best(self, least: tuple[int, ...]) -> Point | None:
        """The lexicographically best point with the later objectives at least these; () when there is none.

        None when the time did not suffice for a proof.
        """
        if any(floor > goal.most for goal, floor in zip(self.goals[1:], least, strict=True)):
            return ()
        for goal, floor in zip(self.goals, (self.goals[0].least, *least), strict=True):
            self._whole.demand(goal, floor)
        found = self._lexicographic()
        if found.status == "infeasible":
            return ()
        if found.status != "optimal":
            return None
        self._hint = found.picks
        selection = found.selection()
        point = self._point(selection)
        self.found[point] = selection
        return point

    def _point(self, selection: Selection) -> Point:
        """Where a selection lies, in whole steps of each objective."""
        active = self._statement.measures.active(selection)
        pairs = zip(self.goals, self._measures, strict=True)
        return tuple(int(goal.sign * measure.amount(selection, active) / goal.unit) for goal, measure in pairs)

    def _lexicographic(self) -> Found:
        """Maximise the objectives in order: in one solve with weights where they fit, else one after the other."""
        weights, weight = [], 1
        for goal in reversed(self.goals):
            weights.append(weight)
            weight *= goal.most - goal.least + 1
        if weight < LARGEST:
            pairs = zip(self.goals, reversed(weights), strict=True)
            return self._whole.solve(sum(goal.expression * times for goal, times in pairs), self._clock, self._hint)
        found = Found("unknown")
        for place, goal in enumerate(self.goals):
            found = self._whole.solve(goal.expression, self._clock, found.picks or self._hint)
            if found.status != "optimal":
                return found
            self._whole.demand(goal, self._point(found.selection())[place])
        return found

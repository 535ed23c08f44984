"""The potentially optimal portfolios: those that are best for some weights (exact, by the vertices of the envelope)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np

from .cells import Area, Cell, Floats, upper_bound
from .clock import Clock
from .measures import Selection
from .model import Asked, Choice, Model
from .side_by_side import side_by_side
from .weights import Weights

EXACT_COUNT = 100
TOLERANCE = 1e-4
_ROUND = 4
_SAME = 1e-9
_TIES_UP_TO, _MOST_TIES = 60, 500


@dataclass(frozen=True)
class Portfolio:
    """A selection with its totals of the m criteria."""

    selection: Selection
    vector: Floats

    @property
    def picks(self) -> bytes:
        """What tells two sets of ids apart."""
        return self.selection.picks.tobytes()


def _worth(at: Floats, portfolio: Portfolio) -> float:
    return float(portfolio.vector @ at)


class Pool:
    """Grows until no vertex of the envelope can be beaten by more than the tolerance.

    Up to 100 proposals the tolerance is zero, beyond that 0.01 % of the best score, which is stated with the answer.
    Vertices are asked in rounds of four, so that the answer does not depend on how many run side by side.
    """

    def __init__(
        self, model: Model, weights: Weights, clock: Clock, count: int, tell: Callable[[str, str], None]
    ) -> None:
        self.model = model
        self.weights = weights
        self.area = Area(weights)
        self.tolerance = 0.0 if len(model.proposals.ids) <= EXACT_COUNT else TOLERANCE
        self.found: list[Portfolio] = []
        self._clock, self._count, self._tell = clock, count, tell
        self._known: list[tuple[Floats, float]] = []
        self._closed: set[tuple[float, ...]] = set()
        self._solves = 0
        self._corner_best: list[tuple[Floats, float]] = []
        criteria = model.statement.measures
        self._criteria = [criteria.of(name) for name in weights.names]

    def portfolio(self, selection: Selection) -> Portfolio:
        """A selection with its criteria totals."""
        active = self.model.statement.measures.active(selection)
        return Portfolio(selection, np.array([float(one.amount(selection, active)) for one in self._criteria]))

    def solve_corners(self, chosen: Choice) -> None:
        """The best selection at every corner of W, exactly; begins with the chosen one."""
        assert chosen.selection is not None
        self._keep(chosen.selection)
        corners = [np.array([float(x) for x in corner]) for corner in self.weights.corners]
        self._corner_best = self._round(corners, gap=0.0)

    def regret(self, chosen: Choice) -> float | None:
        """The largest relative loss of the chosen selection over W; None when a corner was not solved."""
        assert chosen.selection is not None
        if len(self._corner_best) < len(self.weights.corners):
            return None
        vector = self.portfolio(chosen.selection).vector
        losses = [1.0 - float(vector @ at) / best for at, best in self._corner_best if best > 0]
        return max([0.0, *losses])

    def close(self) -> bool:
        """Ask at vertices until none is open; whether that was reached."""
        while self._clock.left > 0:
            vertices = self._open()
            if not len(vertices):
                return True
            before = len(self.found)
            answers = self._round(vertices[:_ROUND], gap=self.tolerance / 2)
            if len(answers) < min(_ROUND, len(vertices)):
                return False
            self._tell(*self._progress(len(vertices), len(self.found) - before))
        return False

    def held(self) -> list[tuple[Portfolio, Cell]]:
        """The portfolios that are best on a part of W with interior, each with its part."""
        planes = np.array([one.vector for one in self.found])
        cells = [(one, self.area.cell(planes, at)) for at, one in enumerate(self.found)]
        held = [(one, cell) for one, cell in cells if cell is not None]
        if self.tolerance == 0 and len(self.model.proposals.ids) <= _TIES_UP_TO:
            held += self._ties(held)
        return held

    def _progress(self, open_: int, new: int) -> tuple[str, str]:
        picks = np.array([one.selection.picks for one in self.found])
        both = int(np.sum(picks.any(axis=0) & ~picks.all(axis=0)))
        return (
            f"แกน: หาคำตอบแล้ว {self._solves} ครั้ง พบ {len(self.found)} ชุด เหลือ {open_} จุด ก้ำกึ่งแล้ว {both} โครงการ",
            f"core: {self._solves} solves, {len(self.found)} portfolios ({new} new), {open_} points open, {both} split",
        )

    def _envelope(self, at: Floats) -> float:
        return max(float(one.vector @ at) for one in self.found)

    def _open(self) -> list[Floats]:
        """Vertices that may still be beaten, the most promising first."""
        open_: list[tuple[float, tuple[float, ...], Floats]] = []
        for at in self.area.vertices(np.unique([one.vector for one in self.found], axis=0)):
            key = tuple(float(x) for x in np.round(at, 9) + 0.0)
            if key in self._closed:
                continue
            low = self._envelope(at)
            high = upper_bound(at, self._known)
            if high <= low + (self.tolerance + _SAME) * max(abs(low), _SAME):
                self._closed.add(key)
            else:
                open_.append((low - high, key, at))
        return [at for _, _, at in sorted(open_, key=lambda entry: entry[:2])]

    def _round(self, points: Sequence[Floats], gap: float) -> list[tuple[Floats, float]]:
        """Ask at several weights; the best value found at each that was answered. New portfolios are kept in order."""
        starts = [max(self.found, key=partial(_worth, at)).selection for at in points]

        def work(number: int) -> Choice:
            return self.model.ask(self._asked(points[number]), self._clock, known=starts[number], gap=gap)

        answers = dict(side_by_side(range(len(points)), work, self._clock, self._count))
        best: list[tuple[Floats, float]] = []
        for number, at in enumerate(points):
            choice = answers.get(number)
            if (
                choice is None
                or choice.selection is None
                or (choice.status != "optimal" and (not gap or choice.gap > gap))
            ):
                continue
            self._solves += 1
            self._known.append((at, max(choice.bound, float(choice.objective))))
            low = self._envelope(at)
            if choice.bound <= low + (self.tolerance + _SAME) * max(abs(low), _SAME):
                self._closed.add(tuple(float(x) for x in np.round(at, 9) + 0.0))
            if float(choice.objective) > low + _SAME * max(abs(low), _SAME) or not gap:
                self._keep(choice.selection)
            best.append((at, float(choice.objective)))
        return best

    def _asked(self, at: Floats) -> Asked:
        """The score at these weights as an objective; the weights are made fractions that add up to 1."""
        exact = [max(Fraction(0), Fraction(float(x)).limit_denominator(10**9)) for x in at]
        total = sum(exact, Fraction(0))
        return self.model.asking(self.model.statement.measures.score_at([x / total for x in exact]))

    def _keep(self, selection: Selection) -> None:
        new = self.portfolio(selection)
        if all(new.picks != one.picks or not np.array_equal(new.vector, one.vector) for one in self.found):
            self.found.append(new)

    def _ties(self, held: Sequence[tuple[Portfolio, Cell]]) -> list[tuple[Portfolio, Cell]]:
        """Other sets of ids that are worth exactly the same on a part of W."""
        ties: list[tuple[Portfolio, Cell]] = []
        for one, cell in held:
            same = {
                other.picks: other for other, _ in (*held, *ties) if np.allclose(other.vector, one.vector, rtol=_SAME)
            }
            while self._clock.left > 0 and len(ties) < _MOST_TIES:
                cuts = [self.model.other_than(other.selection) for other in same.values()]
                choice = self.model.ask(self._asked(cell.centre), self._clock, cuts=cuts)
                if choice.selection is None or choice.status != "optimal":
                    break
                other = self.portfolio(choice.selection)
                if not np.allclose(other.vector, one.vector, rtol=_SAME) or other.picks in same:
                    break
                same[other.picks] = other
                ties.append((other, cell))
        return ties

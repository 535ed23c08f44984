"""The model: built once, asked again and again with other bounds, and answered exactly."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from .blocks import SMALLEST, Block, can_bind, solve_blocks, split
from .clock import Clock
from .engine import Engine, Outcome, Question, Status
from .greedy import easy_bound, first_selection
from .matrix import INFINITY, Floats, Matrix, Places
from .measures import Measure, Selection
from .proposals import Proposals
from .rival import Rival, better
from .rules import Aim, Rules
from .settling import Wish, rounding, settle
from .statement import AS_WRITTEN, Change, Statement

_TRIES = 40
_EASY_NODES = 300
_HALF = 0.5
Cut = tuple[Places, Floats, float, float]
Held = tuple[Measure, int, Fraction]


@dataclass(frozen=True)
class Choice:
    """An answer: the selection (None when there is none), what it is worth in the first objective, and the bound.

    `optimal` means proved: no selection is better. `objectives` holds the worth in every objective as written.
    """

    status: Status
    selection: Selection | None = None
    objective: Fraction = Fraction(0)
    bound: float = INFINITY
    objectives: tuple[Fraction, ...] = ()
    seconds: float = 0.0

    @property
    def gap(self) -> float:
        """|bound - objective| / max(1e-9, |objective|)."""
        return abs(self.bound - float(self.objective)) / max(1e-9, abs(float(self.objective)))


@dataclass(frozen=True)
class Asked:
    """One objective to be asked for, and how its matrix cost relates to it."""

    measure: Measure
    sign: int
    cost: Floats
    factor: float
    step: float | None


class Model:
    """Proposals and rules as one programme.

    `choose` answers a `Change` of bounds; every selection found is kept in `pool`, from which bounds of later
    questions come. Safe to ask from several threads at once.
    """

    def __init__(
        self, proposals: Proposals, rules: Rules, *, seed: int = 2564, looser: Mapping[str, Fraction] | None = None
    ) -> None:
        self.proposals = proposals
        self.rules = rules
        self.seed = seed
        self.statement = Statement(proposals, rules, looser)
        self.matrix = Matrix(self.statement)
        self.pool: dict[bytes, Selection] = {}
        self._idle: list[Engine] = []
        self._blocks: dict[bytes, list[Block]] = {}
        self._lock = threading.Lock()

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The objectives of the rules, ready to be asked for."""
        return tuple(
            self._asked(aim, *cost) for aim, cost in zip(self.rules.objectives, self.matrix.costs, strict=True)
        )

    def _asked(self, aim: Aim, cost: Floats, factor: float) -> Asked:
        return self.asking(self.statement.measures.of(aim.column), 1 if aim.largest else -1, cost, factor)

    def asking(self, measure: Measure, sign: int = 1, cost: Floats | None = None, factor: float = 1.0) -> Asked:
        """Any measure as an objective (`sign` -1: to be small)."""
        if cost is None:
            cost, factor = self.matrix.vector(measure)
        whole = self.matrix.on_grid(measure)
        numbers = [int(coef) for coef in measure.coefs if coef] + [abs(extra) for extra in measure.extras if extra]
        common = int(np.gcd.reduce(np.array(numbers, dtype=object))) if numbers else 0
        return Asked(measure, sign, sign * cost, factor, common / measure.unit if whole and common else None)

    @contextlib.contextmanager
    def engine(self) -> Iterator[Engine]:
        """An engine that nobody else uses meanwhile."""
        with self._lock:
            engine = self._idle.pop() if self._idle else None
        engine = engine or Engine(self.matrix.arrays(), self.seed)
        try:
            yield engine
        finally:
            if not engine.abandoned:
                with self._lock:
                    self._idle.append(engine)

    def choose(
        self,
        clock: Clock,
        change: Change = AS_WRITTEN,
        *,
        known: Selection | None = None,
        race: bool = False,
        cuts: Sequence[Cut] = (),
    ) -> Choice:
        """The best selection under a change of bounds; with several objectives one after the other.

        `known` is given back when the solver finds nothing better in its time. `race` lets CBC run beside HiGHS where
        that pays. `cuts` are extra rows of the matrix.
        """
        began = clock.spent
        rows = self.matrix.row_bounds(change)
        held: list[Held] = []
        first: Choice | None = None
        status: Status = "optimal"
        for place, asked in enumerate(self.asked):
            found = self.ask(
                asked, clock, change, rows=rows, known=known, race=race and place == 0, cuts=cuts, held=held
            )
            if found.selection is None:
                status = "feasible" if first is not None else found.status
                break
            known = found.selection
            first = found if first is None else self._later(first, found)
            status = found.status if found.status != "optimal" else status
            if status != "optimal" or place == len(self.asked) - 1:
                break
            held.append(self._hold(rows, place, found.objective))
        if first is None or first.selection is None:
            return Choice(status, bound=INFINITY, seconds=clock.spent - began)
        worth = tuple(self.worth(asked, first.selection) for asked in self.asked)
        bound = float(worth[0]) if status == "optimal" else first.bound
        if not np.isfinite(bound):
            bound = easy_bound(self.statement, self.asked[0].measure, self.asked[0].sign, change)
        return Choice(status, first.selection, worth[0], bound, worth, clock.spent - began)

    def _later(self, first: Choice, found: Choice) -> Choice:
        """The selection of a later objective with the bound of the first."""
        return Choice(first.status, found.selection, first.objective, first.bound)

    def _hold(self, rows: tuple[Floats, Floats], place: int, reached: Fraction) -> Held:
        """Keep an objective at what was reached, less what may be given."""
        aim, asked = self.rules.objectives[place], self.asked[place]
        number = reached - asked.sign * abs(reached) * aim.give
        rows[0 if aim.largest else 1][self.matrix.aim_rows[place]] = float(number) / asked.factor
        return asked.measure, asked.sign, number

    def at_once(self) -> Selection | None:
        """A selection that obeys the rules as written, found without a solver; None when none was."""
        selection = first_selection(self.statement, self.asked[0].measure, self.asked[0].sign)
        if selection is not None:
            self._remember(selection)
        return selection

    def worth(self, asked: Asked, selection: Selection) -> Fraction:
        """What a selection is worth in an objective, in its own unit, exactly."""
        return asked.measure.amount(selection, self.statement.measures.active(selection))

    def ask(
        self,
        asked: Asked,
        clock: Clock,
        change: Change = AS_WRITTEN,
        *,
        rows: tuple[Floats, Floats] | None = None,
        known: Selection | None = None,
        race: bool = False,
        gap: float = 0.0,
        first: bool = False,
        cuts: Sequence[Cut] = (),
        held: Sequence[Held] = (),
    ) -> Choice:
        """The best selection for one objective; picks that break a rule by rounding are cut off and asked again.

        Picks with at most one share between its ends are impossible for sure when they cannot be settled; with several
        it may be our settling that failed, so the bound from before the cut is kept.
        """
        began = clock.spent
        barred: list[Cut] = list(cuts)
        columns = self.matrix.column_bounds(change)
        if np.any(columns[0] > columns[1]):
            return Choice("infeasible")
        rows = rows or self.matrix.row_bounds(change)
        bound, doubt = INFINITY, -INFINITY
        for _ in range(_TRIES):
            outcome = self._solve(Question(asked.cost, columns, rows, tuple(barred), gap, first), clock, race=race)
            bound = min(bound, outcome.bound * asked.factor)
            values = outcome.values
            if values is None:
                break
            selection = settle(self.matrix, values, Wish(change, asked.measure, asked.sign, tuple(held)))
            outcome = replace(outcome, bound=max(outcome.bound, doubt))
            if selection is not None:
                self._remember(selection)
                if self._better(asked, known, selection, change, held) and known is not None:
                    selection, outcome = known, self._doubted(asked, outcome, known, selection)
                return self._answer(asked, outcome, selection, clock.spent - began)
            if np.sum(values[self.proposals.partial] > _HALF) > 1:
                doubt = outcome.bound
            barred.append(self._other_picks(values))
        if known is not None and self._obeys(known, change, held):
            outcome = Outcome("feasible", bound=bound / asked.factor if asked.factor else INFINITY)
            return self._answer(asked, outcome, known, clock.spent - began)
        status: Status = outcome.status if outcome.values is None else "unknown"
        return Choice(status, bound=asked.sign * bound, seconds=clock.spent - began)

    def _obeys(self, selection: Selection, change: Change, held: Sequence[Held]) -> bool:
        """Whether a selection obeys the rules under a change and keeps what earlier objectives reached."""
        active = self.statement.measures.active(selection)
        kept = all(sign * (measure.amount(selection, active) - number) >= 0 for measure, sign, number in held)
        return kept and not self.statement.broken(selection, change)

    def _better(
        self, asked: Asked, known: Selection | None, found: Selection, change: Change, held: Sequence[Held]
    ) -> bool:
        """Whether the known selection obeys the rules and beats what the solver found."""
        if known is None or asked.sign * (self.worth(asked, known) - self.worth(asked, found)) <= 0:
            return False
        return self._obeys(known, change, held)

    def possible(self, clock: Clock, change: Change = AS_WRITTEN) -> bool | None:
        """Whether any selection obeys the rules under a change; None when that was not found out in time."""
        nothing = Asked(self.asked[0].measure, 0, np.zeros(self.matrix.width), 0.0, None)
        found = self.ask(nothing, clock, change, first=True)
        if found.selection is not None:
            return True
        return False if found.status == "infeasible" else None

    def _solve(self, question: Question, clock: Clock, *, race: bool) -> Outcome:
        blocks = self._split(question)
        if len(blocks) > 1:
            return solve_blocks(blocks, question, clock, self.seed)
        with self.engine() as engine:
            if not race or not Rival.suits(self.matrix):
                return engine.solve(question, clock)
            outcome = engine.solve(replace(question, nodes=_EASY_NODES), clock)
            if outcome.status in ("optimal", "infeasible") or clock.left <= 0:
                return outcome
            return better(Rival(engine, question).race(clock), outcome)

    def _doubted(self, asked: Asked, outcome: Outcome, known: Selection, found: Selection) -> Outcome:
        """The outcome of a solver that missed a better selection.

        By a rounding of shares it may; by more it may not, and then its bound is worth nothing if it claimed a proof.
        """
        ahead = asked.sign * (self.worth(asked, known) - self.worth(asked, found))
        if outcome.status != "optimal" or ahead <= rounding(self.matrix, asked.measure):
            return outcome
        return replace(outcome, status="feasible", bound=INFINITY)

    def _split(self, question: Question) -> list[Block]:
        """The independent blocks of a large programme; empty when splitting is not worth a thought."""
        if self.matrix.width < SMALLEST or question.cuts or question.nodes is not None:
            return []
        arrays = self.matrix.arrays()
        binding = can_bind(arrays, question)
        key = binding.tobytes()
        with self._lock:
            if key not in self._blocks:
                self._blocks[key] = split(arrays, binding)
            return self._blocks[key]

    def _answer(self, asked: Asked, outcome: Outcome, selection: Selection, seconds: float) -> Choice:
        """The exact worth, the bound in the objective's own unit, and whether the one proves the other."""
        worth = self.worth(asked, selection)
        best = asked.sign * float(worth)
        bound = max(best, outcome.bound * asked.factor)
        if asked.step is not None and bound < INFINITY:
            bound = max(best, float(np.floor(bound / asked.step + 1e-6)) * asked.step)
        slack = float(rounding(self.matrix, asked.measure)) + 1e-9 * max(1.0, abs(best))
        proved = bound - best <= slack and (outcome.status == "optimal" or bound - best <= 1e-9 * abs(best))
        if proved:
            return Choice("optimal", selection, worth, float(worth), seconds=seconds)
        return Choice("feasible", selection, worth, asked.sign * bound, seconds=seconds)

    def _other_picks(self, values: Floats) -> Cut:
        """A row that every set of picks but this one obeys."""
        picks = values[: self.matrix.count] > _HALF
        signs = np.where(picks, -1.0, 1.0)
        return np.arange(self.matrix.count), signs, 1.0 - float(picks.sum()), INFINITY

    def other_than(self, selection: Selection) -> Cut:
        """A row that every set of funded ids but this one obeys."""
        return self._other_picks(selection.picks.astype(np.float64))

    def _remember(self, selection: Selection) -> None:
        if not self.statement.broken(selection):
            with self._lock:
                self.pool.setdefault(selection.shares.tobytes(), selection)

"""Whole-or-nothing selections as an integer programme for CP-SAT, which is fast at many small solves.

Used for fronts and for non-dominated portfolios, where shares are ignored. All data are integers, so that every
answer is exact and every proof holds without a tolerance.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any, Literal

import numpy as np

from .clock import Clock
from .matrix import INFINITY
from .measures import Measure, Selection
from .proposals import WHOLE
from .statement import AS_WRITTEN, Line, Statement

LARGEST = 2**62
_POLL, _GRACE = 0.05, 1.0


class TooLarge(Exception):
    """A sum of the data does not fit into 62 bits."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective as whole numbers: maximise `sum coefs x pick + extras`; one step is `unit` of the measure's own.

    `least` and `most` enclose every value that it can take.
    """

    expression: Any
    row: Any
    unit: Fraction
    sign: int
    least: int
    most: int

    def amount(self, value: int) -> Fraction:
        """The objective in its own unit from its integer value."""
        return self.sign * value * self.unit


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of CP-SAT: `optimal` is a proof, `infeasible` too."""

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    picks: tuple[bool, ...] = ()

    def selection(self) -> Selection:
        """The picks at full share."""
        return Selection(np.where(np.array(self.picks, dtype=np.bool_), WHOLE, 0).astype(np.int64))


class Whole:
    """The rules of a statement over whole proposals."""

    def __init__(self, statement: Statement, seed: int) -> None:
        from ortools.sat.python import cp_model  # slow import

        self._cp = cp_model
        self._statement = statement
        self._seed = seed
        self.model = cp_model.CpModel()
        self.picks = [self.model.new_bool_var(f"x{j}") for j in range(len(statement.proposals.ids))]
        self._together = [self._synergy(members) for members in statement.measures.members]
        self._rules()

    def goal(self, measure: Measure, sign: int) -> Goal:
        """A measure as an objective to be maximised (`sign` -1: the negated measure)."""
        numbers = [int(coef) for coef in measure.coefs], list(measure.extras)
        common = gcd(*numbers[0], *numbers[1]) or 1
        coefs = [sign * number // common for number in numbers[0]]
        extras = [sign * number // common for number in numbers[1]]
        least = sum(number for number in (*coefs, *extras) if number < 0)
        most = sum(number for number in (*coefs, *extras) if number > 0)
        expression = self._sum(coefs, extras)
        row = self.model.add_linear_constraint(expression, least, most)
        return Goal(expression, row, Fraction(common, measure.unit), sign, least, most)

    @staticmethod
    def demand(goal: Goal, least: int) -> None:
        """From now on the goal must reach `least`."""
        goal.row.proto.linear.domain[0] = max(least, goal.least)

    def solve(self, objective: Any, clock: Clock, hint: Sequence[bool] | None = None) -> Found:
        """Maximise an expression; the constraints added to `model` so far hold."""
        self.model.maximize(objective)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(self.picks, hint or (), strict=False):
            self.model.add_hint(variable, value)
        return self.run(clock)

    def run(self, clock: Clock) -> Found:
        """Solve the model as it stands, in a thread of its own so that signals are heard.

        A solver that does not come back soon after its time is left behind.
        """
        cp, solver = self._cp, self._cp.CpSolver()
        if clock.left <= 0:
            return Found("unknown")
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self._seed % 2**31
        solver.parameters.relative_gap_limit = 0.0
        solver.parameters.max_time_in_seconds = clock.left
        status: list[Any] = []
        thread = threading.Thread(target=lambda: status.append(solver.solve(self.model)), daemon=True)
        thread.start()
        overdue = INFINITY
        while thread.is_alive() and time.monotonic() < overdue:
            thread.join(_POLL)
            if clock.left <= 0:
                solver.stop_search()
                overdue = min(overdue, time.monotonic() + _GRACE)
        names: dict[Any, Literal["optimal", "feasible", "infeasible"]] = {
            cp.OPTIMAL: "optimal",
            cp.FEASIBLE: "feasible",
            cp.INFEASIBLE: "infeasible",
        }
        name = names.get(status[0]) if status else None
        if name in ("optimal", "feasible"):
            return Found(name, tuple(bool(solver.value(variable)) for variable in self.picks))
        return Found("infeasible" if name == "infeasible" else "unknown")

    def other_than(self, picks: Sequence[bool]) -> None:
        """Forbid one set of picks."""
        self.model.add_bool_or([v.negated() if on else v for v, on in zip(self.picks, picks, strict=True)])

    def _sum(self, coefs: Sequence[int], extras: Sequence[int]) -> Any:
        if sum(map(abs, coefs)) + sum(map(abs, extras)) >= LARGEST:
            raise TooLarge
        used = [(v, c) for v, c in zip(self.picks, coefs, strict=True) if c]
        used += [(v, c) for v, c in zip(self._together, extras, strict=False) if c]
        return self._cp.LinearExpr.weighted_sum([v for v, _ in used], [c for _, c in used])

    def _synergy(self, members: Sequence[int]) -> Any:
        together = self.model.new_bool_var("")
        self.model.add_min_equality(together, [self.picks[j] for j in members])
        return together

    def _rules(self) -> None:
        model, picks, statement = self.model, self.picks, self._statement
        for line in statement.lines:
            self._line(line)
        for j, value in (*((j, 1) for j in statement.must), *((j, 0) for j in statement.never)):
            model.add(picks[j] == value)
        for j, groups in enumerate(statement.proposals.requires):
            for group in groups:
                model.add_bool_or([picks[j].negated(), *(picks[i] for i in group)])
        for one, other in statement.proposals.excludes:
            model.add_bool_or([picks[one].negated(), picks[other].negated()])
        for places, least, most in statement.groups:
            inside = sum(picks[j] for j in places)
            model.add(inside >= least)
            if most is not None:
                model.add(inside <= most)

    def _line(self, line: Line) -> None:
        least, most = line.ends(AS_WRITTEN)
        for end, amount, sign in ((line.least, least, -1), (line.most, most, 1)):
            if amount is None:
                continue
            if line.is_of_chosen(end):
                top, bottom = amount.numerator, amount.denominator
                pairs = zip(line.measure.dense(), line.whole.dense(), strict=True)
                mixed = [sign * (int(a) * bottom - int(b) * top) for a, b in pairs]
                common = gcd(*mixed) or 1
                self.model.add(self._sum([number // common for number in mixed], ()) <= 0)
            else:
                self._at_most(line, sign, amount * sign)

    def _at_most(self, line: Line, sign: int, most: Fraction) -> None:
        """`sign x measure <= most`, protected when the line carries risks."""
        measure, robust = line.measure, self._statement.rules.robust
        coefs = [sign * coef for coef in measure.dense()]
        extras = [sign * extra for extra in measure.extras]
        risks = [int(risk) for risk in measure.risks] if measure.risks is not None and robust is not None else []
        top = most * measure.unit
        bound = top.numerator // top.denominator
        if robust is not None and risks and (robust.gamma is None or robust.gamma >= sum(1 for risk in risks if risk)):
            coefs, risks = [a + b for a, b in zip(coefs, risks, strict=True)], []
        expression = self._sum(coefs, extras)
        if robust is not None and risks and robust.gamma:
            expression = expression + self._protection(risks, robust.gamma)
        self.model.add(expression <= bound)

    def _protection(self, risks: Sequence[int], gamma: int) -> Any:
        """`gamma p + sum q` with `p + q_j >= risk_j x pick_j`; whole numbers suffice because p is some risk."""
        worst = max(risks)
        p = self.model.new_int_var(0, worst, "")
        spread = []
        for variable, risk in zip(self.picks, risks, strict=True):
            if risk:
                q = self.model.new_int_var(0, risk, "")
                self.model.add(p + q >= risk * variable)
                spread.append(q)
        return gamma * p + sum(spread)

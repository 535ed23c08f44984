"""The solver behind a seam of one function: HiGHS, given arrays, gives values and a bound.

Every solve starts from the same state, so that its answer depends on the question only. No start is ever given: when
presolve settles a problem, HiGHS 1.16 gives the start back as the optimum, whether or not there are better selections.
HiGHS runs with one thread: several engines in several Python threads work side by side (it releases the interpreter),
which is faster on these problems than its own threads and keeps the answer independent of their number.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from .clock import Clock
from .matrix import INFINITY, Arrays, Floats, Places

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
_BANNER = threading.Lock()
_FIRST_WAIT, _POLL, _GRACE = 0.5, 0.1, 1.0


@dataclass(frozen=True)
class Question:
    """What is asked of the solver: maximise `cost` over the matrix with these bounds.

    `cuts` are extra rows (places, values, least, most); `gap` is the relative gap at which it may stop; `first` stops
    at the first solution; `nodes` limits the tree.
    """

    cost: Floats
    column_bounds: tuple[Floats, Floats]
    row_bounds: tuple[Floats, Floats]
    cuts: Sequence[tuple[Places, Floats, float, float]] = ()
    gap: float = 0.0
    first: bool = False
    nodes: int | None = None


@dataclass(frozen=True)
class Outcome:
    """The solver's answer: column values (None without a solution), objective, proved upper bound, nodes used."""

    status: Status
    values: Floats | None = None
    objective: float = -INFINITY
    bound: float = INFINITY
    nodes: int = 0
    limited: bool = field(default=False)


def version() -> str:
    """The version of HiGHS."""
    import highspy  # slow import

    return f"{highspy.HIGHS_VERSION_MAJOR}.{highspy.HIGHS_VERSION_MINOR}.{highspy.HIGHS_VERSION_PATCH}"


@contextlib.contextmanager
def quiet_output() -> Iterator[None]:
    """Keep the licence banner that HiGHS writes to file descriptor 1 out of the answer."""
    with _BANNER:
        sys.stdout.flush()
        kept = os.dup(1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            ctypes.CDLL(None).fflush(None)
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)


class Engine:
    """One HiGHS object that holds the rows; costs and bounds come with every question."""

    def __init__(self, arrays: Arrays, seed: int) -> None:
        import highspy  # slow import

        with quiet_output():
            self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._clock: Clock | None = None
        self._seen = Outcome("unknown")
        self.abandoned = False
        self._width = arrays.width
        self._rows = len(arrays.rows)
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        self._highs.setOptionValue("random_seed", seed % 2**31)
        with quiet_output():
            self._highs.passModel(_program(arrays))
        self._highs.cbMipInterrupt += self._interrupt
        self._highs.cbMipImprovingSolution += self._improved
        self._highs.cbSimplexInterrupt += self._stop

    def _stop(self, event: Any) -> None:
        event.interrupt(self._clock is not None and self._clock.stopped)

    def _interrupt(self, event: Any) -> None:
        bound = -float(event.data_out.mip_dual_bound)
        if np.isfinite(bound):
            self._seen = replace(self._seen, bound=min(self._seen.bound, bound))
        event.interrupt(self._clock is not None and self._clock.stopped)

    def write(self, path: str, question: Question) -> None:
        """Write the question as an MPS file (minimising the negated cost)."""
        self._load(question)
        with quiet_output():
            self._highs.writeModel(path)

    def solve(self, question: Question, clock: Clock) -> Outcome:
        """Answer a question within the time of the clock; never raises for lack of a solution."""
        if clock.left <= 0:
            return Outcome("unknown")
        highs = self._highs
        self._load(question)
        highs.setOptionValue("time_limit", clock.left)
        highs.setOptionValue("mip_rel_gap", question.gap)
        highs.setOptionValue("mip_max_improving_sols", 1 if question.first else 2**31 - 1)
        highs.setOptionValue("mip_max_nodes", question.nodes if question.nodes is not None else 2**31 - 1)
        for places, values, least, most in question.cuts:
            highs.addRow(least, most, len(places), places.astype(np.int32), values)
        self._clock, self._seen = clock, Outcome("unknown")
        if not self._run(clock):
            return self._seen
        try:
            return self._outcome(question)
        finally:
            if question.cuts:
                added = np.arange(self._rows, self._rows + len(question.cuts), dtype=np.int32)
                highs.deleteRows(len(added), added)

    def _run(self, clock: Clock) -> bool:
        """Run HiGHS in a thread of its own; False when it did not stop in time and was left behind.

        HiGHS 1.16 has been seen to run on for many minutes after its time limit. What it had found by then was noted
        by the callbacks; the engine must not be used again.
        """
        thread = threading.Thread(target=self._highs.run, daemon=True)
        thread.start()
        thread.join(_FIRST_WAIT)
        overdue: float | None = None
        while thread.is_alive():
            thread.join(_POLL)
            if clock.left <= 0 and overdue is None:
                overdue = time.monotonic() + _GRACE
            if overdue is not None and time.monotonic() > overdue:
                self.abandoned = True
                return False
        return True

    def _improved(self, event: Any) -> None:
        values = np.array(event.data_out.mip_solution)
        if len(values) == self._width:
            objective = -float(event.data_out.objective_function_value)
            self._seen = Outcome("feasible", values, objective, self._seen.bound)

    def _load(self, question: Question) -> None:
        highs = self._highs
        columns = np.arange(self._width, dtype=np.int32)
        highs.clearSolver()
        highs.changeColsCost(self._width, columns, -question.cost)
        highs.changeColsBounds(self._width, columns, *question.column_bounds)
        if self._rows:
            highs.changeRowsBounds(self._rows, np.arange(self._rows, dtype=np.int32), *question.row_bounds)

    def _outcome(self, question: Question) -> Outcome:
        import highspy  # slow import

        highs, status = self._highs, highspy.HighsModelStatus
        info, ended = highs.getInfo(), highs.getModelStatus()
        nodes = max(0, int(info.mip_node_count))
        if ended in (status.kInfeasible, status.kUnboundedOrInfeasible):
            return Outcome("infeasible", nodes=nodes)
        bound = -float(info.mip_dual_bound)
        if not np.isfinite(bound):
            bound = INFINITY
        if info.primal_solution_status != 2:
            return Outcome("unknown", bound=bound, nodes=nodes, limited=ended == status.kSolutionLimit)
        values = np.array(highs.getSolution().col_value)
        objective = float(values @ question.cost)
        if ended == status.kOptimal:
            bound = objective if question.gap == 0 else max(bound, objective)
            return Outcome("optimal" if question.gap == 0 else "feasible", values, objective, bound, nodes)
        return Outcome("feasible", values, objective, bound, nodes, ended == status.kSolutionLimit)


_OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "mip_abs_gap": 0.0,
}


def _program(arrays: Arrays) -> Any:
    """The arrays as a HiGHS programme, minimising."""
    import highspy  # slow import

    lengths = np.array([len(places) for places, _ in arrays.rows], dtype=np.int64)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = arrays.width, len(arrays.rows)
    program.col_cost_ = np.zeros(arrays.width)
    program.col_lower_, program.col_upper_ = np.zeros(arrays.width), np.ones(arrays.width)
    program.row_lower_ = np.full(len(arrays.rows), -INFINITY)
    program.row_upper_ = np.full(len(arrays.rows), INFINITY)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    if arrays.rows:
        program.a_matrix_.index_ = np.concatenate([places for places, _ in arrays.rows]).astype(np.int32)
        program.a_matrix_.value_ = np.concatenate([values for _, values in arrays.rows])
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[int(whole)] for whole in arrays.integer]
    return program

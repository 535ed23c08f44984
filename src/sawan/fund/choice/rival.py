"""CBC beside HiGHS, as a child process, on problems that are few tight ceilings and nothing else.

There CBC proves what HiGHS does not. Whoever proves first ends the race; so that the same bytes come out whichever
that is, CBC's selection is preferred and, when HiGHS is first, CBC is given some time more to finish.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from .clock import Clock
from .engine import Engine, Outcome, Question
from .matrix import INFINITY, Matrix

_MOST_ROWS, _MOST_COLUMNS = 12, 300
_POLL = 0.02


class Rival:
    """One race over one question."""

    def __init__(self, engine: Engine, question: Question) -> None:
        self._engine = engine
        self._question = question

    @staticmethod
    def suits(matrix: Matrix) -> bool:
        """Whether CBC is worth its core: whole proposals, at most 300 columns, at most 12 rows, all ceilings."""
        return (
            bool(matrix.integer.all())
            and matrix.width <= _MOST_COLUMNS
            and len(matrix.rows) <= _MOST_ROWS
            and all(row.rule.startswith("ceilings.") for row in matrix.rows)
            and (os.cpu_count() or 1) > 1
        )

    def race(self, clock: Clock) -> Outcome:
        """The answer of the first to prove, else the better selection with the smaller of both bounds."""
        with tempfile.TemporaryDirectory(prefix="sawan-cbc-") as folder:
            path = Path(folder) / "problem.mps"
            self._engine.write(str(path), self._question)
            with _child(path, clock.left) as child:
                return self._run(child, path.with_suffix(".sol"), clock)

    def _run(self, child: subprocess.Popen[bytes], answer: Path, clock: Clock) -> Outcome:
        inner = Clock(clock.left)
        own: list[Outcome] = []
        thread = threading.Thread(target=lambda: own.append(self._engine.solve(self._question, inner)), daemon=True)
        thread.start()
        began = time.monotonic()
        until = INFINITY
        while child.poll() is None and time.monotonic() < until and clock.left > 0:
            time.sleep(_POLL)
            if own and until == INFINITY:
                until = time.monotonic() + 2 * (time.monotonic() - began) + 5
        if child.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(1.0 if clock.left <= 0 and not clock.stopped else 0.0)
        other = self._read(answer) if child.poll() == 0 else None
        if clock.left <= 0 or (other is not None and other.status == "optimal"):
            inner.stop()
        thread.join()  # the engine comes back soon after its clock has run out, whatever HiGHS does
        return better(own[0], other)

    def _read(self, answer: Path) -> Outcome | None:
        """CBC's solution file: a headline with the state, then `index name value cost` for every non-zero column."""
        log = answer.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
        if not answer.exists():
            return None
        headline, *lines = answer.read_text(encoding="utf-8").splitlines() or [""]
        values = np.zeros(len(self._question.cost))
        for line in lines:
            cells = line.split()
            values[int(cells[0])] = round(float(cells[2]))
        if not lines or "infeasible" in headline.lower():
            return None
        objective = float(values @ self._question.cost)
        if headline.startswith("Optimal"):
            return Outcome("optimal", values, objective, objective)
        said = re.findall(r"(?:Lower bound|Best possible|Bound):\s*(-?[\d.]+)", log)
        return Outcome("feasible", values, objective, abs(float(said[-1])) if said else INFINITY)


@contextlib.contextmanager
def _child(path: Path, seconds: float):  # type: ignore[no-untyped-def]
    """CBC on a file; killed when it is no longer wanted."""
    import cbcbox  # slow import

    words = [
        cbcbox.cbc_bin_path(), str(path), "-ratio", "0", "-allow", "0", "-timeMode", "elapsed", "-sec",
        f"{seconds:.2f}", "-solve", "-solution", str(path.with_suffix(".sol")),
    ]  # fmt: skip
    with path.with_suffix(".log").open("wb") as log:
        child = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


def better(own: Outcome, other: Outcome | None) -> Outcome:
    """CBC's proof, else HiGHS's, else the better values with the smaller bound."""
    if other is None or other.values is None:
        return own
    if other.status == "optimal":
        return other
    if own.status == "optimal":
        return own
    best = own if own.objective >= other.objective else other
    return Outcome("feasible", best.values, best.objective, min(own.bound, other.bound), own.nodes)

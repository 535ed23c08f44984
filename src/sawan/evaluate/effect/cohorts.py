"""From a panel to the cohorts that started in different years, or every fault at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Bools, Floats, Ints
from sawan.evaluate.effect import faults
from sawan.evaluate.effect.table import PanelTable
from sawan.problems import Problem, Refused

FEWEST_NEVER = 2


@dataclass(frozen=True, slots=True)
class CohortQuestion:
    """`column` holds each unit's first treated time (0 or empty: never); `donors`, when given, names the never
    treated that may be compared with; `exclude` are left out."""

    outcome: str
    column: str
    donors: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cohorts:
    """`outcome` (T, N) of the units kept and their first treated times `starts` (N,), 0 for never."""

    outcome: Floats
    starts: Ints
    first: int
    last: int

    @property
    def starting(self) -> Bools:
        """(N,) units that start within the panel, after its first time."""
        return (self.starts > self.first) & (self.starts <= self.last)

    @property
    def never(self) -> Bools:
        """(N,) units not treated within the panel."""
        return np.asarray((self.starts == 0) | (self.starts > self.last))


def build_cohorts(panel: PanelTable, question: CohortQuestion) -> Cohorts:
    """The cohorts of a panel; Refused when names, times or starts do not allow it."""
    named = (("--donors", question.donors), ("--exclude", question.exclude))
    problems = [
        faults.unknown_unit(panel.file, name, option)
        for option, names in named
        for name in names
        if name not in panel.units
    ]
    starts = {name: _start(panel.values[question.column][:, at]) for at, name in enumerate(panel.units)}
    kept = [name for name in panel.units if _is_kept(question, name, starts[name])]
    unsteady = [name for name in kept if starts[name] is None]
    problems += [faults.cohort_unsteady(panel.file, name, question.column) for name in unsteady]
    problems += panel.hole_faults(question.outcome, kept)
    begun = np.array([starts[name] or 0 for name in kept], dtype=np.int64)
    built = Cohorts(panel.of(question.outcome, kept), begun, panel.times[0], panel.times[-1])
    problems += _size_faults(panel.file, built)
    if problems:
        raise Refused(problems)
    return built


def _start(cells: Floats) -> int | None:
    """The one whole number that a unit's rows hold, 0 when they hold none; None when they do not agree."""
    known = cells[~np.isnan(cells)]
    if not known.size:
        return 0
    same = known.size == cells.size and known.min() == known.max() == int(known[0])
    return int(known[0]) if same else None


def _is_kept(question: CohortQuestion, name: str, start: int | None) -> bool:
    if name in question.exclude:
        return False
    return not question.donors or start != 0 or name in question.donors


def _size_faults(file: str, built: Cohorts) -> list[Problem]:
    found = []
    if not built.starting.any():
        found.append(faults.too_few(file, "cohorts", 0, 1))
    never = int(built.never.sum())
    if never < FEWEST_NEVER:
        found.append(faults.too_few(file, "never", never, FEWEST_NEVER))
    return found

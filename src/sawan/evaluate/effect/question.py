"""From a panel and the call's options to a case, or every fault at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Bools, Floats
from sawan.evaluate.effect import faults
from sawan.evaluate.effect.case import Case, Predictors
from sawan.evaluate.effect.spec import Predictor, Spec, Window
from sawan.evaluate.effect.table import PanelTable
from sawan.problems import Problem, Refused

FEWEST_DONORS, FEWEST_BEFORE = 2, 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a panel: `donors` empty means all other units, less `exclude`; `start` is the first treated
    time."""

    outcome: str
    treated: tuple[str, ...]
    start: int
    donors: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    spec: Spec | None = None


def build_case(panel: PanelTable, question: Question) -> Case:
    """The case of a question; Refused when units, times or predictors do not allow it."""
    problems = _unit_faults(panel, question)
    donors = _donors(panel, question)
    known = [one for one in question.treated if one in panel.units]
    whole, panel = panel, panel.observed(question.outcome, [*known, *donors])
    first, last = panel.times[0], panel.times[-1]
    if not first < question.start <= last:
        problems.append(faults.start_outside(panel.file, question.start, first, last))
    problems += panel.hole_faults(question.outcome, known)
    problems += panel.hole_faults(question.outcome, donors)
    before = question.start - first
    if len(donors) < FEWEST_DONORS:
        problems.append(faults.too_few(panel.file, "donors", len(donors), FEWEST_DONORS))
    if 0 < before < FEWEST_BEFORE:
        problems.append(faults.too_few(panel.file, "before", before, FEWEST_BEFORE))
    if problems:
        raise Refused(problems)
    own = panel.of(question.outcome, question.treated).mean(axis=1)
    others = panel.of(question.outcome, donors)
    if np.ptp(np.column_stack([own, others])) == 0:
        raise Refused(faults.outcome_constant(panel.file, question.outcome))
    later = earlier = None
    if question.spec is not None:
        later, earlier = _windows(whole, question, panel.times, donors)
    name = " + ".join(question.treated)
    return Case(name, own, donors, others, before, len(question.treated), later, earlier)


def columns_of(outcome: str, spec: Spec | None) -> list[str]:
    """The columns of numbers that a question needs."""
    windows = [window for window in (spec.later, spec.earlier) if window] if spec else []
    return [outcome, *(one.column for window in windows for one in window.predictors)]


def _unit_faults(panel: PanelTable, question: Question) -> list[Problem]:
    named = (("--treated", question.treated), ("--donors", question.donors), ("--exclude", question.exclude))
    return [
        faults.unknown_unit(panel.file, name, option)
        for option, names in named
        for name in names
        if name not in panel.units
    ]


def _donors(panel: PanelTable, question: Question) -> tuple[str, ...]:
    """By name, so that neither the order of rows nor of `--donors` changes an answer."""
    wanted = question.donors or panel.units
    away = {*question.treated, *question.exclude}
    return tuple(sorted({name for name in wanted if name in panel.units and name not in away}))


def _windows(
    panel: PanelTable, question: Question, times: Sequence[int], donors: Sequence[str]
) -> tuple[Predictors | None, Predictors | None]:
    """Both windows of the spec over the units of the question; `times` are those of the outcome."""
    reader = _Means(panel, question, donors, [])
    spec = question.spec
    later = reader.predictors(spec.later, times) if spec else None
    earlier = reader.predictors(spec.earlier, times) if spec and spec.earlier else None
    if reader.problems:
        raise Refused(reader.problems)
    return later, earlier


@dataclass(frozen=True, slots=True)
class _Means:
    """Reads predictors of one question and notes what is wrong with them."""

    panel: PanelTable
    question: Question
    donors: Sequence[str]
    problems: list[Problem]

    @property
    def file(self) -> str:
        return self.question.spec.file if self.question.spec else ""

    def predictors(self, window: Window, times: Sequence[int]) -> Predictors:
        values = np.array([self.means(one) for one in window.predictors])
        when = np.array(times)
        fit: Bools = when < self.question.start
        if window.fit is not None:
            fit = (when >= window.fit[0]) & (when <= window.fit[1])
            if not fit.any():
                self.problems.append(faults.bad_spec(self.file, 1, "fit", "no_fit_times"))
            elif window.fit[1] >= self.question.start:
                self.problems.append(faults.bad_spec(self.file, 1, "fit", "fit_after_start"))
        return Predictors(values[:, 0], values[:, 1:], fit)

    def means(self, one: Predictor) -> Floats:
        """(1 + J,) the mean over the predictor's times of the treated (the mean of several) and of each donor."""
        units = [*self.question.treated, *self.donors]
        values = self.panel.of(one.column, units)[np.isin(np.array(self.panel.times), one.times)]
        known = ~np.isnan(values)
        counts = known.sum(axis=0)
        means = np.where(known, values, 0.0).sum(axis=0) / np.maximum(counts, 1)
        several = len(self.question.treated)
        found: Floats = np.concatenate([[means[:several].mean()], means[several:]])
        if (counts == 0).any():
            empty = [unit for unit, count in zip(units, counts, strict=True) if not count]
            self.problems.append(faults.predictor_empty(self.file, one.line, one.column, empty))
        elif np.ptp(found) <= 1e-12 * np.abs(found).max():
            self.problems.append(faults.predictor_constant(self.file, one.line, one.column))
        return found

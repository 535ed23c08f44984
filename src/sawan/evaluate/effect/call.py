"""One call of the command: its options checked, its question answered, its files written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sawan.evaluate.effect import faults, report
from sawan.evaluate.effect.cohorts import CohortQuestion, build_cohorts
from sawan.evaluate.effect.methods import Method
from sawan.evaluate.effect.question import Question, build_case, columns_of
from sawan.evaluate.effect.spec import read_spec
from sawan.evaluate.effect.staggered import staggered
from sawan.evaluate.effect.study import study
from sawan.evaluate.effect.table import read_panel
from sawan.evaluate.writing import write_files
from sawan.problems import Problem, Refused
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Call:
    """The options of `sawan evaluate effect` as they were given."""

    panel: Path
    outcome: str
    unit: str
    time_column: str
    treated: tuple[str, ...]
    start: int | None
    method: str
    predictors: Path | None
    donors: str
    exclude: str
    cohort: str | None
    seed: int
    out: Path


def answer(call: Call) -> Text:
    """Answer the call, write its files and return the sentence; Refused before anything is written."""
    problems = _clashes(call)
    if problems:
        raise Refused(problems)
    return _by_cohort(call, call.cohort) if call.cohort is not None else _one_start(call, call.start or 0)


def _one_start(call: Call, start: int) -> Text:
    spec = read_spec(call.predictors) if call.predictors is not None else None
    treated = tuple(dict.fromkeys(name.strip() for name in call.treated))
    columns = columns_of(call.outcome, spec)
    panel = read_panel(call.panel, unit=call.unit, time=call.time_column, columns=columns)
    question = Question(call.outcome, treated, start, panel.listed(call.donors), panel.listed(call.exclude), spec)
    case = build_case(panel, question)
    v = np.array(spec.v) if spec is not None and spec.v is not None else None
    found = study(case, Method(call.method, call.seed, v))
    write_files(report.files(found, question, call.time_column, call.out))
    return report.said(found, question)


def _by_cohort(call: Call, column: str) -> Text:
    panel = read_panel(call.panel, unit=call.unit, time=call.time_column, columns=[call.outcome, column])
    asked = CohortQuestion(call.outcome, column, panel.listed(call.donors), panel.listed(call.exclude))
    built = build_cohorts(panel, asked)
    found = staggered(built.outcome, built.starts, np.array(panel.times))
    facts: dict[str, object] = {
        "method": call.method,
        "outcome": call.outcome,
        "cohort": column,
        "cohorts": sorted({int(start) for start in built.starts[built.starting]}),
        "treated": int(built.starting.sum()),
        "never": int(built.never.sum()),
        "seed": call.seed,
    }
    write_files(report.staggered_files(found, facts, call.out))
    return report.staggered_sentence(found.simple, call.outcome)


def _clashes(call: Call) -> list[Problem]:
    """Options that do not go together."""
    found = []
    if call.cohort is None and not call.treated:
        found.append(
            faults.option_clash("--treated", "ต้องระบุ --treated หรือ --cohort", "--treated or --cohort is needed.")
        )
    if call.cohort is None and call.start is None:
        found.append(
            faults.option_clash("--from", "ต้องระบุเวลาเริ่มด้วย --from", "--from is needed: the first treated time.")
        )
    if call.cohort is not None and (call.treated or call.start is not None):
        found.append(
            faults.option_clash(
                "--cohort", "--cohort ใช้แทน --treated และ --from", "--cohort stands instead of --treated and --from."
            )
        )
    if call.cohort is not None and call.method != "did":
        found.append(
            faults.option_clash("--cohort", "--cohort ใช้กับ --method did เท่านั้น", "--cohort goes with did only.")
        )
    if call.predictors is not None and call.method != "sc":
        found.append(
            faults.option_clash(
                "--predictors", "--predictors ใช้กับ --method sc เท่านั้น", "--predictors goes with --method sc only."
            )
        )
    return found

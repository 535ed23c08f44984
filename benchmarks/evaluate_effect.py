"""Effects: time of the published cases, and how often the verdict speaks where nothing is known to have happened.

    python benchmarks/evaluate_effect.py [--full]

False alarms: provinces in turn are called treated, at four dates on three panels (every fifth province; `--full`:
all); outcomes-only synthetic control on logarithms, last year 2562. Goal: the verdict speaks in at most 6 %.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from evaluate_panels import Values, provinces

from sawan.evaluate.effect import Case, Method, study
from sawan.evaluate.effect.question import Question, build_case, columns_of
from sawan.evaluate.effect.spec import read_spec
from sawan.evaluate.effect.table import read_panel

DATA = Path(__file__).parent.parent / "tests" / "evaluate" / "data"
STARTS = (2556, 2558, 2560, 2561)
LAST = 2562


def published() -> None:
    cases = [("prop99", "packs", "state", "California", 1989, method, None) for method in ("sc", "sdid", "asc", "did")]
    cases += [("prop99", "packs", "state", "California", 1989, "sc", "prop99.yaml")]
    basque = ("basque", "gdpcap", "regionname", "Basque Country (Pais Vasco)", 1970, "sc")
    cases += [(*basque, spec) for spec in ("basque-14-fixed.yaml", "basque-8.yaml", "basque-14.yaml")]
    print(
        f"{'case':8s} {'method':6s} {'predictors':22s} {'effect':>9s} {'mspe fit':>10s} {'p':>6s} {'verdict':16s} CPU s"
    )
    for name, outcome, unit, treated, start, method, spec in cases:
        began = time.process_time()
        question = Question(outcome, (treated,), start, spec=read_spec(DATA / spec) if spec else None)
        panel = read_panel(DATA / f"{name}.csv", unit=unit, time="year", columns=columns_of(outcome, question.spec))
        v = np.array(question.spec.v) if question.spec and question.spec.v else None
        case = build_case(panel, question)
        found = study(case, Method(method, 2564, v))
        fit = case.predictors.fit if case.predictors else np.arange(len(case.own)) < case.before
        loss = float((found.fit.gap[fit] ** 2).mean())
        print(
            f"{name:8s} {method:6s} {spec or '-':22s} {found.fit.effect:9.4f} {loss:10.6f} "
            f"{found.measures.p_space:6.3f} {found.verdict.word:16s} {time.process_time() - began:.2f}"
        )


def false_alarms(step: int) -> None:
    panels = {
        "GPP per head": provinces("gpp-totals.csv.gz", "gpp_per_capita_current"),
        "GPP volume": provinces("gpp-totals.csv.gz", "gpp_cvm"),
        "births": provinces("births-2536-2564.csv.gz", "births"),
    }
    every: Counter[str] = Counter()
    for name, values in panels.items():
        found: Counter[str] = Counter()
        for start in STARTS:
            for at, area in enumerate(sorted(_complete(values))):
                if at % step == 0:
                    found[study(_case(values, area, start), Method("sc", 2564)).verdict.word] += 1
        every += found
        print(f"{name:14s} {dict(sorted(found.items()))}", flush=True)
    runs = sum(every.values())
    spoke = every["raised"] + every["lowered"]
    print(f"{'all':14s} {runs} runs, spoke in {spoke} ({100 * spoke / runs:.1f} %), refused {every['no_answer']}")


def _complete(values: Values) -> list[str]:
    longest = max(len(years) for years in values.values())
    return [area for area, years in values.items() if len(years) == longest]


def _case(values: Values, area: str, start: int) -> Case:
    names = _complete(values)
    years = [year for year in sorted(values[area]) if year <= LAST]
    logs = np.log(np.array([[values[name][year] for name in names] for year in years]))
    own = names.index(area)
    rest = [at for at in range(len(names)) if at != own]
    return Case(area, logs[:, own], tuple(names[at] for at in rest), logs[:, rest], years.index(start))


if __name__ == "__main__":
    published()
    false_alarms(1 if "--full" in sys.argv else 5)

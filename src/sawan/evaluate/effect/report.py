"""The files of an answer, column by column as the contract names them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect.case import Fit
from sawan.evaluate.effect.question import Question
from sawan.evaluate.effect.staggered import Estimate, Staggered
from sawan.evaluate.effect.study import Study
from sawan.evaluate.effect.verdict import sentence
from sawan.evaluate.wording import signed
from sawan.evaluate.writing import csv_text, figure, json_text
from sawan.texts import Text

Row = tuple[str | float | int | None, ...]


def files(found: Study, question: Question, time: str, folder: Path) -> dict[Path, str]:
    """All files of a study, ready to be written into `folder`."""
    times = [question.start - found.fit.case.before + at for at in range(len(found.fit.case.own))]
    answer = {
        "effects.csv": csv_text((time, *EFFECTS), _effects(found, times)),
        "weights.csv": csv_text(("kind", "name", "weight"), _weights(found.fit, question, times)),
        "placebo.csv": csv_text(PLACEBO, _placebos(found, times)),
        "leave_one_out.csv": csv_text(
            ("dropped", "effect", "rmspe_pre"), [(one.dropped, one.effect, one.error_before) for one in found.without]
        ),
        "summary.json": json_text(summary(found, question)),
    }
    if question.spec is not None:
        answer["balance.csv"] = csv_text(BALANCE, _balance(found.fit, question))
    return {folder / name: text for name, text in answer.items()}


EFFECTS = ("period", "observed", "synthetic", "effect", "lo95", "hi95", "p")
PLACEBO = ("kind", "unit", "from", "effect", "rmspe_pre", "rmspe_post", "ratio", "rank")
BALANCE = ("predictor", "treated", "synthetic", "donors_mean", "weight")


def summary(found: Study, question: Question) -> dict[str, object]:
    """The keys of `summary.json` in the order of the contract."""
    fit, measures, case = found.fit, found.measures, found.fit.case
    after = fit.synthetic[case.before :]
    fit_times = case.predictors.fit if case.predictors is not None else np.arange(len(case.own)) < case.before
    gap = fit.gap
    mean = float(after.mean())
    answer: dict[str, object] = {
        "method": found.method.name,
        "outcome": question.outcome,
        "treated": question.treated[0] if len(question.treated) == 1 else list(question.treated),
        "from": question.start,
        "periods_pre": case.before,
        "periods_post": len(after),
        "donors": measures.donors,
        "effect": fit.effect,
        "effect_last": float(gap[-1]),
        "effect_percent": 100 * fit.effect / mean if mean else None,
        "rmspe_pre": fit.error_before,
        "mspe_fit": float((gap[fit_times] ** 2).mean()),
        "l2_pre": float(np.sqrt((gap[: case.before] ** 2).sum())),
        "fit_ratio": measures.fit_ratio,
        "fit_to_placebos": measures.fit_to_placebos,
        "p_space": measures.p_space,
        "se_placebo": measures.se_placebo,
        "p_conformal": found.p_conformal,
        "lambda": fit.ridge,
        "loo_min": measures.least_without,
        "loo_max": measures.most_without,
        "smallest_visible": measures.smallest_visible,
        "v_spread": {"effect_min": fit.spread[0], "effect_max": fit.spread[1]} if fit.spread else None,
        "verdict": found.verdict.word,
        "reasons": list(found.verdict.reasons),
        "sentence": said(found, question).as_json(),
        "seed": found.method.seed,
    }
    return answer


def said(found: Study, question: Question) -> Text:
    """The verdict as a sentence."""
    return sentence(
        found.verdict, found.measures, name=found.fit.case.name, outcome=question.outcome, start=question.start
    )


def _effects(found: Study, times: list[int]) -> Iterable[Row]:
    case, fit = found.fit.case, found.fit
    tests = dict(enumerate(found.tests, start=case.before))
    for at, time in enumerate(times):
        period = "pre" if at < case.before else "post"
        figures = (float(case.own[at]), float(fit.synthetic[at]), float(fit.gap[at]))
        test = tests.get(at)
        yield (time, period, *figures, *((test.low, test.high, test.p) if test else (None, None, None)))


def _weights(fit: Fit, question: Question, times: list[int]) -> Iterable[Row]:
    yield from _ranked("unit", fit.case.names, fit.weights)
    if fit.time_weights is not None:
        yield from _ranked("time", [str(time) for time in times[: fit.case.before]], fit.time_weights)
    if fit.predictor_weights is not None:
        yield from _ranked("predictor", _predictor_names(question), fit.predictor_weights)


def _ranked(kind: str, names: Iterable[str], weights: Floats) -> list[Row]:
    """By weight as it is printed, descending, then by name."""
    pairs = zip(names, weights.tolist(), strict=True)
    return [(kind, name, weight) for name, weight in sorted(pairs, key=lambda one: (-float(figure(one[1])), one[0]))]


def _predictor_names(question: Question) -> list[str]:
    listed = question.spec.later.predictors if question.spec else ()
    return [f"{number}:{one.column}" for number, one in enumerate(listed, start=1)]


def _placebos(found: Study, times: list[int]) -> Iterable[Row]:
    for kind, listed in (("space", found.units), ("time", found.dates)):
        for one in listed:
            errors = (one.error_before, one.error_after, one.ratio)
            yield (kind, one.unit, times[one.start], one.effect, *errors, one.rank)


def _balance(fit: Fit, question: Question) -> Iterable[Row]:
    predictors, v = fit.case.predictors, fit.predictor_weights
    if predictors is None or v is None:
        return
    synthetic = predictors.others @ fit.weights
    means = predictors.others.mean(axis=1)
    for at, name in enumerate(_predictor_names(question)):
        figures = (predictors.own[at], synthetic[at], means[at], v[at])
        yield (name, *(float(figure) for figure in figures))


def staggered_files(found: Staggered, facts: dict[str, object], folder: Path) -> dict[Path, str]:
    """The files of staggered starts; `facts` are the keys of the summary that the call gives."""
    effects: list[Row] = [(one.cohort, one.time, one.found.effect, one.found.se) for one in found.effects]
    events: list[Row] = [(event, one.effect, one.se) for event, one in found.events]
    means = {"effect_simple": found.simple, "effect_group": found.group, "effect_event": found.event}
    figures: dict[str, object] = {}
    for name, one in means.items():
        figures |= {name: one.effect, f"{name}_se": one.se}
    answer = {**facts, **figures, "sentence": staggered_sentence(found.simple, str(facts["outcome"])).as_json()}
    return {
        folder / "att.csv": csv_text(("cohort", "time", "effect", "se"), effects),
        folder / "event.csv": csv_text(("event", "effect", "se"), events),
        folder / "summary.json": json_text(answer),
    }


def staggered_sentence(simple: Estimate, outcome: str) -> Text:
    """The mean effect with its standard error."""
    size, error = signed(simple.effect), f"{simple.se:.3g}"
    return Text(
        f"{outcome}: ผลเฉลี่ยหลังเริ่มโครงการ {size} (ความคลาดเคลื่อนมาตรฐาน {error})",
        f"{outcome}: the mean effect after the start is {size} (standard error {error}).",
    )

"""The whole answer to one question of effect: fit, placebos, tests, verdict."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.evaluate.effect import inference
from sawan.evaluate.effect.case import Case, Fit
from sawan.evaluate.effect.inference import LeftOut, Placebo, TimeTest
from sawan.evaluate.effect.methods import CONFORMAL, Method
from sawan.evaluate.effect.verdict import Measures, Verdict, decide, measure


@dataclass(frozen=True, slots=True)
class Study:
    """A fit with all that says how far it may be trusted."""

    method: Method
    fit: Fit
    units: list[Placebo]
    dates: list[Placebo]
    without: list[LeftOut]
    tests: list[TimeTest]
    p_conformal: float | None
    measures: Measures
    verdict: Verdict


def study(case: Case, method: Method) -> Study:
    """Fit the case, run every placebo, leave every donor of weight out once, test by permutation, and decide."""
    fit = method.fit(case)
    units = inference.over_units(fit, method)
    dates = inference.over_dates(fit, method)
    without = inference.leave_one_out(fit, method)
    tests, joint = [], None
    if method.name in CONFORMAL:
        tests, joint = inference.time_tests(fit, method), inference.joint_p(fit, method, method.seed)
    measures = measure(fit, units, dates, without)
    return Study(method, fit, units, dates, without, tests, joint, measures, decide(measures))

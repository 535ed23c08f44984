"""Weights, searches and tests against what they must obey."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.evaluate.effect import inference, outcomes, search
from sawan.evaluate.effect.case import Case, Predictors
from sawan.evaluate.effect.methods import Method
from sawan.evaluate.effect.simplex import polished, simplex_weights
from sawan.evaluate.effect.study import study
from sawan.evaluate.effect.verdict import Measures, decide

RANDOM = np.random.default_rng(2564)
FINE = Measures(
    periods_before=20,
    donors=30,
    effect=2.0,
    fit_ratio=0.1,
    fit_to_placebos=1.0,
    p_space=1 / 31,
    se_placebo=0.5,
    smallest_visible=1.0,
    least_without=1.5,
    most_without=2.5,
    largest_false=1.0,
    spread=None,
)


def panel(times: int = 24, donors: int = 12, before: int = 16, effect: float = 0.0) -> Case:
    factors = np.cumsum(RANDOM.normal(0, 1, (times, 2)), axis=0)
    others = factors @ RANDOM.uniform(0, 1, (2, donors)) + RANDOM.normal(0, 0.1, (times, donors)) + 10
    own = others[:, :3].mean(axis=1) + RANDOM.normal(0, 0.1, times)
    own[before:] += effect
    return Case("treated", own, tuple(f"d{i:02d}" for i in range(donors)), others, before)


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 8), st.integers(3, 9), st.integers(0, 10_000))
def test_simplex_weights_are_optimal(donors: int, times: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    columns, goal = random.normal(0, 1, (times, donors)), random.normal(0, 1, times)
    weights = polished(columns, goal, simplex_weights(columns, goal))
    assert weights.min() >= 0 and weights.sum() == pytest.approx(1, abs=1e-12)
    gradient = columns.T @ (columns @ weights - goal)
    assert gradient.min() >= gradient @ weights - 1e-6


def test_simplex_weights_of_nothing_are_even() -> None:
    assert simplex_weights(np.zeros((3, 4)), np.ones(3)).tolist() == [0.25] * 4


@pytest.mark.parametrize("method", ["sc", "sdid", "asc", "did"])
def test_known_effect_is_found_in_every_method(method: str) -> None:
    found = study(panel(effect=5.0), Method(method, 1))
    assert found.fit.effect == pytest.approx(5.0, abs=1.0)
    if method != "did":
        assert found.verdict.word == "raised"


def test_known_effect_lies_in_the_conformal_intervals() -> None:
    case = panel(times=40, before=36, effect=5.0)
    tests = inference.time_tests(outcomes.synthetic_control(case), Method("sc", 1))
    assert all(one.p <= 2 / 37 for one in tests)
    assert all(one.low is not None and one.high is not None and one.low < 5.6 and one.high > 4.4 for one in tests)


def test_conformal_p_cannot_be_under_its_grain() -> None:
    case = panel(effect=50.0)
    tests = inference.time_tests(outcomes.synthetic_control(case), Method("sc", 1))
    assert min(one.p for one in tests) == pytest.approx(1 / 17)
    assert all(one.low is None for one in tests), "sixteen times before cannot reject at 5 %"


def test_search_finds_the_predictor_that_matters() -> None:
    case = panel()
    truth = case.others[:16].mean(axis=0)
    noise = RANDOM.normal(0, 1, (3, 13))
    values = np.vstack([np.r_[case.own[:16].mean(), truth], noise])
    case = replace(case, predictors=Predictors(values[:, 0], values[:, 1:], np.arange(24) < 16))
    fit = search.searched(case, 1)
    assert fit.spread is not None and fit.spread[0] <= fit.effect + 1e-9 and fit.effect - 1e-9 <= fit.spread[1]
    assert fit.predictor_weights is not None and fit.predictor_weights.sum() == pytest.approx(1)
    again = search.searched(case, 7)
    assert again.effect == pytest.approx(fit.effect, abs=0.02)
    assert search.given(case, fit.predictor_weights).weights == pytest.approx(fit.weights, abs=1e-6)


def test_placebo_leaves_the_treated_out_and_false_starts_stay_before() -> None:
    case = panel()
    placebo = case.as_placebo(3)
    assert placebo.name == "d03" and "treated" not in placebo.names and len(placebo.names) == 11
    dates = inference.over_dates(outcomes.synthetic_control(case), Method("sc", 1))
    assert [one.start for one in dates] == list(range(5, 15))


@pytest.mark.parametrize(
    ("change", "word", "reasons"),
    [
        ({}, "raised", ()),
        ({"effect": -2.0, "least_without": -3.0, "most_without": -1.0}, "lowered", ()),
        ({"periods_before": 4, "p_space": 0.5}, "no_answer", ("few_periods_before",)),
        ({"donors": 4}, "no_answer", ("few_donors",)),
        ({"fit_ratio": 0.6, "fit_to_placebos": 2.1}, "no_answer", ("poor_fit",)),
        ({"fit_ratio": 0.6, "fit_to_placebos": 1.9}, "raised", ()),
        ({"p_space": 0.11}, "no_clear_effect", ("placebo",)),
        ({"p_space": 0.10}, "raised", ()),
        ({"least_without": -0.1}, "no_clear_effect", ("leave_one_out",)),
        ({"largest_false": 2.1, "p_space": 0.2}, "no_clear_effect", ("placebo", "date")),
        ({"spread": (-0.1, 3.0)}, "raised", ("v_ambiguous",)),
        ({"spread": (0.1, 3.0)}, "raised", ()),
    ],
)
def test_verdict_follows_the_contract(change: dict[str, float], word: str, reasons: tuple[str, ...]) -> None:
    verdict = decide(replace(FINE, **change))  # type: ignore[arg-type]
    assert (verdict.word, verdict.reasons) == (word, reasons)

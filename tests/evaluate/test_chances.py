"""Targets against forecasts: the contract's example, observed years, words."""

import math

import pytest

from sawan.evaluate.chances import answers
from sawan.evaluate.forecast import Series, forecast
from sawan.evaluate.forecast.reading import Question

HAI = Series("60", dict(zip(range(2557, 2565), [0.60, 0.61, 0.61, 0.62, 0.63, 0.62, 0.64, 0.65], strict=True)))


def ask(year: int, target: float, direction: str = "higher", high: float | None = None) -> Question:
    return Question(2, "60", year, target, direction, high)


def test_example_of_the_contract_keeps_its_identities() -> None:
    near, far = answers([HAI], [ask(2565, 0.66), ask(2567, 0.70)])
    assert (near.last_year, near.last_value) == (2564, 0.65)
    assert [near.needed, near.recent, far.needed] == pytest.approx([0.01, 0.008, 0.05 / 3])
    assert near.probability is not None and far.probability is not None
    assert 0 < far.probability < near.probability < 0.5
    assert near.band == forecast([HAI], 7)[0].bands()[0]


def test_target_at_the_upper_bound_has_a_tenth() -> None:
    high = forecast([HAI], 1)[0].bands()[0].high80
    assert answers([HAI], [ask(2565, high)])[0].probability == pytest.approx(0.10, abs=0.01)


def test_directions_share_out_one_distribution() -> None:
    up, down, band = answers([HAI], [ask(2565, 0.65), ask(2565, 0.65, "lower"), ask(2565, 0.64, "band", 0.66)])
    assert up.probability is not None and down.probability is not None and band.probability is not None
    assert up.probability + down.probability == pytest.approx(1, abs=0.02)
    assert band.probability < 1
    assert (band.needed, down.needed) == (0, 0)


def test_observed_years_are_answered_by_their_value() -> None:
    reached, missed, unseen = answers([HAI], [ask(2564, 0.65), ask(2563, 0.65), ask(2540, 0.65)])
    assert (reached.notes, missed.notes, unseen.notes) == (
        ("observed_reached",),
        ("observed_missed",),
        ("not_observed",),
    )
    assert reached.answered and not unseen.answered and reached.probability is None


def test_series_without_forecast_gets_its_code_and_no_figure() -> None:
    short = Series("60", {2563: 0.6, 2564: 0.61})
    answer = answers([short], [ask(2566, 0.65)])[0]
    assert (answer.probability, answer.band, answer.notes) == (None, None, ("too_few_points",))
    assert answer.needed == pytest.approx(0.02)
    broken = Series("60", {2563: 0.6, 2564: math.inf})
    assert answers([broken], [ask(2566, 0.65)])[0].last_value is None


def test_sentence_says_chance_pace_needed_and_recent_pace() -> None:
    said = answers([HAI], [ask(2565, 0.66)])[0].sentence()
    assert "2565" in said.th and "ต่อปี" in said.th and "+0.008" in said.th
    assert "probability 0." in said.en and "+0.01 a year, the last 5 gave +0.008" in said.en


def test_nothing_is_said_to_be_certain() -> None:
    never, always = answers([HAI], [ask(2565, 9.0), ask(2565, 0.1)])
    assert "< 0.01" in never.sentence().en and "> 0.99" in always.sentence().th

"""The status: decided by the chance, capped by its data, silent without a target."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.status import RULE, Chance, Mark, Observed, judge, mark_of
from sawan.evaluate.target import Target

TODAY = date(2022, 6, 30)
GOAL = Target(2565, "at_least", 0.66)
FRESH = Observed(0.65, 2564, date(2021, 12, 31), usual_lag_months=12)
ORDER = [Mark.OFF_COURSE, Mark.WATCH, Mark.ON_COURSE]


def test_no_target_never_gets_a_judgement() -> None:
    status = judge(None, FRESH, today=TODAY, chance=Chance(0.99))
    assert (status.mark, status.counts) == (Mark.NO_TARGET, False)
    assert "2564" in status.text.th


@pytest.mark.parametrize(
    ("probability", "mark"),
    [(0.66, Mark.ON_COURSE), (0.6599, Mark.WATCH), (0.33, Mark.WATCH), (0.3299, Mark.OFF_COURSE)],
)
def test_probability_decides_at_the_printed_bounds(probability: float, mark: Mark) -> None:
    status = judge(GOAL, FRESH, today=TODAY, chance=Chance(probability))
    assert status.mark is mark
    assert "2565" in status.text.th
    assert f"{probability:.4g}" in status.text.en
    assert "0.66" in status.rule.th and "0.33" in status.rule.en


def test_without_a_forecast_only_an_observed_target_year_is_judged() -> None:
    assert judge(GOAL, FRESH, today=TODAY).outcome == "not_judged"
    assert judge(GOAL, FRESH, today=TODAY).mark is Mark.NO_DATA
    seen = Observed(0.67, 2565, date(2022, 12, 31))
    status = judge(GOAL, seen, today=date(2023, 6, 1), at_target=seen)
    assert (status.mark, status.outcome, status.year) == (Mark.ON_COURSE, "reached", 2565)
    low = Observed(0.64, 2565, date(2022, 12, 31))
    assert judge(GOAL, low, today=date(2023, 6, 1), at_target=low, chance=Chance(0.9)).outcome == "missed"


def test_no_observation_is_no_data() -> None:
    assert judge(GOAL, None, today=TODAY, chance=Chance(0.9)).mark is Mark.NO_DATA


def test_preliminary_data_caps_unless_the_revision_is_known_to_be_harmless() -> None:
    early = Observed(0.65, 2564, date(2021, 12, 31), quality="preliminary")
    assert judge(GOAL, early, today=TODAY, chance=Chance(0.9)).mark is Mark.WATCH
    assert judge(GOAL, early, today=TODAY, chance=Chance(0.9, revised=0.5)).capped == ("revision",)
    kept = judge(GOAL, early, today=TODAY, chance=Chance(0.9, revised=0.7))
    assert (kept.mark, kept.badges) == (Mark.ON_COURSE, ("preliminary",))


def test_preliminary_value_at_the_target_is_held_when_its_revision_could_undo_it() -> None:
    def seen(revision: float | None) -> Mark:
        value = Observed(0.67, 2565, date(2022, 12, 31), quality="preliminary", usual_revision=revision)
        return judge(GOAL, value, today=date(2023, 6, 1), at_target=value).mark

    assert [seen(None), seen(0.02), seen(0.005)] == [Mark.WATCH, Mark.WATCH, Mark.ON_COURSE]


def test_stale_data_caps_then_silences() -> None:
    chance = Chance(0.9)
    assert judge(GOAL, FRESH, today=date(2023, 12, 31), chance=chance).mark is Mark.ON_COURSE
    stale = judge(GOAL, FRESH, today=date(2024, 1, 31), chance=chance)
    assert (stale.mark, stale.capped, stale.badges) == (Mark.WATCH, ("stale",), ("stale",))
    assert stale.age_months == 25 and "2 ปี 1 เดือน" in stale.text.th
    assert judge(GOAL, FRESH, today=date(2026, 1, 31), chance=chance).outcome == "too_old"


def test_illustrative_figures_are_marked_and_never_counted() -> None:
    sample = Observed(0.65, 2564, date(2021, 12, 31), quality="illustrative")
    status = judge(GOAL, sample, today=TODAY, chance=Chance(0.9))
    assert status.badges == ("illustrative",) and not status.counts


def test_mark_does_not_flicker() -> None:
    def after(previous: Mark | None, p: float) -> Mark:
        return judge(GOAL, FRESH, today=TODAY, chance=Chance(p), previous=previous).mark

    assert after(Mark.ON_COURSE, 0.64) is Mark.ON_COURSE
    assert after(Mark.ON_COURSE, 0.62) is Mark.WATCH
    assert after(Mark.WATCH, 0.68) is Mark.WATCH
    assert after(Mark.WATCH, 0.70) is Mark.ON_COURSE
    assert after(Mark.OFF_COURSE, 0.35) is Mark.OFF_COURSE
    assert after(Mark.NO_DATA, 0.67) is Mark.ON_COURSE


@given(st.floats(0.001, 0.999), st.sampled_from(["official", "preliminary", "estimate"]), st.integers(0, 48))
def test_status_is_never_better_than_its_probability(probability: float, quality: str, months: int) -> None:
    newest = Observed(0.65, 2564, date(2021, 12, 31), quality=quality)
    today = date(2022 + months // 12, 1 + months % 12, 1)
    status = judge(GOAL, newest, today=today, chance=Chance(probability))
    if status.mark in ORDER:
        assert ORDER.index(status.mark) <= ORDER.index(mark_of(probability, RULE))

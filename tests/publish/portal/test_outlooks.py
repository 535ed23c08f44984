"""Targets on the page of an indicator: the sentence of the pace, NESDC's colour only for a number that exists."""

from __future__ import annotations

import pytest
from tests.publish.portal.test_sentences import EMPTY, indicator, reading

from sawan.evaluate.queries import TargetStatus
from sawan.evaluate.status import Mark
from sawan.evaluate.status.judge import Status
from sawan.plan.target import Target
from sawan.publish.portal import outlooks
from sawan.texts import Text

RATES = reading({2560: 50.0, 2561: 51.0, 2562: 51.5, 2563: 52.5, 2564: 53.5}, entry=indicator("percent"))


def judged(year: int, level: float | None, *, value: float | None = None, p: float | None = None) -> TargetStatus:
    status = Status(Mark.WATCH, "", year, 2564, 12, p, (), (), Text("ก", "a"), Text(""))
    return TargetStatus(Target(""), year, level, status, value, None, "higher")


def test_coming_target_says_chance_need_and_pace() -> None:
    (row,) = outlooks.target_rows(RATES, [judged(2566, 57.1, p=0.31)])
    assert row.pace.en == (
        "at this pace the 2566 target (at least 57.1) is met with probability 0.31 (unlikely); "
        "it needs +1.8 a year, the last 4 gave +0.875"
    )
    assert "ต้องเปลี่ยน +1.8 ต่อปี" in row.pace.th
    assert (row.chance, row.percent, row.colour) == ("0.31", "", None)


def test_target_without_a_forecast_says_so_and_still_tells_the_paces() -> None:
    (row,) = outlooks.target_rows(RATES, [judged(2566, 57.1)])
    assert "cannot be forecast yet" in row.pace.en and "it needs +1.8 a year" in row.pace.en


def test_observed_target_has_the_colour_of_its_percent() -> None:
    (row,) = outlooks.target_rows(RATES, [judged(2563, 70.0, value=52.5)])
    assert (row.percent, row.colour and row.colour.code) == ("75.0%", "orange")
    assert not row.pace


def test_target_without_a_level_is_no_row() -> None:
    assert outlooks.target_rows(RATES, [judged(2566, None)]) == []


def test_recent_pace_needs_two_years_in_a_row() -> None:
    assert outlooks.recent(RATES).en.startswith("The last 4 years gave +0.875 points a year.")
    assert not outlooks.recent(EMPTY)
    assert not outlooks.recent(reading({2560: 5.0, 2562: 6.0}))


@pytest.mark.parametrize("year", [2563, 2564])
def test_year_that_is_over_needs_no_pace(year: int) -> None:
    (row,) = outlooks.target_rows(RATES, [judged(year, 60.0)])
    assert not row.pace

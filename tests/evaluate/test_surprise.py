"""The feed of changes: the less likely, the higher."""

import math

from sawan.evaluate.forecast import Series, forecast
from sawan.evaluate.status import Mark
from sawan.evaluate.surprise import new_value, ordered, rank_chance, revision, status_change

STEADY = Series("a", {2550 + i: v for i, v in enumerate([10, 11, 12, 12.5, 14, 15, 15.8, 17, 18])})


def test_farther_values_are_more_surprising_and_the_mean_is_none() -> None:
    found = forecast([STEADY], 2)[0]
    mean = found.bands()[0].mean
    bits = [new_value(found, 2559, mean + away).bits for away in (0, 0.5, 2, -2, 8)]
    assert bits[0] == 0
    assert bits[0] < bits[1] < bits[2] < bits[4]
    assert math.isclose(bits[2], bits[3])


def test_value_at_the_edge_of_a_band_has_the_chance_of_the_band() -> None:
    found = forecast([STEADY], 2)[0]
    assert abs(2 ** -new_value(found, 2559, found.bands()[0].high80).bits - 0.2) < 0.03


def test_without_a_forecast_past_changes_are_asked() -> None:
    found = forecast([Series("b", {2562: 1, 2563: 2, 2564: 2.5})], 1)[0]
    assert math.isclose(new_value(found, 2565, 9).bits, math.log2(3))
    assert new_value(found, 2565, 2.6).bits == 0


def test_revisions_and_marks_stand_in_one_feed() -> None:
    big = revision("gpp", 2563, 100, 90, [1, -2, 1, 0.5])
    small = revision("gpp", 2562, 100, 100.5, [1, -2, 1, 0.5])
    moved = status_change("hai", 2564, Mark.WATCH, Mark.ON_COURSE, 0.05)
    assert [one.subject for one in ordered([small, big, moved])] == ["hai", "gpp", "gpp"]
    assert ordered([small, big])[0] is big
    assert "ตามเป้า" in moved.text.th and "on course" in moved.text.en


def test_rank_chance_is_never_nought() -> None:
    assert rank_chance(5, []) == 1
    assert rank_chance(5, [1] * 9) == 0.1

"""Figures that deserve a second look are found, and ordinary ones are left in peace."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.measure import catalogue, quality

HELD = catalogue.load()
RATE, AMOUNT = HELD["forest_share"], HELD["gpp_current"]
STEADY = [100 * 1.03**year * (1.01 if year % 2 else 0.99) for year in range(12)]


def test_a_share_lies_between_0_and_100_and_a_growth_rate_anywhere() -> None:
    assert quality.range_of(RATE) == (0, 100) and quality.range_of(HELD["hai"]) == (0, 1)
    assert quality.range_of(HELD["gpp_growth"]) == (-math.inf, math.inf)
    remark = quality.out_of_range(RATE, 109)
    assert remark and remark.rule == "range" and "109" in remark.said.th and "0-100" in remark.said.en
    assert quality.out_of_range(RATE, 100) is None


def test_a_step_of_another_size_is_a_jump() -> None:
    assert quality.jump(AMOUNT, STEADY, STEADY[-1] * 1.05) is None
    remark = quality.jump(AMOUNT, STEADY, STEADY[-1] * 1000)
    assert remark and remark.rule == "jump"


def test_a_short_or_a_flat_history_says_nothing() -> None:
    assert quality.jump(AMOUNT, STEADY[:5], 1e9) is None
    assert quality.jump(AMOUNT, [5.0] * 12, 9.0) is None


def test_one_wrong_peer_hides_nothing() -> None:
    peers = [50 + place % 9 for place in range(40)]
    assert quality.unlike_peers(RATE, peers, 58) is None
    assert quality.unlike_peers(RATE, peers, 99) is not None
    assert quality.unlike_peers(RATE, [*peers[:-1], 9e9], 99) is not None
    assert quality.unlike_peers(RATE, peers[:10], 99) is None


def test_distance_is_the_robust_z_of_a_worked_example() -> None:
    # median 3, absolute deviations 2 1 0 1 2 with median 1: (10 - 3) / 1.4826
    assert quality.distance(10, [1, 2, 3, 4, 5]) == pytest.approx(7 / 1.4826)


@given(st.lists(st.floats(1, 1e6), min_size=5, max_size=40), st.floats(1, 1e6), st.floats(0.1, 100))
def test_distance_does_not_depend_on_the_unit(others: list[float], value: float, factor: float) -> None:
    plain = quality.distance(value, others)
    scaled = quality.distance(value * factor, [other * factor for other in others])
    if plain is not None and scaled is not None:
        assert scaled == pytest.approx(plain, rel=1e-6)


def test_parts_that_miss_their_total_are_told_at_the_total() -> None:
    sound = {"population_registered": 100.0, "population_registered_male": 49.0, "population_registered_female": 51.0}
    assert quality.missed_totals(sound) == {}
    assert quality.missed_totals({**sound, "population_registered_male": 94.0}).keys() == {"population_registered"}
    assert quality.missed_totals({"population_registered": 100.0}) == {}


def test_every_rule_speaks_of_indicators_that_exist() -> None:
    for rule in quality.sums():
        assert {rule.total, *rule.parts} <= HELD.keys()

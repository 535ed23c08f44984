"""Targets of every shape: the values that reach them, the way left, the pace."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.target import Region, Target, achievement, from_direction, pace


@pytest.mark.parametrize(
    ("target", "reached", "missed"),
    [
        (Target(2565, "at_least", 0.65), 0.65, 0.6499),
        (Target(2565, "at_most", 2500), 2500, 2501),
        (Target(2565, "between", 1, high=3), 3, 3.1),
        (Target(2565, "increase_by", 2, base=10), 12, 11.9),
        (Target(2565, "decrease_by", 2, base=10), 8, 8.1),
        (Target(2568, "percent_change", -10, base=200), 180, 181),
        (Target(2568, "percent_change", 5, base=9981.97), 10481.07, 10481.06),
        (Target(2570, "percent_a_year", 10, base=100, base_year=2568), 121, 120.9),
        (Target(2565, "level", 2, levels=("C", "B", "A")), 2, 1),
        (Target(2565, "milestone"), 1, 0),
    ],
)
def test_region_holds_the_values_that_reach(target: Target, reached: float, missed: float) -> None:
    assert target.region().contains(reached)
    assert not target.region().contains(missed)


def test_percent_change_from_a_negative_base_goes_the_right_way() -> None:
    assert Target(2565, "percent_change", 50, base=-4).region() == Region(-2, math.inf)


@pytest.mark.parametrize(
    "wrong",
    [
        {"shape": "about"},
        {"shape": "between", "value": 3, "high": 1},
        {"shape": "increase_by", "value": 2},
        {"shape": "percent_a_year", "value": 2, "base": 10},
    ],
)
def test_target_without_what_its_shape_needs_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Target(2565, **wrong)  # type: ignore[arg-type]


def test_said_names_level_band_and_unit() -> None:
    assert Target(2565, "level", 1, levels=("C", "B", "A")).said().en == "level “B” or better"
    assert Target(2565, "between", 1, high=3, unit="%").said().en == "between 1 and 3 %"
    assert Target(2565, "at_most", 2500).said().th == "ไม่เกิน 2,500"


def test_pace_is_the_example_of_the_contract() -> None:
    years, values = range(2557, 2565), [0.60, 0.61, 0.61, 0.62, 0.63, 0.62, 0.64, 0.65]
    found = pace(list(years), values, from_direction(2567, "higher", 0.70).region(), 2567)
    assert found.needed == pytest.approx(0.05 / 3)
    assert found.recent == pytest.approx(0.008)


def test_pace_into_a_band_goes_to_its_nearer_edge_and_is_nought_inside() -> None:
    band = from_direction(2566, "band", 4, 6).region()
    assert pace([2563, 2564], [9, 8], band, 2566).needed == -1
    assert pace([2563, 2564], [9, 5], band, 2566).needed == 0
    assert pace([2564], [5], band, 2566).recent is None


def test_achievement_counts_from_the_base() -> None:
    region = from_direction(2565, "higher", 0.65).region()
    assert achievement(region, 0.62, 0.60) == pytest.approx(40)
    assert achievement(region, 0.70, 0.60) == pytest.approx(200)
    assert achievement(region, 0.60, 0.62) == pytest.approx(-200 / 3)
    assert achievement(from_direction(2565, "lower", 10).region(), 15, 20) == pytest.approx(50)
    assert achievement(from_direction(2565, "band", 4, 6).region(), 7.5, 9) == pytest.approx(-50)
    assert achievement(region, 0.60, None) is None


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_distance_leads_into_the_region(value: float, low: float, width: float) -> None:
    region = Region(low, low + width)
    assert region.low - 1e-6 <= value + region.distance(value) <= region.high + 1e-6

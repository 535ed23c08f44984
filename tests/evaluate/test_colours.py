"""NESDC's four colours: its bounds, and no figure where its formula means nothing."""

import pytest

from sawan.evaluate.colours import colour_of, colours, percent_of_target


@pytest.mark.parametrize(
    ("percent", "code"),
    [
        (0, "red"),
        (50.99, "red"),
        (50.995, "red"),
        (51, "orange"),
        (75.99, "orange"),
        (76, "yellow"),
        (99.99, "yellow"),
        (100, "green"),
        (180, "green"),
    ],
)
def test_bounds_are_the_published_ones(percent: float, code: str) -> None:
    assert colour_of(percent).code == code


def test_percent_turns_round_where_lower_is_better() -> None:
    assert percent_of_target(48, 100, "higher") == 48
    assert percent_of_target(20, 15, "lower") == 75
    assert percent_of_target(5, 5, "band") is None
    assert percent_of_target(-3, 5, "higher") is None
    assert percent_of_target(0, 5, "lower") is None


def test_steps_carry_the_official_names() -> None:
    assert [(one.step, one.code) for one in colours()] == [(1, "red"), (2, "orange"), (3, "yellow"), (4, "green")]
    assert all(one.name.th and one.name.en for one in colours())

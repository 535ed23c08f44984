"""Water: classes at their printed edges, curves through the limits of the standard, and off unless confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sawan.measure import water


@pytest.mark.parametrize(
    ("index", "name"),
    [
        (100, "very good"), (90.5, "very good"), (90.4, "good"), (71, "good"), (70.49, "fair"), (60.5, "fair"),
        (60.4, "poor"), (31, "poor"), (30.4, "very poor"), (0, "very poor"),
    ],
)  # fmt: skip
def test_class_is_that_of_the_rounded_index(index: float, name: str) -> None:
    assert water.water_class(index).en == name


@pytest.mark.parametrize("index", [-1, 101, float("nan")])
def test_what_is_no_index_has_no_class(index: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        water.water_class(index)


def test_curves_that_ship_are_off() -> None:
    with pytest.raises(ValueError, match="not confirmed"):
        water.score("do", 5, water.curves())


def test_curves_pass_through_the_limits_of_the_standard_and_know_nothing_beyond() -> None:
    on = replace(water.curves(), use=True)
    assert [water.score("do", at, on) for at in (2, 4, 6)] == [31, 61, 71]
    assert [water.score("bod", at, on) for at in (1.5, 2, 4)] == [71, 61, 31]
    assert water.score("do", 5, on) == pytest.approx(66)
    assert water.score("do", 9, on) is None and water.score("ammonia", 0.3, on) is None

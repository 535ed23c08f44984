"""Sentences from plain values: what they say, and that missing data never yields one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Point, Rank
from sawan.publish.portal import changes, growth, indicator_charts, indicator_facts, success
from sawan.publish.portal.growth import Driver
from sawan.publish.portal.reading import Reading, number
from sawan.texts import Text


def indicator(unit: str = "people", direction: str = "higher", code: str = "visitors") -> Indicator:
    return Indicator(
        code=code, name=Text("ผู้มาเยือน", "Visitors"), definition=Text("", ""), kind="reported", unit=Text(unit, unit),
        direction=direction, levels=("province",), frequency="annual", calendar="calendar", agency=Text("ก", "A"),
        lag_months=12, role="result", held="shipped", certainty="A",
    )  # fmt: skip


def points(values: dict[int, float | None], status: str = "official") -> tuple[Point, ...]:
    return tuple(Point(str(year), v, "", status, "ed. 1", None, "NSO", "", "", 1) for year, v in values.items())


def reading(
    values: dict[int, float], *, entry: Indicator | None = None, country: dict[int, float] | None = None,
    rank: Rank | None = None, status: str = "official",
) -> Reading:  # fmt: skip
    return Reading(entry or indicator(), "60", points(dict(values), status), points(dict(country or {})), (), "", rank)


def ranked(now: int, before: int | None) -> Rank:
    return Rank("60", "2564", 0.6, now, 77, before, 0.6, 77, 1)


EMPTY = reading({})


@pytest.mark.parametrize("rule", [indicator_facts.answer, lambda found: changes.of_reading(found)])
def test_nothing_is_said_of_an_indicator_without_values(rule: object) -> None:
    assert callable(rule)
    assert not rule(EMPTY)


def test_no_rule_speaks_without_data() -> None:
    assert indicator_charts.average_growth(EMPTY) is None
    assert growth.said((), -5.8) == Text("")
    assert not success._lines(reading({2564: 1.0}))
    assert changes.newest([EMPTY]) == []


def test_a_missing_year_is_not_bridged() -> None:
    assert changes.of_reading(reading({2560: 1.0, 2562: 2.0})) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({2562: 100.0, 2563: 50.0, 2564: 91.0}, "back to 91% of 2562"),
        ({2562: 100.0, 2563: 50.0, 2564: 104.0}, "4.0% above 2562"),
        ({2562: 100.0, 2563: 90.0}, "fell by 10.0%"),
        ({2562: 90.0, 2563: 90.0}, "did not change"),
    ],
)
def test_a_move_in_words(values: dict[int, float], said: str) -> None:
    change = changes.of_reading(reading(values))
    assert change
    assert said in change.headline.en


def test_more_of_a_bad_thing_is_no_recovery() -> None:
    flooded = reading({2562: 100.0, 2563: 50.0, 2564: 91.0}, entry=indicator(direction="lower"))
    change = changes.of_reading(flooded)
    assert change
    assert "rose by 82.0%" in change.headline.en


def test_a_large_move_of_rank_is_the_news() -> None:
    change = changes.of_reading(reading({2563: 0.6339, 2564: 0.6205}, rank=ranked(63, 40)))
    assert change
    assert change.headline == Text("อันดับ ผู้มาเยือน ของจังหวัดลดจาก 40 เป็น 63", "Visitors rank fell from 40 to 63")


def test_drivers_name_the_two_groups_that_moved_growth_in_its_direction() -> None:
    parts = [("เกษตร", -3.5), ("อุตสาหกรรม", -2.4), ("ก่อสร้าง", 0.6), ("บริการ", -0.5)]
    found = tuple(Driver(th, Text(th, th), "data-1", value) for th, value in parts)
    assert growth.said(found, -5.8).th == "ภาคเกษตรฉุดลง 3.5 จุด อุตสาหกรรม 2.4 จุด"
    assert growth.said(found, 0.6).th == "ภาคก่อสร้างดันขึ้น 0.6 จุด"


def test_the_surprise_is_the_last_move_against_the_usual_one() -> None:
    def moved(values: Sequence[float]) -> float:
        return changes.surprise(reading(dict(enumerate(values, 2550))))

    assert moved([0, 1, -1, 1, 30]) > moved([0, 1, -1, 1, 3])
    assert moved([5.0]) == 0.0


def test_numbers_have_a_true_minus_and_no_minus_zero() -> None:
    assert number(-5.84, 1) == "−5.8"
    assert number(-0.04, 1) == "0.0"
    assert number(None, 1) == ""
    assert number(1_754_829, 0) == "1,754,829"


def test_illustrative_points_mark_the_reading() -> None:
    assert not reading({2564: 1.0}).sample
    assert reading({2564: 1.0}, status="illustrative").sample


def test_a_move_too_small_to_print_is_not_called_a_rise_and_latin_ends_stand_apart() -> None:
    entry = replace(indicator(), name=Text("ผลิตภัณฑ์ GPP", "GPP"))
    found = changes.of_reading(reading({2563: 1_000_000.0, 2564: 1_000_001.0}, entry=entry))
    assert found and found.headline == Text("ผลิตภัณฑ์ GPP แทบไม่เปลี่ยน", "GPP hardly changed")

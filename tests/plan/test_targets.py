"""Targets as plans word them: every shape is read, computed, and what contradicts itself is said."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.plan.target import Aim, Baseline, Basis, Counted, Target
from sawan.plan.targets import Given, Reading, read

PHRASES = Path(__file__).parent / "data" / "target-phrases-fy2563.csv"


def only(wording: str, year: int | None = None) -> Target:
    (target,) = read(wording, Given(year=year)).targets
    return target


def codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts}


def test_growth_a_year_on_a_baseline() -> None:
    target = only("รายได้จากการท่องเที่ยวเพิ่มขึ้นร้อยละ 5 ต่อปี จาก 9,981.97 ล้านบาท (ปี 2568)", 2571)
    assert (target.aim, target.counted, target.each_year) == (Aim.RISE, Counted.PERCENT, True)
    assert target.baseline == Baseline(Basis.VALUE, Decimal("9981.97"), 2568)
    assert target.measure == "รายได้จากการท่องเที่ยว"
    level = target.level(2571, {})
    assert level is not None and round(level, 2) == round(Decimal("9981.97") * Decimal("1.157625"), 2)


def test_level_in_a_year() -> None:
    target = only("ปีการศึกษาเฉลี่ย 10.5 ปี", 2571)
    assert (target.aim, target.values, target.unit) == (Aim.REACH, ((2571, Decimal("10.5")),), "ปี")
    assert target.level(2571, {}) == Decimal("10.5")


def test_ratio_as_text() -> None:
    target = only("จำนวนประชากรต่อแพทย์ 1:2,500", 2571)
    assert (target.counted, target.level(2571, {})) == (Counted.PER_ONE, Decimal(2500))


def test_fall_against_the_own_past_mean() -> None:
    target = only("จุดความร้อนลดลงร้อยละ 10 ของค่าเฉลี่ย 5 ปี", 2570)
    assert target.baseline == Baseline(Basis.PAST_MEAN, years=5)
    history = {2565 + at: Decimal(value) for at, value in enumerate((100, 300, 200, 400, 500))}
    assert target.level(2570, history) == Decimal(270)
    assert target.level(2570, {2569: Decimal(500)}) is None  # a mean of five years needs five years


def test_at_least_so_many_a_year() -> None:
    target = only("ถนนได้รับการพัฒนาอย่างน้อย 5 สายทางต่อปี")
    assert (target.aim, target.unit, target.each_year) == (Aim.AT_LEAST, "สายทาง", True)
    assert target.number(2570) == 5


@pytest.mark.parametrize(
    ("wording", "aim", "number", "unit"),
    [
        ("อายุคาดเฉลี่ยไม่น้อยกว่า 78 ปี", Aim.AT_LEAST, 78, "ปี"),
        ("ดัชนี HAI ไม่ต่ำกว่าร้อยละ 66", Aim.AT_LEAST, 66, "ร้อยละ"),
        ("ผู้เกี่ยวข้องกับยาเสพติดไม่เกิน ๒ คนต่อประชากร 1,000 คน", Aim.AT_MOST, 2, "คนต่อประชากร 1,000 คน"),
    ],
)
def test_thresholds(wording: str, aim: Aim, number: int, unit: str) -> None:
    target = only(wording)
    assert (target.aim, target.values[0][1], target.unit) == (aim, number, unit)


def test_missing_number_is_said() -> None:
    reading = read("รายได้เฉลี่ยครัวเรือน ........ ล้านบาท")
    assert reading.targets == () and codes(reading) == {"blank"}


def test_years_listed_in_the_sentence() -> None:
    target = only("นักท่องเที่ยวเพิ่มขึ้นร้อยละ 6 (ปี 2568) ร้อยละ 7 (ปี 2569) ร้อยละ 8 (ปี 2570)")
    assert target.values == ((2568, Decimal(6)), (2569, Decimal(7)), (2570, Decimal(8)))
    assert (target.aim, target.counted) == (Aim.RISE, Counted.PERCENT)
    assert target.level(2569, {2568: Decimal(100)}) == Decimal(107)


def test_compound_target_gives_two() -> None:
    reading = read("แปลง GAP เพิ่มขึ้นร้อยละ 4 และเกษตรอินทรีย์เพิ่มขึ้นร้อยละ 4")
    assert [target.measure for target in reading.targets] == ["แปลง GAP", "เกษตรอินทรีย์"]


@pytest.fixture(scope="module")
def phrases() -> list[tuple[dict[str, str], Reading]]:
    with PHRASES.open(encoding="utf-8") as page:
        rows = list(csv.DictReader(page))
    return [(row, read(row["indicator_th"], Given(row["target_value"], row["target_unit"], 2563))) for row in rows]


def test_every_phrase_of_fy2563_gives_its_number(phrases: list[tuple[dict[str, str], Reading]]) -> None:
    assert len(phrases) == 689
    for row, reading in phrases:
        (target,) = reading.targets
        assert target.values == ((2563, Decimal(row["target_value"])),)


def test_contradictions_of_fy2563_are_named(phrases: list[tuple[dict[str, str], Reading]]) -> None:
    """The counts that the file's own description gives: 7 without a unit, 8 shares in another unit."""
    found = Counter(code for _, reading in phrases for code in codes(reading))
    assert found["no_unit"] == sum(not row["target_unit"] for row, _ in phrases) == 7
    assert found["share_in_other_unit"] == 8
    by_value = {row["target_value"]: codes(reading) for row, reading in phrases}
    assert "out_of_scale" in by_value["15811500"]
    assert "over_hundred" in by_value["65000"]
    assert {"count_in_money", "share_in_other_unit"} <= by_value["5440.80"]


def test_counts_in_percent_are_growth_or_doubtful(phrases: list[tuple[dict[str, str], Reading]]) -> None:
    for row, reading in phrases:
        if row["indicator_th"].startswith("จำนวน") and row["target_unit"] == "ร้อยละ":
            (target,) = reading.targets
            assert target.counted is Counted.PERCENT or "count_in_percent" in codes(reading)


def test_direction_words_of_fy2563_are_heard(phrases: list[tuple[dict[str, str], Reading]]) -> None:
    for row, reading in phrases:
        text = row["indicator_th"].rstrip()
        if text.endswith("เพิ่มขึ้น"):
            assert reading.targets[0].aim is Aim.RISE, text
        if text.endswith("ลดลง"):
            assert reading.targets[0].aim is Aim.FALL, text


@given(st.decimals("0.01", "999999", places=2), st.integers(2560, 2580))
def test_a_rise_in_percent_is_counted_from_the_year_before(number: Decimal, year: int) -> None:
    target = Target("t", Aim.RISE, Counted.PERCENT, ((year, number),))
    assert target.level(year, {year - 1: Decimal(100)}) == 100 + number
    assert target.level(year + 1, {year: Decimal(100)}) is None

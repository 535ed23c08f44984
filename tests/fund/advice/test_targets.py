"""Advice on targets, against what is known to be wrong with the 689 targets of FY2563."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from sawan.fund.advice import target_advice

PHRASES = Path(__file__).parents[1] / "data" / "target-phrases-fy2563.csv"


@pytest.fixture(scope="module")
def asked() -> dict[str, list[dict[str, str]]]:
    """Rows by the rule that asks about them."""
    found: dict[str, list[dict[str, str]]] = {}
    with PHRASES.open(encoding="utf-8") as page:
        for row in csv.DictReader(page):
            value = Decimal(row["target_value"].replace(",", "") or 0)
            for each in target_advice(row["id"], row["indicator_th"], value, row["target_unit"]):
                found.setdefault(each.rule, []).append(row)
    return found


def test_the_seven_without_a_unit_are_found(asked: dict[str, list[dict[str, str]]]) -> None:
    assert len(asked["target_without_unit"]) == 7


def test_shares_in_another_unit_and_visitors_in_baht_are_found(asked: dict[str, list[dict[str, str]]]) -> None:
    contradicting = asked["target_unit_contradicts"]
    assert sum(row["indicator_th"].startswith(("ร้อยละ", "อัตรา")) for row in contradicting) == 8
    assert [row["target_value"] for row in contradicting if "ผู้เยี่ยมเยือน" in row["indicator_th"]] == ["12843609"]


def test_impossible_values_are_found(asked: dict[str, list[dict[str, str]]]) -> None:
    assert {row["target_value"] for row in asked["target_percent_over_100"]} == {"51040.42", "65000"}
    assert "15811500" in {row["target_value"] for row in asked["target_too_large"]}


def test_targets_of_administration_are_named(asked: dict[str, list[dict[str, str]]]) -> None:
    assert len(asked["target_of_administration"]) >= 20


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "rules"),
    [
        ("จำนวนนักท่องเที่ยวเพิ่มขึ้นต่อปี", "3", "ร้อยละ", []),
        ("จำนวนจุดความร้อนลดลง", "10", "ร้อยละ", []),
        ("จำนวนเครือข่ายที่ดำเนินกิจกรรม", "80", "ร้อยละ", ["target_unit_contradicts"]),
        ("อัตราป่วยด้วยโรคไข้เลือดออก", "50", "คนต่อประชากร 100,000 คน", []),
        ("แหล่งน้ำได้รับการพัฒนา", "3", "แห่ง", []),
        ("รายได้จากการท่องเที่ยว", "4177", "ล้านบาท", ["target_level_or_increase"]),
        ("รายได้เพิ่มขึ้น จากฐานปี 2562 = 4,000 ล้านบาท", "4177", "ล้านบาท", []),
    ],
)
def test_good_targets_are_left_alone(indicator: str, value: str, unit: str, rules: list[str]) -> None:
    assert [each.rule for each in target_advice("T", indicator, Decimal(value), unit)] == rules

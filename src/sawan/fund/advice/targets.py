"""Advice on a target: whether its unit fits its indicator, whether its value can be, what its wording leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sawan.fund.advice.catalogue import Advice, advice
from sawan.thai import normalise

PERCENT = "ร้อยละ"
LARGEST_MILLIONS = Decimal(10_000_000)
"""No figure of a province or cluster reaches ten million million baht, more than half of what the country makes."""

_COUNT = re.compile(r"^จำนวน")
_SHARE = re.compile(r"^(?:ร้อยละ|อัตรา)")
_CHANGE = re.compile(r"เพิ่มขึ้น|ขยายตัว|เติบโต|ลดลง")
_ADMINISTRATION = re.compile(r"ความสำเร็จ.*บริหาร")
_MONEY = re.compile(r"รายได้|มูลค่า|ผลิตภัณฑ์มวลรวม|ยอดจำหน่าย")
_PEOPLE = re.compile(r"^จำนวน(?:นักท่องเที่ยว|ผู้เยี่ยมเยือน)")


def target_advice(subject: str, indicator: str, value: Decimal, unit: str) -> list[Advice]:
    """What to ask about a target as printed; `subject` is the id under which the advice stands.

    A count in percent contradicts itself unless it is a change, so do a share in people and visitors in baht;
    percent above 100 is asked; an amount of money without its baseline may be a level or an increase.
    """
    text = "".join(normalise(indicator).split())
    return list(_findings(subject, text, value, unit.strip()))


def _findings(subject: str, text: str, value: Decimal, unit: str) -> Iterator[Advice]:
    if not unit:
        yield advice(subject, "target_without_unit")
    elif _contradicts(text, unit):
        yield advice(subject, "target_unit_contradicts", unit=unit)
    if unit == PERCENT and value > 100:
        yield advice(subject, "target_percent_over_100", value=f"{value:,}")
    if unit == "ล้านบาท" and value >= LARGEST_MILLIONS:
        yield advice(subject, "target_too_large", value=f"{value:,}")
    if _ADMINISTRATION.search(text):
        yield advice(subject, "target_of_administration")
    if _MONEY.search(text) and "บาท" in unit and "จากฐาน" not in text and "จากเดิม" not in text:
        yield advice(subject, "target_level_or_increase", value=f"{value:,}", unit=unit)


def _contradicts(text: str, unit: str) -> bool:
    count_in_percent = _COUNT.match(text) and unit == PERCENT and not _CHANGE.search(text)
    share_in_things = _SHARE.match(text) and unit != PERCENT and "ต่อประชากร" not in unit
    people_in_money = _PEOPLE.match(text) and "บาท" in unit
    return bool(count_in_percent or share_in_things or people_in_money)

"""What a person has to settle about a target that was read: contradictions of wording, number and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sawan.plan.target import HUNDRED, Aim, Basis, Counted, Target
from sawan.problems import quote
from sawan.texts import Text

PERCENT = "ร้อยละ"
TRILLION_IN_MILLIONS = Decimal(1_000_000)
"""A thousand thousand million baht: more than the yearly product of any province (Bangkok: about five times this)."""
_COUNTS = re.compile(r"^(?:จำนวน|ปริมาณ)|นักท่องเที่ยว|ผู้เยี่ยมเยือน|ครัวเรือน|หมู่บ้าน|ขยะ|คดี")
_IS_MONEY = re.compile(r"รายได้|มูลค่า|ผลิตภัณฑ์มวล|ค่าใช้จ่าย|ต้นทุน|ยอด|งบ|เงิน|การค้า|การลงทุน|จำหน่าย|หนี้|ออม")
_IS_SHARE = re.compile(r"^(?:ร้อยละ|สัดส่วน|อัตรา(?!การ\s?(?:ขยาย|เพิ่ม|ลด|เติบโต)))")
_OWN_NUMBER = re.compile(r"ร้อยละ\s*\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something unclear; `stops` says that the target cannot be used before a person settled it."""

    code: str
    text: Text
    stops: bool = True


def blank(wording: str) -> Doubt:
    """`........ ล้านบาท`: the place of the number is empty."""
    return Doubt(
        "blank",
        Text(
            f"“{quote(wording)}” ยังเว้นตัวเลขไว้ ให้เติมค่าเป้าหมาย หรือระบุ none set",
            f"“{quote(wording)}” leaves the number blank: fill it in, or say none set.",
        ),
    )


def no_number(wording: str, written: str) -> Doubt:
    """No number in the wording, or something else in its column."""
    place = f"{quote(wording)} {quote(written)}".strip()
    return Doubt(
        "no_number",
        Text(
            f"“{place}” ไม่มีตัวเลขเป้าหมายที่อ่านได้ ให้เขียนค่าและหน่วย",
            f"“{place}” holds no number that can be read: write value and unit.",
        ),
    )


def about(target: Target, wording: str, unit: str) -> Iterator[Doubt]:
    """Every doubt about a target; `unit` is the unit as written beside the number."""
    numbers = [number for _, number in target.values]
    yield from _unit_doubts(target, wording, unit)
    yield from _number_doubts(target, unit, numbers)
    own = _OWN_NUMBER.findall(wording)
    if own and not any(_says(number, own) for number in numbers):
        yield _doubt(
            "two_numbers",
            f"ในข้อความมี {', '.join(own)} แต่เป้าหมายเป็น {_shown(numbers)} เลือกค่าที่ถูกต้อง",
            f"The wording says {', '.join(own)}, the target {_shown(numbers)}: choose the right one.",
        )


def _unit_doubts(target: Target, wording: str, unit: str) -> Iterator[Doubt]:
    change = target.aim in (Aim.RISE, Aim.FALL)
    if not unit and target.counted is Counted.VALUE:
        yield _doubt(
            "no_unit", "ไม่มีหน่วย ระบุหน่วยหรือรหัสตัวชี้วัด", "There is no unit: write one, or the code of the indicator."
        )
    if unit == PERCENT and wording.startswith("จำนวน") and not change:
        yield _doubt(
            "count_in_percent",
            "ตัวชี้วัดเป็นจำนวน แต่หน่วยเป็นร้อยละ ตรวจว่าเป็นจำนวนหรือสัดส่วน",
            "The indicator counts, the unit is percent: is it a number or a share?",
        )
    if unit not in ("", PERCENT) and _IS_SHARE.match(wording):
        yield _doubt(
            "share_in_other_unit",
            f"ตัวชี้วัดเป็นร้อยละหรืออัตรา แต่หน่วยเป็น “{quote(unit)}” ตรวจหน่วย",
            f"The indicator is a share or rate, the unit “{quote(unit)}”: check the unit.",
        )
    if unit.endswith("บาท") and _COUNTS.search(wording) and not _IS_MONEY.search(wording):
        yield _doubt(
            "count_in_money",
            f"ตัวชี้วัดนับสิ่งของหรือคน แต่หน่วยเป็น “{quote(unit)}” ตรวจหน่วย",
            f"The indicator counts things or people, the unit is “{quote(unit)}”: check the unit.",
        )


def _number_doubts(target: Target, unit: str, numbers: list[Decimal]) -> Iterator[Doubt]:
    change = target.aim in (Aim.RISE, Aim.FALL)
    if any(number > HUNDRED for number in numbers) and unit == PERCENT and target.aim is not Aim.RISE:
        yield _doubt(
            "over_hundred",
            f"ร้อยละ {_shown(numbers)} เป็นไปไม่ได้ สัดส่วนและการลดลงไม่เกินร้อยละ 100 ตรวจตัวเลขหรือหน่วย",
            f"{_shown(numbers)} percent cannot be: shares and falls end at 100. Check number or unit.",
        )
    if unit == "ล้านบาท" and any(number >= TRILLION_IN_MILLIONS for number in numbers):
        yield _doubt(
            "out_of_scale",
            f"{_shown(numbers)} ล้านบาทมากกว่าเศรษฐกิจของจังหวัดใด ๆ ตรวจว่าหน่วยเป็นบาทหรือไม่",
            f"{_shown(numbers)} million baht is more than the economy of a province: is the unit baht?",
        )
    if change and target.counted is Counted.VALUE and "บาท" in unit and target.baseline.basis is Basis.NOT_GIVEN:
        yield _doubt(
            "level_or_increase",
            "ข้อความไม่ชัดว่าตัวเลขเป็นระดับหรือส่วนที่เพิ่มขึ้น อ่านเป็นส่วนที่เปลี่ยน",
            "The wording does not say whether this is the level or the change; it is read as the change.",
            stops=False,
        )
    if target.counted is Counted.PERCENT and _IS_SHARE.match(target.text) and not target.text.startswith("ร้อยละที่"):
        yield _doubt(
            "percent_or_points",
            "ตัวชี้วัดเป็นสัดส่วน ไม่ชัดว่าเพิ่มลดเป็นร้อยละหรือเป็นจุด อ่านเป็นร้อยละ",
            "The indicator is a share: the change may be in percent or in points; it is read as percent.",
            stops=False,
        )


def _doubt(code: str, th: str, en: str, *, stops: bool = True) -> Doubt:
    return Doubt(code, Text(th, en), stops)


def _says(number: Decimal, own: list[str]) -> bool:
    return any(Decimal(re.sub(r"[^\d.]", "", one)) == number for one in own)


def _shown(numbers: list[Decimal]) -> str:
    return ", ".join(f"{number.normalize():,f}" for number in numbers)

"""Reading targets as plans word them: growth, levels, floors, ratios, falls against the past, years in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sawan.plan import target_doubts as doubts
from sawan.plan.target import Aim, Baseline, Basis, Counted, Target
from sawan.plan.target_doubts import Doubt
from sawan.thai import normalise, to_arabic_digits

PERCENT = "ร้อยละ"
LONGEST = 1000
"""Letters of the longest wording that is read; a longer text is no target."""
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PERCENT = re.compile(
    rf"(?:ร้อยละ|เปอร์เซ็นต์)\s*(?P<a>{_NUMBER})(?!\s*ของ(?:ครัวเรือน|ประชากร)ทั้งหมด)|(?P<b>{_NUMBER})\s*(?:%|เปอร์เซ็นต์)"
)
_RATIO = re.compile(rf"\b1\s*[:：]\s*(?P<n>{_NUMBER})")
_PAST_MEAN = re.compile(r"(?:ของ|จาก|เทียบ(?:กับ)?)?\s*ค่าเฉลี่ย(?:ย้อนหลัง)?\s*(?P<n>\d+)\s*ปี(?:ย้อนหลัง|ที่ผ่านมา)?")
_PREVIOUS = re.compile(r"จากปีที่ผ่านมา|จากปีก่อน(?:หน้า)?|เทียบกับปีที่ผ่านมา|เทียบกับปีก่อน")
_BASELINE = re.compile(
    rf"จาก(?:ค่าฐาน)?\s*(?P<v>{_NUMBER})\s*(?P<u>[^\d\s()]*)?\s*\(?\s*(?:ใน)?(?:ปี|พ\.ศ\.)?\s*(?P<y>2[45]\d\d)?\s*\)?"
)
_IN_YEAR = re.compile(
    rf"(?P<n>{_NUMBER})\s*(?:%|[^\d()]*?)?\s*\(?\s*(?:ใน)?ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.\s*)?(?P<y>2[45]\d\d)\s*\)?"
)
_AT_LEAST = re.compile(r"ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่ต่ากว่า|อย่างน้อย|มากกว่าหรือเท่ากับ|>=|≥|>|ตั้งแต่")
_AT_MOST = re.compile(r"ไม่เกิน|ไม่มากกว่า|น้อยกว่าหรือเท่ากับ|<=|≤|<")
_RISE = re.compile(r"เพิ่มขึ้น|เพิ่มมากขึ้น|สูงขึ้น|ขยายตัว|เติบโต|ที่เพิ่ม|การเพิ่ม|เพิ่ม(?=ร้อยละ|\s*\d)")
_FALL = re.compile(r"ลดลง|ลดน้อยลง|ลดต้นทุน|การลด|ที่ลด|บรรเทาลง|^ลด")
_PER_PEOPLE = re.compile(r"ต่อ(?:จำนวน)?(?:ประชากร)?\s*(?:[\d,]+|แสน|พัน|หมื่น)\s*คน")
_LAST_NUMBER = re.compile(rf"\s+(?:{_NUMBER})\s*[\u0e01-\u0e4e/.%]*\s*$")
_EACH_YEAR = re.compile(r"ต่อปี|/\s*ปี|ทุกปี|ปีละ")
_BLANK = re.compile(r"\.{4,}|…{2,}|_{3,}")
_PARTS = re.compile(r"\s*(?:และ|,)\s*(?=[^,]*?(?:เพิ่มขึ้น|ลดลง|ร้อยละ)\s*(?:ร้อยละ)?\s*\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording says: its targets (several when it is compound), and every doubt a person has to settle."""

    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """Number and unit from their own columns, and the B.E. year they are for; None and "" where there are none."""

    value: str = ""
    unit: str = ""
    year: int | None = None


def read(wording: str, given: Given | None = None) -> Reading:
    """The targets in a wording such as `รายได้จากการท่องเที่ยวเพิ่มขึ้นร้อยละ 5 ต่อปี`.

    Forms print indicator, number and unit in columns of their own: those are `given`, and the wording says only
    how to take the number. Nothing is guessed in silence: each assumption and each contradiction is a doubt.
    """
    given = given or Given()
    text = to_arabic_digits(normalise(wording))
    if given.value.strip():
        return _from_columns(text, given)
    if len(text) > LONGEST:
        return Reading((), (doubts.no_number(wording, ""),))
    if _BLANK.search(text):
        return Reading((), (doubts.blank(wording),))
    parts = _PARTS.split(text)
    if len(parts) > 1 and all(_numbers(part) for part in parts):
        readings = [_from_sentence(part, text, given.year) for part in parts]
        return Reading(
            tuple(target for one in readings for target in one.targets),
            tuple(doubt for one in readings for doubt in one.doubts),
        )
    return _from_sentence(text, text, given.year)


def _from_columns(text: str, given: Given) -> Reading:
    """A target whose number stands in a column of its own."""
    written = to_arabic_digits(normalise(given.value)).replace(",", "")
    ratio = _RATIO.search(written)
    if not ratio and not re.fullmatch(r"\d+(?:\.\d+)?", written):
        return Reading((), (doubts.no_number(text, given.value),))
    number = Decimal(ratio["n"].replace(",", "") if ratio else written)
    unit = normalise(given.unit)
    each_year = bool(_EACH_YEAR.search(text) or unit.endswith("ต่อปี"))
    aim = _aim(text)
    counted = Counted.PER_ONE if ratio else _counted(text, unit, aim)
    target = Target(
        text=" ".join(part for part in (text, f"{written} {unit}".strip()) if part),
        aim=aim,
        counted=counted,
        values=((given.year, number),),
        unit="" if counted is Counted.PERCENT else unit,
        measure=measure_of(text),
        each_year=each_year,
        baseline=_baseline(text, aim),
    )
    return Reading((target,), tuple(doubts.about(target, text, unit)))


def _from_sentence(text: str, whole: str, year: int | None) -> Reading:
    """A target whose number stands in the sentence."""
    aim, baseline = _aim(text), _baseline(text, _aim(text))
    ratio, percent = _RATIO.search(text), _PERCENT.search(text)
    values = _values(text, year)
    if not values:
        return Reading((), (doubts.no_number(whole, ""),))
    change = aim in (Aim.RISE, Aim.FALL)
    counted = Counted.PER_ONE if ratio else Counted.PERCENT if percent and change else Counted.VALUE
    unit = "" if counted is not Counted.VALUE else PERCENT if percent else _unit(text)
    target = Target(
        text=whole,
        aim=aim,
        counted=counted,
        values=values,
        unit=unit,
        measure=measure_of(text),
        each_year=bool(_EACH_YEAR.search(text)),
        baseline=baseline,
    )
    return Reading((target,), tuple(doubts.about(target, text, unit or (PERCENT if percent else ""))))


def measure_of(text: str) -> str:
    """What is measured, without the words that say how: `รายได้จากการท่องเที่ยวเพิ่มขึ้น` is about its income."""
    cut = len(text)
    for pattern in (_AT_LEAST, _AT_MOST, _PAST_MEAN, _PREVIOUS, _IN_YEAR, _PERCENT, _RATIO):
        found = pattern.search(text, 1)
        cut = min(cut, found.start()) if found else cut
    head = _LAST_NUMBER.sub("", text[:cut]) if cut == len(text) else text[:cut]
    head = re.sub(r"(?:มี(?:จำนวน|อัตรา)?)?\s*(?:เพิ่มขึ้น|เพิ่มมากขึ้น|ลดลง|สูงขึ้น|ลดน้อยลง)\s*(?:ต่อปี)?\s*$", "", head)
    head = re.sub(r"^(?:ร้อยละ\s*)?(?:ที่\s*(?:เพิ่มขึ้น|ลดลง)\s*ของ|การ(?:เพิ่มขึ้น|ลดลง)\s*ของ)\s*", "", head)
    return head.strip(" :-") or text.strip()


def _aim(text: str) -> Aim:
    """Rise and fall before floor and ceiling: `เพิ่มขึ้นไม่น้อยกว่าร้อยละ 5` asks for a rise."""
    fall, rise = _FALL.search(text), _RISE.search(text)
    if fall or rise:
        return Aim.FALL if fall and (not rise or fall.start() > rise.start() or fall.start() == 0) else Aim.RISE
    if _AT_MOST.search(text):
        return Aim.AT_MOST
    return Aim.AT_LEAST if _AT_LEAST.search(text) else Aim.REACH


def _counted(text: str, unit: str, aim: Aim) -> Counted:
    """A change in percent is of the value before, unless the indicator is a share itself."""
    if unit != PERCENT or aim not in (Aim.RISE, Aim.FALL):
        return Counted.VALUE
    return Counted.PERCENT


def _baseline(text: str, aim: Aim) -> Baseline:
    mean = _PAST_MEAN.search(text)
    if mean:
        return Baseline(Basis.PAST_MEAN, years=int(mean["n"]))
    if aim not in (Aim.RISE, Aim.FALL):
        return Baseline()
    if _PREVIOUS.search(text):
        return Baseline(Basis.PREVIOUS_YEAR)
    stated = _BASELINE.search(text)
    if stated:
        return Baseline(Basis.VALUE, Decimal(stated["v"].replace(",", "")), int(stated["y"]) if stated["y"] else None)
    return Baseline(Basis.PREVIOUS_YEAR) if _EACH_YEAR.search(text) else Baseline()


def _values(text: str, year: int | None) -> tuple[tuple[int | None, Decimal], ...]:
    """Numbers by year where the sentence lists years, else its one number."""
    bare = _PER_PEOPLE.sub(" ", _BASELINE.sub(" ", _PAST_MEAN.sub(" ", text)))
    listed = [(int(found["y"]), _decimal(found["n"])) for found in _IN_YEAR.finditer(bare)]
    if listed:
        return tuple(listed)
    ratio = _RATIO.search(bare)
    if ratio:
        return ((year, _decimal(ratio["n"])),)
    percent = _PERCENT.search(bare)
    if percent:
        return ((year, _decimal(percent["a"] or percent["b"])),)
    numbers = _numbers(bare)
    return ((year, numbers[-1]),) if numbers else ()


def _numbers(text: str) -> list[Decimal]:
    """Numbers of a text that are not years."""
    found = [_decimal(one) for one in re.findall(rf"(?<![\w.])(?:{_NUMBER})(?![\w]*\d)", text)]
    return [number for number in found if not 2400 <= number <= 2700 or number % 1]


def _unit(text: str) -> str:
    """The word behind the last number, with the people that it is counted by."""
    per = _PER_PEOPLE.search(text)
    if per:
        return _unit(text[: per.start()]) + per[0]
    found = list(re.finditer(rf"(?:{_NUMBER})\s*(?P<u>[\u0e01-\u0e4e/.]+(?:\s?ต่อ\s?\S+)?)", text))
    return re.sub(r"ต่อปี$|/ปี$", "", found[-1]["u"]).strip() if found else ""


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))

"""A project's name as it is compared: habits of typing, abbreviations and misreadings taken out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sawan.fund.item_text import national
from sawan.fund.letters import skeleton
from sawan.thai import normalise, to_arabic_digits

_GLYPH_NAMES = re.compile(r"\(cid:\d+\)")
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_KM_POST = re.compile(r"(\d+)\s*\+\s*(\d{3})")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NOT_LETTERS = re.compile(r"[^\w\u0e00-\u0e7f]|_")
_ABBREVIATED = {
    "องค์การบริหารส่วนตำบล": "อบต",
    "องค์การบริหารส่วนจังหวัด": "อบจ",
    "เทศบาลตำบล": "ทต",
    "เทศบาลเมือง": "ทม",
    "เทศบาลนคร": "ทน",
    "สำนักงาน": "สนง",
    "คอนกรีตเสริมเหล็ก": "คสล",
    "ทางหลวงหมายเลข": "ทล",
    "ทางหลวงชนบท": "ทช",
    "ตารางเมตร": "ตรม",
    "ลูกบาศก์เมตร": "ลบม",
    "กิโลเมตร": "กม",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A name made comparable.

    `letters`: consonants, full vowels, digits and Latin letters only, one spelling for each abbreviation, without
    "โครงการ" and the province. The marks above and below are left out: in the text layer of PDF files they stand
    in any order, and typists drop them. `numbers`, `bag`: how often each number and each letter occurs.
    """

    letters: str
    numbers: Counter[Decimal]
    bag: Counter[str]


def form(name: str) -> Form:
    """Make a name comparable."""
    plain = bare(to_arabic_digits(normalise(_GLYPH_NAMES.sub("", name))).casefold())
    letters = plain
    for pattern, short in _rules():
        letters = pattern.sub(short, letters)
    letters = _NOT_LETTERS.sub("", letters)
    return Form(letters, Counter(numbers(plain)), Counter(letters))


def bare(text: str) -> str:
    """The skeleton of a text without the vowels and signs that stand above or below."""
    return _MARKS.sub("", skeleton(text))


def numbers(text: str) -> list[Decimal]:
    """The numbers of a text: kilometre posts in metres, thousands commas out, 4.00 as 4."""
    found = [Decimal(int(km) * 1000 + int(metres)) for km, metres in _KM_POST.findall(text)]
    rest = _KM_POST.sub(" ", text)
    return found + [Decimal(digits.replace(",", "")).normalize() for digits in _NUMBER.findall(rest)]


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns on bare letters, in the order in which they apply."""
    provinces = "|".join(sorted((_word(place.name) for place in national().provinces), key=len, reverse=True))
    village = rf"{_word('หมู่ที่')}|{_word('หมู่')}(?=\s*\d)|(?<![ก-๙.])ม\.(?=\s*\d)"
    metre = rf"(?<=\d)\s*(?:ม\.(?![ก-๙.])|{_word('เมตร')})"
    rules = [
        (rf"^(?:{_word('โครงการ')}\s*){{1,2}}", ""),
        (rf"(?:{_word('จังหวัด')}|จ\.)\s*(?:{provinces})", " "),
        *((_word(long), bare(short)) for long, short in _ABBREVIATED.items()),
        (village, "ม"),
        (metre, "ม"),
        (rf"{_word('ตำบล')}|(?<![ก-๙.])ต\.", "ต"),
        (rf"{_word('อำเภอ')}|(?<![ก-๙.])อ\.", "อ"),
    ]
    return tuple((re.compile(pattern), short) for pattern, short in rules)


def _word(thai: str) -> str:
    return re.escape(bare(thai))

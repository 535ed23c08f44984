"""Marks at the head of a list entry: numbers of one or more levels, letters, bullets, codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sawan.thai import to_arabic_digits

LETTERS = "กขคงจฉชซ"
_UNITS = (
    r"(?:ล้าน|พัน(?!ธ)|หมื่น|แสน|บาท|ไร่|เท่า(?!เทียม|ทัน)|เปอร์เซ็นต์|กม\.|กิโลเมตร|คน\b|ราย(?!ได้|จ่าย|งาน|การ|ละเอียด)|แห่ง|ปี|%)"
)
"""What makes a number an amount, not a mark: `3.2 พันล้านบาท`, but `3.2 พันธกิจ` and `2.1 รายได้` are entries."""
_NUMBER = re.compile(
    rf"""^(?:ข้อ(?:ที่)?\s*(?P<e>\d{{1,2}})\s+ | (?:ข้อ(?:ที่)?\s*)?
    (?: \((?P<a>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\)
      | (?P<b>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.):]?(?![\d,])(?!\s*{_UNITS})
      | (?P<c>\d{{1,2}})\s?[.)](?![\d])
      | (?P<d>\d{{1,2}})\s?[:\-–](?=\s)
    ))\s*""",
    re.VERBOSE,
)
_PLAIN_NUMBER = re.compile(rf"^(?P<n>\d{{1,2}})\s+(?=[\u0e01-\u0e4dA-Za-z(])(?!{_UNITS})")
_THAI_LETTER = re.compile(rf"^\(?(?P<l>[{LETTERS}])(?:\)\s*|\.\s+)")
_LATIN_LETTER = re.compile(r"^\(?(?P<l>[a-hA-H])[.)]\s+")
_CODE = re.compile(r"^[A-Z]{1,3}(?P<n>\d{1,2})\s*[:.)](?!\d)\s*")
_BULLET = re.compile(
    r"^(?:[•●○◦▪▫■□◆◇❖➢➤►▶▸✓✔☑★☆§·‣∙\uf000-\uf0ff]\s*|[-–—*+»]\s+|[-–—](?=[\u0e00-\u0e7f])|o\s+(?=[\u0e00-\u0e7f]))+"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of a list entry: its style, its numbers (letters counted from 1; none for bullets), the text after it.

    Styles: `1.`, `1)`, `(1)`, `levels` (1.1), `plain` (a bare number, to be believed only in sequence), `letter`,
    `bullet`.
    """

    style: str
    numbers: tuple[int, ...]
    text: str

    @property
    def ordinal(self) -> int:
        """The last of its numbers, 0 for a bullet."""
        return self.numbers[-1] if self.numbers else 0


def split(text: str) -> Mark | None:
    """The mark at the head of `text`; None when there is none."""
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text):
        inner = _numbered(text[bullet.end() :])
        return inner if inner and inner.style != "plain" else Mark("bullet", (), text[bullet.end() :].strip())
    return _numbered(text) or _lettered(text)


def _numbered(text: str) -> Mark | None:
    probe = to_arabic_digits(text)
    found = _NUMBER.match(probe) or _CODE.match(probe)
    if found:
        written = next(part for part in found.groups() if part)
        numbers = tuple(int(part) for part in written.split("."))
        return Mark("levels" if len(numbers) > 1 else _style(found[0]), numbers, text[found.end() :].strip())
    plain = _PLAIN_NUMBER.match(probe)
    return Mark("plain", (int(plain["n"]),), text[plain.end() :].strip()) if plain else None


def _style(head: str) -> str:
    """Numbers with a point, a bracket and two brackets are three styles: plans nest them."""
    return "(1)" if head.startswith("(") else "1)" if ")" in head else "1."


def _lettered(text: str) -> Mark | None:
    thai = _THAI_LETTER.match(text)
    if thai:
        return Mark("letter", (LETTERS.index(thai["l"]) + 1,), text[thai.end() :].strip())
    latin = _LATIN_LETTER.match(text)
    if latin:
        return Mark("letter", (ord(latin["l"].lower()) - ord("a") + 1,), text[latin.end() :].strip())
    return None

"""Baht exactly: decimals in code, whole satang in the database, words on paper."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sawan.thai import normalise, to_arabic_digits

SATANG = Decimal("0.01")
MILLION = Decimal(1_000_000)
_AMOUNT = re.compile(r"^[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_UNITS = {"": 1, "บาท": 1, "baht": 1, "พันบาท": 1_000, "ล้านบาท": 1_000_000, "ลบ.": 1_000_000, "million baht": 1_000_000}
_DIGIT_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def to_satang(baht: Decimal) -> int:
    """Whole satang of an amount in baht; ValueError when it has parts of a satang."""
    satang = baht * 100
    if satang != satang.to_integral_value():
        raise ValueError(f"{baht} baht has parts of a satang")
    return int(satang)


def from_satang(satang: int) -> Decimal:
    """Baht with two decimals."""
    return (Decimal(satang) / 100).quantize(SATANG)


def parse_baht(text: str) -> Decimal | None:
    """Baht from text as people type it (`๑,๒๕๐.๕๐`, `4.5 ล้านบาท`, `1,250 baht`); None when it is not an amount."""
    match = re.match(r"^([-−]?[\d,.]+)\s*(.*)$", to_arabic_digits(normalise(text)))
    if not match or not _AMOUNT.match(match[1]) or match[2].strip().lower() not in _UNITS:
        return None
    try:
        amount = Decimal(match[1].replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None
    return amount * _UNITS[match[2].strip().lower()]


def format_baht(baht: Decimal, decimals: int = 2) -> str:
    """`1,250.50` with a true minus sign, rounded half up."""
    rounded = baht.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,}".replace("-", "−")


def format_million(baht: Decimal, decimals: int = 1) -> str:
    """The same amount in millions: `278.3`."""
    return format_baht(baht / MILLION, decimals)


def in_words(baht: Decimal) -> str:
    """The amount in Thai words as cheques and official letters write it (`หนึ่งบาทถ้วน`)."""
    satang_in_all = to_satang(abs(baht))
    whole, satang = divmod(satang_in_all, 100)
    sign = "ลบ" if baht < 0 else ""
    if satang_in_all == 0:
        return "ศูนย์บาทถ้วน"
    baht_words = f"{_number_words(whole)}บาท" if whole else ""
    return sign + baht_words + (f"{_number_words(satang)}สตางค์" if satang else "ถ้วน")


def _number_words(number: int) -> str:
    if number >= 1_000_000:
        millions, rest = divmod(number, 1_000_000)
        return f"{_number_words(millions)}ล้าน{_below_million(rest, after_more=True) if rest else ''}"
    return _below_million(number, after_more=False)


def _below_million(number: int, *, after_more: bool) -> str:
    digits = [int(digit) for digit in str(number)]
    said = []
    for at, digit in enumerate(digits):
        place = len(digits) - at - 1
        if digit:
            said.append(_digit_word(digit, place, last_of_many=after_more or len(digits) > 1) + _PLACE_WORDS[place])
    return "".join(said)


def _digit_word(digit: int, place: int, *, last_of_many: bool) -> str:
    if place == 1 and digit == 1:
        return ""
    if place == 1 and digit == 2:
        return "ยี่"
    if place == 0 and digit == 1 and last_of_many:
        return "เอ็ด"
    return _DIGIT_WORDS[digit]

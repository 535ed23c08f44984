"""Numbers as people write them: plain decimals, Thai digits, thousands separators, per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_PLAIN = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?|[+-]?\.\d+")
_LONGEST = 40


def read_number(text: str) -> Decimal | None:
    """The exact number that a cell holds, or None when it is not a plain decimal.

    Thai digits and thousands separators are accepted; exponents, fractions and currency signs are not.
    """
    plain = text.strip().translate(_THAI_DIGITS)
    if len(plain) > _LONGEST or not plain.isascii() or not _PLAIN.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", ""))


def read_yaml_number(text: str) -> Fraction | None:
    """A number of the rules file, where `250_000_000` is allowed too; None when it is none."""
    number = read_number(re.sub(r"(?<=\d)_(?=\d)", "", text.strip()))
    return None if number is None else Fraction(number)


def read_percent(text: str) -> Fraction | None:
    """`20%` as 1/5; None when the text does not end with a per cent sign."""
    bare = text.strip()
    if not bare.endswith("%"):
        return None
    number = read_yaml_number(bare[:-1])
    return None if number is None else number / 100


def plain(number: Fraction | int, places: int = 12) -> str:
    """A number as a plain decimal without separators or a trailing zero, rounded to `places` if it does not end."""
    value = Fraction(number)
    scaled = round(value * 10**places)
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**places)
    tail = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole}.{tail}" if tail else f"{sign}{whole}"

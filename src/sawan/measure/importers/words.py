"""What the tables of statistical offices call areas, times, sexes and totals, and what the tidy file calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sawan.fiscal import FIRST_BE, to_be
from sawan.measure import catalogue
from sawan.problems import Problem, quote
from sawan.thai import normalise, to_arabic_digits

AREAS = frozenset(
    {
        "จังหวัด",
        "พื้นที่",
        "อำเภอ",
        "ตำบล",
        "ภาค",
        "ภูมิภาค",
        "เขตการปกครอง",
        "area",
        "province",
        "district",
        "region",
        "ref_area",
    }
)
TIMES = frozenset(
    {"ปี", "ปี พ.ศ.", "พ.ศ.", "งวด", "ไตรมาส", "เดือน", "year", "quarter", "month", "period", "time", "time_period"}
)
DIMENSIONS = {"เพศ": "sex", "อายุ": "age", "กลุ่มอายุ": "age", "หมวดอายุ": "age", "age group": "age"}
_VALUES = {"ชาย": "male", "หญิง": "female", "m": "male", "f": "female", "men": "male", "women": "female"}
_TOTALS = frozenset({"รวม", "ทั้งหมด", "รวมทั้งหมด", "รวมยอด", "total", "all", "both sexes", "_t", "_z", "t"})
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_PERIOD = re.compile(r"(\d{4})(?:[- ]?(Q[1-4])|[- ]?M?(\d{2}))?")
_BOTH = re.compile(r"(\d{4}) ?\((\d{4})\)")


def period(text: str) -> str:
    """A period in B.E. from either era, `2562 (2019)` from both; another text comes back for the check to refuse."""
    plain = to_arabic_digits(text).strip().upper()
    both = _BOTH.fullmatch(plain)
    if both:
        return both[1] if to_be(int(both[2])) == int(both[1]) else text
    found = _PERIOD.fullmatch(plain)
    if not found:
        return text
    year = int(found[1]) if int(found[1]) >= FIRST_BE else to_be(int(found[1]))
    part = found[2] or found[3]
    return f"{year}-{part}" if part else str(year)


def is_period(text: str) -> bool:
    """Whether a heading names a period."""
    plain = to_arabic_digits(text).strip().upper()
    return bool(_PERIOD.fullmatch(plain) or _BOTH.fullmatch(plain))


def dimension(name: str) -> str | None:
    """What the tidy file calls a dimension; None when its name says nothing to us."""
    small = normalise(name).casefold()
    found = DIMENSIONS.get(small, small.replace(" ", "_").replace("-", "_"))
    return found if _CODE.fullmatch(found) else None


def breakdown(dimensions: Mapping[str, str]) -> str:
    """`age=60+;sex=female` of dimensions in the tidy file's names; those that say "total" are left out."""
    said = {name: normalise(value) for name, value in dimensions.items() if normalise(value).casefold() not in _TOTALS}
    return ";".join(f"{name}={_VALUES.get(said[name].casefold(), said[name])}" for name in sorted(said))


def indicator(*names: str) -> str:
    """The code of the first name that is a code, or the Thai or English name, of an indicator; else the first name.

    A name that the catalogue does not know is refused where the file is checked: nothing is guessed from likeness.
    """
    held = catalogue.load()
    by_name = {normalise(said).casefold(): code for code, one in held.items() for said in (one.name.th, one.name.en)}
    for name in filter(None, names):
        small = normalise(name).casefold()
        if small in held:
            return small
        if small in by_name:
            return by_name[small]
    return next(filter(None, names), "")


def unknown_dimension(file: str, name: str) -> Problem:
    """A dimension whose name says nothing to us."""
    known = ", ".join(sorted({*DIMENSIONS, *DIMENSIONS.values()}))
    return Problem(
        "unknown_dimension",
        f"ไม่รู้จักตัวแปร “{quote(name)}” โปรดใช้ชื่อ {known} หรือชื่ออักษรอังกฤษ",
        f'The variable "{quote(name)}" is not known: call it {known}, or give it an English name.',
        file=file,
        field=quote(name),
    )


def no_role(file: str, role: frozenset[str], what_th: str, what_en: str) -> Problem:
    """A table without a variable of areas, or of times."""
    names = ", ".join(sorted(role))
    return Problem(
        "missing_variable",
        f"ไม่มีตัวแปรของ{what_th} โปรดตั้งชื่อตัวแปรเป็นหนึ่งใน {names}",
        f"No variable holds the {what_en}: call it one of {names}.",
        file=file,
    )

"""The meaning of single cells of the tidy file; each answer is a value, or the problem to tell."""

from __future__ import annotations

import re
from datetime import date

from sawan import tables
from sawan.fiscal import BE_MINUS_CE, FIRST_BE, NotABuddhistYear
from sawan.measure import periods
from sawan.measure.importing.report import STATUSES
from sawan.thai import normalise, to_arabic_digits

_DIMENSION = re.compile(r"^([a-z][a-z0-9_]*)=([^=;]+)$")
_FOOTNOTE = re.compile(r"^[+-]?[\d,]+(?:\.\d+)?\s*(?:[*†‡#¹²³]+|[a-z]{1,2}|[\[(][a-z0-9]{1,2}[\])])$", re.IGNORECASE)


class Wrong(Exception):
    """A cell that cannot be taken; `th` and `en` say why and what to do."""

    def __init__(self, code: str, th: str, en: str) -> None:
        self.code, self.th, self.en = code, th, en
        super().__init__(en)


def period(text: str) -> str:
    """A period in B.E."""
    try:
        return periods.parse(text)
    except periods.NotAPeriod:
        raise Wrong(
            "not_a_period",
            "ต้องเป็นปี พ.ศ. สี่หลัก เช่น 2564, 2564-Q3 หรือ 2564-07",
            "It must be a B.E. year, quarter or month: 2564, 2564-Q3 or 2564-07.",
        ) from None
    except NotABuddhistYear as error:
        raise _era(error) from None


def year_be(text: str) -> str:
    """A B.E. year."""
    found = period(text)
    if len(found) != 4:
        raise Wrong("not_a_year", "ต้องเป็นปี พ.ศ. สี่หลัก", "It must be a B.E. year of four digits.")
    return found


def year_ce(text: str) -> str:
    """The B.E. period of a C.E. year; a year that is B.E. already is refused."""
    try:
        found = periods.from_ce_year(text)
    except periods.NotAPeriod:
        raise Wrong("not_a_year", "ต้องเป็นปี ค.ศ. สี่หลัก", "It must be a C.E. year of four digits.") from None
    except NotABuddhistYear:
        plain = int(to_arabic_digits(text))
        if plain >= FIRST_BE:
            raise Wrong(
                "be_for_ce",
                f"{plain} น่าจะเป็นปี พ.ศ. โปรดใช้คอลัมน์ year_be หรือเขียน {plain - BE_MINUS_CE}",
                f"{plain} looks like a B.E. year: use the column year_be, or write {plain - BE_MINUS_CE}.",
            ) from None
        raise Wrong("not_a_year", "ปี ค.ศ. นี้อยู่นอกช่วงที่รับได้", "This C.E. year is out of range.") from None
    return found


def _era(error: NotABuddhistYear) -> Wrong:
    if error.meant:
        return Wrong(
            "ce_for_be",
            f"{error.year} น่าจะเป็นปี ค.ศ. โปรดเขียนเป็น พ.ศ. {error.meant}",
            f"{error.year} looks like a C.E. year: write B.E. {error.meant}.",
        )
    return Wrong("not_a_be_year", "ปี พ.ศ. ต้องอยู่ระหว่าง 2400 ถึง 2700", "A B.E. year lies between 2400 and 2700.")


def number(text: str, factor: float = 1.0) -> float:
    """A finite number times `factor`; cells that say "not available" must be asked about before."""
    found = tables.parse_number(text)
    if found is not None and (found * factor) - (found * factor) == 0:
        return found * factor
    plain = to_arabic_digits(text).strip()
    if found is not None or plain.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        raise Wrong("not_finite", "ต้องเป็นจำนวนที่มีค่าจำกัด", "The number must be finite.")
    if _FOOTNOTE.match(plain):
        raise Wrong(
            "footnote_mark",
            "มีเครื่องหมายเชิงอรรถติดกับตัวเลข โปรดลบออก และใส่ความหมายใน status หรือ note",
            "A footnote mark stands at the number: remove it and say in status or note what it means.",
        )
    raise Wrong(
        "not_a_number",
        "ต้องเป็นตัวเลข ถ้าไม่มีข้อมูลให้เว้นว่าง หรือใส่ - หรือ n/a",
        "It must be a number; where there is none leave it empty, or write - or n/a.",
    )


def status(text: str) -> int:
    """The place of a status in STATUSES; empty is official."""
    word = text.strip().casefold() or STATUSES[0]
    if word in STATUSES:
        return STATUSES.index(word)
    choices = ", ".join(STATUSES)
    raise Wrong("unknown_status", f"สถานะต้องเป็นหนึ่งใน {choices}", f"The status must be one of {choices}.")


def day(text: str) -> date:
    """A C.E. date in ISO form."""
    try:
        found = date.fromisoformat(to_arabic_digits(text).strip())
    except ValueError:
        raise Wrong("not_a_date", "ต้องเป็นวันที่ ค.ศ. แบบ 2021-09-30", "It must be a C.E. date like 2021-09-30.") from None
    if found.year >= FIRST_BE:
        meant = found.year - BE_MINUS_CE
        raise Wrong(
            "be_for_ce",
            f"{found.year} น่าจะเป็นปี พ.ศ. โปรดเขียนปี ค.ศ. {meant}",
            f"{found.year} looks like a B.E. year: write C.E. {meant}.",
        )
    return found


def breakdown(text: str) -> str:
    """The dimensions in order of their names, `age=60+;sex=female`."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in normalise(text).split(";"))):
        match = _DIMENSION.match(part)
        if not match or match[1] in found:
            raise Wrong(
                "not_a_breakdown",
                "ต้องเขียนแบบ sex=female;age=60+ และแต่ละมิติมีครั้งเดียว",
                "Write it like sex=female;age=60+, each dimension once.",
            )
        found[match[1]] = match[2].strip()
    return ";".join(f"{name}={found[name]}" for name in sorted(found))

"""Units of figures: which are the same, which are known multiples of each other, which must never meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sawan.thai import normalise

# name -> (dimension, how many of the dimension's base unit); Thai and English names, singular and plural.
_KNOWN: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("baht", "thb", "บาท"), ("baht", 1.0)),
    **dict.fromkeys(("thousand baht", "พันบาท"), ("baht", 1e3)),
    **dict.fromkeys(("million baht", "mthb", "ล้านบาท"), ("baht", 1e6)),
    **dict.fromkeys(("billion baht", "พันล้านบาท"), ("baht", 1e9)),
    **dict.fromkeys(("person", "persons", "people", "population", "คน", "ราย"), ("person", 1.0)),
    **dict.fromkeys(("thousand persons", "thousand people", "พันคน"), ("person", 1e3)),
    **dict.fromkeys(("million persons", "million people", "ล้านคน"), ("person", 1e6)),
    **dict.fromkeys(("worker", "workers", "คนทำงาน"), ("worker", 1.0)),
    **dict.fromkeys(("household", "households", "ครัวเรือน"), ("household", 1.0)),
    **dict.fromkeys(("square metre", "square metres", "m2", "ตารางเมตร"), ("area", 1.0)),
    **dict.fromkeys(("square wa", "ตารางวา"), ("area", 4.0)),
    **dict.fromkeys(("ngan", "งาน"), ("area", 400.0)),
    **dict.fromkeys(("rai", "ไร่"), ("area", 1600.0)),
    **dict.fromkeys(("hectare", "hectares", "ha", "เฮกตาร์"), ("area", 1e4)),
    **dict.fromkeys(
        ("square kilometre", "square kilometres", "sq km", "km2", "km²", "ตารางกิโลเมตร", "ตร.กม."), ("area", 1e6)
    ),
    **dict.fromkeys(("metre", "metres", "เมตร"), ("length", 1.0)),
    **dict.fromkeys(("kilometre", "kilometres", "km", "กิโลเมตร", "กม."), ("length", 1e3)),
    **dict.fromkeys(("gram", "grams", "กรัม"), ("mass", 1e-3)),
    **dict.fromkeys(("kilogram", "kilograms", "kg", "กิโลกรัม"), ("mass", 1.0)),
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons", "ตัน"), ("mass", 1e3)),
    **dict.fromkeys(("thousand tonnes", "พันตัน"), ("mass", 1e6)),
    **dict.fromkeys(("million tonnes", "ล้านตัน"), ("mass", 1e9)),
    **dict.fromkeys(("cubic metre", "cubic metres", "m3", "ลูกบาศก์เมตร"), ("volume", 1.0)),
    **dict.fromkeys(("million cubic metres", "ล้านลูกบาศก์เมตร"), ("volume", 1e6)),
    **dict.fromkeys(("kilowatt-hour", "kilowatt-hours", "kwh", "กิโลวัตต์-ชั่วโมง", "หน่วย"), ("energy", 1.0)),
    **dict.fromkeys(("megawatt-hours", "mwh"), ("energy", 1e3)),
    **dict.fromkeys(("gigawatt-hours", "gwh", "ล้านหน่วย"), ("energy", 1e6)),
    **dict.fromkeys(("day", "days", "วัน"), ("day", 1.0)),
    **dict.fromkeys(("month", "months", "เดือน"), ("month", 1.0)),
    **dict.fromkeys(("year", "years", "ปี"), ("year", 1.0)),
    **dict.fromkeys(("percent", "%", "per cent", "ร้อยละ", "เปอร์เซ็นต์"), ("percent", 1.0)),
}
_MULTIPLIER = re.compile(r"^([\d,]+)\s+(.+)$")
_QUALIFIER = re.compile(r"^(.*?)\s*\((.*)\)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A measuring unit: `factor` base units of `over` per base unit of each of `under`; `kind` keeps apart what must.

    Million baht of chained volume and million baht of the day have the same `over` and another `kind`.
    """

    factor: float
    over: str
    under: tuple[str, ...] = ()
    kind: str = ""

    def like(self, other: Unit) -> bool:
        """Whether figures in the two units measure the same and differ at most by a factor."""
        return (self.over, self.under, self.kind) == (other.over, other.under, other.kind)


@cache
def parse(text: str) -> Unit:
    """The unit that a name means; a name that is not known is a unit of its own, equal only to itself."""
    name = normalise(text).casefold()
    kind = ""
    if found := _QUALIFIER.match(name):
        name, kind = found.groups()
    over, *under = re.split(r"\s+per\s+|^per\s+|(?<=[ก-๛])ต่อ(?=[ก-๛])", name)
    dimension, factor = _part(over)
    dimensions = []
    for part in under:
        below, count = _part(part)
        dimensions.append(below)
        factor /= count
    return Unit(factor, dimension, tuple(sorted(dimensions)), kind)


def convert(value_unit: str, wanted: str) -> float | None:
    """The number by which a figure in `value_unit` becomes one in `wanted`; 1.0 for the same, None for unlike units."""
    given, target = parse(value_unit), parse(wanted)
    return given.factor / target.factor if given.like(target) else None


def _part(name: str) -> tuple[str, float]:
    name = name.strip()
    if name in _KNOWN:
        return _KNOWN[name]
    if found := _MULTIPLIER.match(name):
        dimension, factor = _part(found.group(2))
        return dimension, factor * float(found.group(1).replace(",", ""))
    return name, 1.0

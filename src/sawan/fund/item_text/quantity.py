"""How much a budget line buys: length, width, thickness, area, volume, stations, count, read from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"(?<![\d.,+/])(\d[\d,]*(?:\.\d+)?)"
_BOUND = r"(?:(?:รวม|ไม่น้อยกว่า|ไม่เกิน|ประมาณ|เฉลี่ย|อย่างน้อย|ดำเนินการ|เป็นช่วง ๆ|\(เป็นช่วง ๆ\))\s*)*"
_NOISE = r"(?:\s+\S{1,3}){0,2}?"
_METRES = r"(กิโลเมตร|กม\.|เมตร|ม\.(?![ก-๙]))"
_UP_TO = rf"(?:\d[\d.,]*\s*[-–]\s*)?{_NUMBER}"
_SURFACE = r"(?:ลูกรัง|ลาดยาง|แอสฟัลติกคอนกรีต)?"
_WHOLE = r"(?<![\d.,+/-])(\d{1,3}(?:,\d{3})*|\d+)"
_NOT_A_NAME = r"(?<!ที่)(?<!ที่ )"
_POST = r"(\d{1,3})\s*\+\s*(\d{3})(?:\.\d+)?"
_KM_WORD = r"(?:กม\.?|กิโลเมตร(?:ที่)?)"
_COUNTED = "สายทาง|สาย|แห่ง|หน่วย|ชุด|เครื่อง|ระบบ|รายการ|คัน|หลัง|งาน|สถานี|อาคาร|ลำ|เตียง|ตัว|หมู่บ้าน|เครือข่าย|จุด|แถว"

_LENGTH = re.compile(rf"(?:ยาว|ระยะทาง)\s*{_BOUND}{_UP_TO}{_NOISE}\s*{_METRES}")
_WIDTH = re.compile(rf"กว้าง\s*{_BOUND}{_UP_TO}\s*{_METRES}")
_THICKNESS = re.compile(rf"หนา\s*{_BOUND}{_UP_TO}\s*{_METRES}")
_SHOULDER = re.compile(rf"[ไใ]หล่ทาง\s*{_SURFACE}\s*(?:กว้าง)?\s*(?:ข้างละ)?\s*{_BOUND}{_UP_TO}\s*{_METRES}")
_AREA = re.compile(rf"{_NUMBER}\s*(ตารางเมตร|ตร\.\s?ม\.|ไร่|ตารางกิโลเมตร)")
_RAI_NGAN_WA = re.compile(r"(?<![\d.,])(\d+)-(\d)-(\d{1,2}(?:\.\d+)?)\s*ไร่")
_VOLUME = re.compile(rf"{_NUMBER}\s*(ล้าน)?\s*(?:ลูกบาศก์\s*เมตร|ลบ\.\s?ม\.)(?!\s*/|\s*ต่อ)")
_KM = re.compile(rf"{_KM_WORD}\s*{_POST}(?:\s*(?:[-–]|ถึง)\s*{_KM_WORD}?\s*{_POST})?")
_BUNDLE = re.compile(r"รวม\s*(\d[\d,]*)\s*รายการ(?:\s*\(\s*รวม\s*(\d[\d,]*)\s*หน่วย\s*\))?")
_COUNT_AT_END = re.compile(rf"{_NOT_A_NAME}{_WHOLE}\s*([ก-๙]+)\s*$")
_COUNT_INSIDE = re.compile(rf"{_NOT_A_NAME}{_WHOLE}\s*({_COUNTED})(?![ก-๙])")
_MEASURES = (
    "ไร่ ตารางเมตร เมตร กิโลเมตร ชั้น ล้อ ล้าน ลูกบาศก์เมตร บาท ช่อง ช่องจราจร ปี ขวบ แรงม้า กิโลวัตต์ วัตต์ ตัน ขวา ซ้าย "
    "ครอบครัว ครัวเรือน เซนติเมตร นิ้ว ลิตร คน ราย ตำบล อำเภอ จังหวัด ยูนิต ลักซ์ มิติ"
)
_NOT_COUNTS = frozenset(_MEASURES.split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit as printed."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Area:
    """An area and what it is: `benefit` (irrigated or served), `floor`, or `size` of the work itself."""

    value: Decimal
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stations:
    """A stretch of road or canal by kilometre posts, in metres from its beginning; one post: both are equal."""

    start_m: int
    end_m: int

    def __str__(self) -> str:
        ends = [f"{metres // 1000}+{metres % 1000:03}" for metres in (self.start_m, self.end_m)]
        return ends[0] if self.start_m == self.end_m else "-".join(ends)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the text says of size: metres, cubic metres, areas with their units, count with its word.

    `bundle_items` is the number of items of a bundle ("รวม n รายการ (รวม m หน่วย)"), whose count is m units.
    """

    lengths_m: tuple[Decimal, ...] = ()
    widths_m: tuple[Decimal, ...] = ()
    thicknesses_m: tuple[Decimal, ...] = ()
    shoulder_m: Decimal | None = None
    areas: tuple[Area, ...] = ()
    volumes_m3: tuple[Decimal, ...] = ()
    stations: tuple[Stations, ...] = ()
    count: Amount | None = None
    bundle_items: int | None = None


def find_quantity(text: str) -> Quantity:
    """Read the sizes from an item text with Arabic digits.

    "25,00 เมตร" is 25.00 (a comma before exactly two digits and a length unit is a misread point); a range of a
    shoulder gives its upper end; an amount of water per hour is a capacity, not a volume.
    """
    bundle = _BUNDLE.search(text)
    shoulders = [_metres(match) for match in _SHOULDER.finditer(text)]
    rest = _SHOULDER.sub(" ", text)
    return Quantity(
        lengths_m=_distinct(_metres(match) for match in _LENGTH.finditer(rest)),
        widths_m=_distinct(_metres(match) for match in _WIDTH.finditer(rest)),
        thicknesses_m=_distinct(_metres(match) for match in _THICKNESS.finditer(rest)),
        shoulder_m=max(shoulders, default=None),
        areas=tuple(_areas(text)),
        volumes_m3=_distinct(_cubic_metres(match) for match in _VOLUME.finditer(text)),
        stations=tuple(_stations(match) for match in _KM.finditer(text)),
        count=_count(text, bundle),
        bundle_items=int(bundle[1].replace(",", "")) if bundle else None,
    )


def number(digits: str, *, of_length: bool = False) -> Decimal:
    """A printed number; a comma before exactly two last digits is a point in a length."""
    if of_length and re.fullmatch(r"\d+,\d{2}", digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(digits.replace(",", ""))


def _metres(match: re.Match[str]) -> Decimal:
    value = number(match[1], of_length=True)
    return value * 1000 if match[2] in ("กิโลเมตร", "กม.") else value


def _cubic_metres(match: re.Match[str]) -> Decimal:
    return number(match[1]) * (1_000_000 if match[2] else 1)


def _areas(text: str) -> Iterator[Area]:
    for match in _RAI_NGAN_WA.finditer(text):
        rai, ngan, wa = (Decimal(digits) for digits in match.groups())
        yield Area(rai + ngan / 4 + wa / 400, "ไร่", _kind_of_area(text[: match.start()]))
    for match in _AREA.finditer(_RAI_NGAN_WA.sub(" ", text)):
        unit = "ตารางเมตร" if match[2].startswith("ตร.") else match[2]
        yield Area(number(match[1]), unit, _kind_of_area(text[: text.find(match[0])]))


def _kind_of_area(before: str) -> str:
    near = before[-40:]
    if "รับประโยชน์" in near or "ชลประทาน" in near:
        return "benefit"
    return "floor" if "ใช้สอย" in near else "size"


def _stations(match: re.Match[str]) -> Stations:
    start = int(match[1]) * 1000 + int(match[2])
    end = int(match[3]) * 1000 + int(match[4]) if match[3] else start
    return Stations(start, end)


def _count(text: str, bundle: re.Match[str] | None) -> Amount | None:
    if bundle:
        return Amount(number(bundle[2]), "หน่วย") if bundle[2] else Amount(number(bundle[1]), "รายการ")
    match = _COUNT_AT_END.search(text)
    if match and match[2] not in _NOT_COUNTS:
        return Amount(number(match[1]), match[2])
    inside = list(_COUNT_INSIDE.finditer(text))
    return Amount(number(inside[-1][1]), inside[-1][2]) if inside else None


def _distinct(values: Iterator[Decimal]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(values))

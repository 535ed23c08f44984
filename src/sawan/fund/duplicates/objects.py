"""The river, reservoir or road that a name speaks of and the land it serves: two works may count one benefit twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sawan.thai import normalise, to_arabic_digits

_KINDS = (
    "อ่างเก็บน้ำ",
    "แม่น้ำ",
    "ลำน้ำ",
    "ลำห้วย",
    "ลำคลอง",
    "ลำเหมือง",
    "แก้มลิง",
    "น้ำตก",
    "หนองน้ำ",
    "คลอง",
    "บึง",
    "ฝาย",
    "ห้วย",
)
_PLAIN = frozenset({"ส่งน้ำ", "ระบายน้ำ", "น้ำล้น", "ชะลอน้ำ", "ทดน้ำ", "ลอย", "แกนดินซีเมนต์", "กล่องเกเบี้ยน", "พร้อม"})
_END = (
    r"(?=พร้อม|อันเนื่อง|ระยะที่|ตำบล|อำเภอ|จังหวัด|หมู่|บ้าน|เพื่อ|และ|ฝั่ง|ด้าน|บริเวณ|ได้|ตั้งแต่|ช่วง|ถึง|กว้าง|ยาว|"
    r"[\s()\d,/\-–]|$)"
)
_WATER = re.compile(rf"({'|'.join(_KINDS)})\s*([ก-๙]{{2,20}}?){_END}")
_BENEFIT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*ไร่")
_ROAD = re.compile(r"ทางหลวง(?:แผ่นดิน|ชนบท)?\s*หมายเลข\s*(\d{1,4})")


def named_objects(name: str) -> frozenset[str]:
    """Named waters and numbered roads in a name, such as `อ่างเก็บน้ำห้วยสีพัน`, `ลำน้ำยาว`, `ทางหลวงหมายเลข 101`."""
    text = to_arabic_digits(normalise(name))
    waters = {f"{kind}{own}" for kind, own in _WATER.findall(text) if own not in _PLAIN and not own.startswith("น้ำ ")}
    return frozenset(waters | {f"ทางหลวงหมายเลข {number}" for number in _ROAD.findall(text)})


def benefit_areas(outcome: str) -> tuple[Decimal, ...]:
    """The areas in rai that an outcome claims to serve, ascending: the claim by which two outcomes are compared."""
    found: Iterable[str] = _BENEFIT.findall(to_arabic_digits(outcome))
    return tuple(sorted({Decimal(digits.replace(",", "")) for digits in found}))

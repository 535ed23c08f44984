"""What can be wrong with the name or the code of a place, as problems in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sawan.problems import Problem, quote

if TYPE_CHECKING:
    from sawan.areas.register import Area

SHOWN = 6


def unknown_area(text: str, near: Sequence[Area] = ()) -> Problem:
    """No place of the register has this name or code."""
    th = f"ไม่พบพื้นที่ “{quote(text)}” ในทะเบียน "
    en = f"No area “{quote(text)}” is in the register; "
    if near:
        th += f"หมายถึง {_list(near, 'th')} ใช่หรือไม่ ระบุรหัสเพื่อความแน่นอน"
        en += f"was it {_list(near, 'en')}? Give the code to be sure."
    else:
        th += "ใช้รหัสทางการ (เช่น 60, 6007, 600701) หรือชื่อเต็มพร้อมจังหวัด"
        en += "use an official code (such as 60, 6007, 600701) or the full name with its province."
    return Problem("unknown_area", th, en)


def ambiguous_area(text: str, candidates: Sequence[Area]) -> Problem:
    """Several places have this name; all of them (the first six) are listed."""
    return Problem(
        "ambiguous_area",
        f"ชื่อ “{quote(text)}” ตรงกับ {len(candidates)} พื้นที่: {_list(candidates, 'th')} โปรดระบุรหัส หรือเติมชื่ออำเภอและจังหวัด",
        f"“{quote(text)}” is the name of {len(candidates)} areas: {_list(candidates, 'en')}. "
        "Give the code, or add the district and the province.",
    )


def municipality(text: str) -> Problem:
    """The text names a municipality, which is not an administrative area of the register."""
    return Problem(
        "municipality_not_held",
        f"“{quote(text)}” เป็นเทศบาล ทะเบียนนี้มีเฉพาะจังหวัด อำเภอ ตำบล โปรดระบุตำบลหรืออำเภอที่ตั้ง",
        f"“{quote(text)}” is a municipality; the register holds provinces, districts and subdistricts only. "
        "Give the subdistrict or district in which it lies.",
    )


def unknown_level(text: str, known: Sequence[str]) -> Problem:
    """The level asked for does not exist."""
    return Problem(
        "unknown_level",
        f"ไม่รู้จักระดับพื้นที่ “{quote(text)}” ใช้ได้: {', '.join(known)}",
        f"“{quote(text)}” is no level of area; use one of: {', '.join(known)}.",
    )


def no_shapes(level: str, within: str) -> Problem:
    """There is no map of this level inside this area."""
    return Problem(
        "no_shapes",
        f"ไม่มีแผนที่ระดับ {quote(level)} ใน {quote(within)} ใช้ระดับ province, district หรือ subdistrict",
        f"There is no map of level {quote(level)} inside {quote(within)}; ask for province, district or subdistrict.",
    )


def _list(areas: Sequence[Area], lang: str) -> str:
    said = [f"{area.full_name.say(lang)} ({area.code})" for area in areas[:SHOWN]]
    rest = len(areas) - SHOWN
    if rest > 0:
        said.append(f"และอีก {rest} แห่ง" if lang == "th" else f"and {rest} more")
    return ", ".join(said)

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


def unreadable_map(file: str) -> Problem:
    """The map file cannot be opened."""
    th, en = "เปิดแฟ้มแผนที่ไม่ได้ ตรวจชื่อและสิทธิ์", "The map file cannot be opened; check its name and permissions."
    return Problem("unreadable_file", th, en, file=file)


def not_a_map(file: str) -> Problem:
    """The file is neither GeoJSON nor TopoJSON."""
    return Problem(
        "not_a_map",
        "แฟ้มนี้ไม่ใช่ GeoJSON หรือ TopoJSON ที่สมบูรณ์ ส่งออกจากโปรแกรมแผนที่ใหม่เป็น GeoJSON (WGS 84)",
        "This is no complete GeoJSON or TopoJSON; export it again from the map program as GeoJSON (WGS 84).",
        file=file,
    )


def no_polygons(file: str) -> Problem:
    """The file holds no polygon."""
    th = "ไม่มีรูปปิด (Polygon) ในแฟ้มแผนที่ ส่งออกชั้นขอบเขตพื้นที่แทนจุดหรือเส้น"
    return Problem("no_polygons", th, "The map file holds no polygon; export areas, not points or lines.", file=file)


def foreign_code(said: str, file: str, feature: int) -> Problem:
    """A feature is named by another code system than the official one."""
    return Problem(
        "foreign_code",
        f"รูปที่ {feature} ใช้รหัส “{quote(said)}” ซึ่งไม่ใช่รหัสกรมการปกครอง ใส่รหัส 2, 4 หรือ 6 หลักในช่อง code",
        f"Feature {feature} is called “{quote(said)}”, which is no official (DOPA) code; "
        "put the code of 2, 4 or 6 digits into a property `code`.",
        file=file,
        row=feature,
        field="code",
    )


def doubled_code(code: str, file: str, feature: int) -> Problem:
    """Two features have the same code."""
    th = f"รูปที่ {feature} ใช้รหัส {code} ซ้ำ รวมเป็นรูปเดียว (MultiPolygon) ก่อน"
    en = f"Feature {feature} repeats the code {code}; join its parts into one MultiPolygon."
    return Problem("doubled_code", th, en, file=file, row=feature, field="code")


def broken_shape(code: str, file: str, number: int) -> Problem:
    """A polygon whose rings are too short or whose positions are no numbers."""
    return Problem(
        "broken_shape",
        f"รูปของ {code} เสีย: วงต้องมีอย่างน้อยสี่จุด และทุกพิกัดเป็นตัวเลข โปรดส่งออกจากโปรแกรมแผนที่ใหม่",
        f"The shape of {code} is broken: a ring needs four positions or more, all of them numbers. Export it again "
        "from the map program.",
        file=file,
        row=number,
    )


def not_degrees(code: str, file: str, feature: int) -> Problem:
    """Coordinates are not WGS 84 degrees in Thailand: projected, or latitude first."""
    return Problem(
        "not_degrees",
        f"พิกัดของ {code} ไม่ใช่องศา WGS 84 ในประเทศไทย (อาจเป็น UTM หรือสลับละติจูดกับลองจิจูด) แปลงเป็น EPSG:4326 ก่อน",
        f"The coordinates of {code} are no WGS 84 degrees in Thailand (UTM, or latitude before longitude?); "
        "convert to EPSG:4326, longitude first.",
        file=file,
        row=feature,
    )


def turned_rings(count: int, file: str) -> Problem:
    """Outer rings ran anticlockwise and were turned: a warning."""
    return Problem(
        "turned_rings",
        f"วงนอกของ {count} รูปเวียนทวนเข็มนาฬิกา ระบบกลับทิศให้แล้วเพื่อไม่ให้แผนที่ระบายสีทั้งผืน แฟ้มเดิมไม่ถูกแก้",
        f"The outer rings of {count} shapes ran anticlockwise; they were turned here, lest maps be filled as a whole. "
        "Your file was not changed.",
        file=file,
        warning=True,
    )

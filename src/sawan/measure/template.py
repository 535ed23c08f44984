"""The workbook that an office fills in: a row a figure that is wanted, lists to choose from, protected codes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sawan.areas import register
from sawan.areas.register import Area
from sawan.fiscal import to_be
from sawan.measure import periods
from sawan.measure.catalogue import Indicator
from sawan.measure.importers.template import HEADINGS, SHOWN_ONLY
from sawan.measure.importing import STATUSES

DATA, LISTS, HELP = "ข้อมูล", "รายการ", "วิธีกรอก"
MOST_ROWS = 20_000
BEHIND = {"annual": 5, "quarterly": 8, "monthly": 12}
"""Periods that are asked for, by frequency; one where figures come once or more often than monthly."""
STATUS_WORDS = {
    "official": "ทางการ",
    "preliminary": "เบื้องต้น",
    "estimate": "ประมาณการ",
    "illustrative": "ตัวอย่าง ไม่ใช่ข้อมูลจริง",
}
_WIDTHS = {"indicator": 26, "name": 44, "area_name": 22, "value": 14, "unit": 24, "source": 34, "note": 30}
_OPEN = frozenset({"value", "status", "vintage", "source", "note", "unit"})
_GUIDE = (
    ("กรอกที่ไหน", "แผ่น “ข้อมูล” ช่องสีเหลือง หนึ่งแถวคือหนึ่งค่า รหัส พื้นที่ และงวดแก้ไม่ได้"),
    ("ค่า", "ตัวเลขล้วน ไม่ใส่สูตร ไม่ผสานเซลล์ ใช้จุลภาคคั่นหลักพันได้"),
    ("ไม่มีข้อมูล", "ใส่ - ในช่องค่า ช่องที่เว้นว่างไม่ถูกอ่าน และไม่ลบค่าที่มีอยู่"),
    ("หน่วย", "เลือกหน่วยตามบัญชีตัวชี้วัด หน่วยที่เป็นทวีคูณ เช่น ล้านบาทแทนบาท ระบบแปลงให้"),
    ("สถานะ", "official = ทางการ, preliminary = เบื้องต้น, estimate = ประมาณการ, illustrative = ตัวอย่าง"),
    ("ฉบับ", "ฉบับหรือวันที่เผยแพร่ของแหล่งข้อมูล ค่าที่ปรับแก้ให้ใส่ฉบับใหม่"),
    ("ส่งกลับ", "ส่งแฟ้มนี้ที่หน้า นำเข้าข้อมูล ระบบตรวจก่อนและบอกเหตุผลรายช่อง"),
    (
        "In English",
        "Fill the yellow cells of the first sheet; - means not available, an empty value is not read. No formulas.",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure that is wanted."""

    indicator: Indicator
    area: Area
    period: str


def wanted(
    indicators: Iterable[Indicator], province: str, today: date, years: frozenset[int] | None = None
) -> list[Asked]:
    """The figures to ask of an office: each indicator in the places of the province that it names, newest period first.

    The periods are the last ones before `today`, or all of `years` (B.E.). Where that is more than fits, only the
    newest period of each.
    """
    entries = list(indicators)
    found = [
        Asked(entry, area, period)
        for entry in entries
        for area in _places(entry, province)
        for period in _periods(entry, today, years)
    ]
    if len(found) > MOST_ROWS:
        newest = {entry.code: _periods(entry, today, years)[0] for entry in entries}
        found = [one for one in found if one.period == newest[one.indicator.code]]
    return found[:MOST_ROWS]


def choose(
    catalogue: Iterable[Indicator], *, codes: Sequence[str] = (), guideline: str = "", agency: str = ""
) -> list[Indicator]:
    """The indicators named by code, else those of a guideline or of an agency that somebody has to report."""
    if codes:
        return [entry for entry in catalogue if entry.code in codes]
    said = agency.casefold()
    return [
        entry
        for entry in catalogue
        if entry.kind == "reported"
        and (not guideline or guideline in entry.guidelines)
        and (not said or said in entry.agency.th.casefold() or said in entry.agency.en.casefold())
    ]


def workbook(asked: Sequence[Asked]) -> bytes:
    """The template as XLSX: the sheet to fill in, the lists that its cells choose from, how to fill it in."""
    import xlsxwriter  # slow import

    page = io.BytesIO()
    with xlsxwriter.Workbook(page, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        data, lists, guide = (book.add_worksheet(name) for name in (DATA, LISTS, HELP))
        ranges = _write_lists(lists, asked)
        _write_data(book, data, asked, ranges)
        _write_guide(book, guide)
    return page.getvalue()


def _places(entry: Indicator, province: str) -> list[Area]:
    """The province where the catalogue names its level, then its districts; the country where it names neither."""
    own = [register.get(province)] if "province" in entry.levels else []
    below = list(register.children(province, "district")) if "district" in entry.levels else []
    below = below or (list(register.children(province, "subdistrict")) if entry.levels == ("subdistrict",) else [])
    return own + below or [register.get(register.COUNTRY)]


def _periods(entry: Indicator, today: date, years: frozenset[int] | None) -> list[str]:
    """The periods asked for, newest first, in the calendar of the indicator."""
    last = to_be(today.year)
    spelled = {"quarterly": "{}-Q4", "monthly": "{}-12"}.get(entry.frequency, "{}")
    each = {"quarterly": 4, "monthly": 12}.get(entry.frequency, 1)
    if years:
        return [
            periods.earlier(spelled.format(year), step) for year in sorted(years, reverse=True) for step in range(each)
        ]
    newest = {"quarterly": f"{last}-Q{(today.month + 2) // 3}", "monthly": f"{last}-{today.month:02d}"}
    start = newest.get(entry.frequency, str(last))
    return [periods.earlier(start, step) for step in range(1, BEHIND.get(entry.frequency, 1) + 1)]


def _write_lists(sheet: Any, asked: Sequence[Asked]) -> dict[str, str]:
    """A column for each list; the answer names the range of each as a cell of another sheet chooses from it."""
    areas = {one.area.code: one.area.name_th for one in asked}
    columns: dict[str, tuple[str, list[str]]] = {
        "indicator": ("รหัสตัวชี้วัด", list(dict.fromkeys(one.indicator.code for one in asked))),
        "area": ("รหัสพื้นที่", list(areas)),
        "area_name": ("พื้นที่", list(areas.values())),
        "period": ("งวด (พ.ศ.)", sorted({one.period for one in asked}, reverse=True)),
        "unit": ("หน่วย", list(dict.fromkeys(one.indicator.unit.th for one in asked))),
        "status": ("สถานะ", list(STATUSES)),
        "word": ("ความหมาย", [STATUS_WORDS[status] for status in STATUSES]),
    }
    for at, (heading, items) in enumerate(columns.values()):
        sheet.write_column(0, at, [heading, *items])
        sheet.set_column(at, at, 24)
    sheet.protect()
    return {
        name: f"='{LISTS}'!${letter}$2:${letter}${max(len(items), 1) + 1}"
        for letter, (name, (_, items)) in zip("ABCDEFG", columns.items(), strict=True)
    }


def _write_data(book: Any, sheet: Any, asked: Sequence[Asked], ranges: dict[str, str]) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E7E1D4", "bottom": 1, "text_wrap": True})
    fixed = book.add_format({"font_color": "#555555", "num_format": "@"})
    free = book.add_format({"locked": False, "bg_color": "#FFF8D6", "border": 1, "border_color": "#D8CFA8"})
    for at, (heading, column) in enumerate(HEADINGS.items()):
        sheet.write(0, at, heading, head)
        sheet.set_column(at, at, _WIDTHS.get(column, 13))
    for row, one in enumerate(asked, start=1):
        for at, column in enumerate(HEADINGS.values()):
            cell = _said(one, column)
            (sheet.write_string if cell else sheet.write_blank)(row, at, cell, free if column in _OPEN else fixed)
    last = max(len(asked), 1)
    for at, column in enumerate(HEADINGS.values()):
        if column in ranges and column not in SHOWN_ONLY:
            sheet.data_validation(1, at, last, at, {"validate": "list", "source": ranges[column], **_warning(column)})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)
    sheet.protect(options={"autofilter": True, "format_columns": True, "sort": True})


def _said(one: Asked, column: str) -> str:
    """What a cell of the template says before anybody fills it in."""
    entry = one.indicator
    said = {
        "indicator": entry.code,
        "name": entry.name.th,
        "area": one.area.code,
        "area_name": one.area.name_th,
        "period": one.period,
        "unit": entry.unit.th,
        "status": STATUSES[0],
        "source": entry.agency.th,
    }
    return said.get(column, "")


def _warning(column: str) -> dict[str, str]:
    heading = next(heading for heading, name in HEADINGS.items() if name == column)
    return {"error_title": heading[:32], "error_message": f"โปรดเลือกจากรายการในแผ่น “{LISTS}”"}


def _write_guide(book: Any, sheet: Any) -> None:
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    for row, (what, how) in enumerate(_GUIDE):
        sheet.write(row, 0, what, bold)
        sheet.write(row, 1, how, wrap)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    sheet.protect()

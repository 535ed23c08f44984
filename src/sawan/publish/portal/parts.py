"""What a success indicator is made of, side by side before any index: five fields of environment, eight of HAI."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from sawan.measure import instance
from sawan.measure.water import water_class
from sawan.people.cached import cached_page
from sawan.people.queries import data_version
from sawan.publish.portal import frame, indices
from sawan.publish.portal.reading import Reading, read, source_line
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Whole:
    """An indicator with parts: the index that puts them together, whose it is, and by which words to say so."""

    codes: tuple[str, ...]
    index: str
    name: Text
    lead: Text
    ours: bool


WATER = "water_quality_index"

WHOLES = {
    "environment": Whole(
        (
            "forest_share", "soil_degraded_share", "water_quality_index", "solid_waste_managed_share",
            "pm25_days_over_standard",
        ),
        "environment",
        Text("คุณภาพสิ่งแวดล้อม: ห้าด้าน", "Environment: five parts"),
        Text(
            "ตัวชี้วัดความสำเร็จระบุห้าด้านแต่ไม่มีสูตรทางการ ดูแต่ละด้านก่อน แล้วจึงดูดัชนีที่เราเสนอ",
            "The success indicator names five fields and no official formula: first each, then the index we propose",
        ),
        ours=True,
    ),
    "hai": Whole(
        (
            "hai_health", "hai_education", "hai_working_life", "hai_income", "hai_housing_environment",
            "hai_family_community", "hai_transport_communication", "hai_participation",
        ),
        "hai",
        Text("ดัชนีความก้าวหน้าของคน: แปดด้าน", "Human Achievement Index: eight sub-indices"),
        Text(
            "ค่ารวมเป็นค่าที่ สศช. เผยแพร่ ดัชนีย่อยแสดงเมื่อมีค่าที่เผยแพร่ ไม่คำนวณเองเมื่อขาดด้านใด",
            "The whole is what NESDC publishes; sub-indices are shown where they were published, and none is made up",
        ),
        ours=False,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the own value with its year, the country, the rank, the source; or who could supply it."""

    path: str
    name: Text
    unit: Text
    value: str
    grade: Text
    year: str
    country: str
    rank: str
    source: Text
    agency: Text
    template: str
    sample: bool


def parts(request: HttpRequest, code: str) -> HttpResponse:
    """`/parts/environment`, `/parts/hai`: the parts, then the whole."""
    if code not in WHOLES:
        raise Http404(f"no parts of {code}")
    return cached_page(request, lambda: _parts(request, code))


def _parts(request: HttpRequest, code: str) -> HttpResponse:
    whole = WHOLES[code]
    rows = [part(one) for one in whole.codes]
    held = indices.held(data_version(), whole.index)
    context = {
        "section": "evaluate",
        "crumbs": [("/indices", Text("ดัชนีรวม", "Composite indices")), ("", whole.name)],
        "whole": whole,
        "rows": rows,
        "known": sum(bool(row.value) for row in rows),
        "published": part("hai") if code == "hai" else None,
        "computable": held.index is not None,
        "missing": len(held.missing),
        "method": "docs/methods/hai.md" if code == "hai" else "docs/reference/composite/index.md",
        "sample": any(row.sample for row in rows),
    }
    return frame.page(request, "portal/parts.html", context)


def part(code: str) -> Part:
    """A part as its row says it."""
    reading = read(code, frame.province())
    entry, latest = reading.indicator, reading.latest
    return Part(
        path=f"/indicators/{code}",
        name=entry.name,
        unit=entry.unit,
        value=reading.said(latest.value) if latest else "",
        grade=water_class(latest.value) if latest and latest.value is not None and code == WATER else Text(""),
        year=reading.year,
        country=reading.said(reading.country_at(latest.year_be)) if latest else _elsewhere(reading),
        rank=f"{reading.rank.rank} / {reading.rank.of}" if reading.rank else "",
        source=source_line(reading),
        agency=instance.current_catalogue()[code].agency,
        template=f"/data/{code}-template.xlsx",
        sample=reading.sample,
    )


def _elsewhere(reading: Reading) -> str:
    """The country's newest value with its year, where the province has none."""
    if not reading.country:
        return ""
    newest = reading.country[-1]
    return f"{reading.said(newest.value)} ({newest.year_be})"

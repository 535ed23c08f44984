"""The data catalogue: what is held, how good, and how to get it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from sawan.areas import register
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Holding
from sawan.people.cached import cached_page
from sawan.publish.portal import downloads, frame, templates
from sawan.publish.portal.indicator import require
from sawan.texts import Text

GROUPS = {
    "accounts": Text("บัญชีผลิตภัณฑ์จังหวัด", "Provincial accounts"),
    "economy": Text("เศรษฐกิจ", "Economy"),
    "agriculture": Text("เกษตร", "Agriculture"),
    "tourism": Text("การท่องเที่ยว", "Tourism"),
    "transport": Text("ขนส่ง", "Transport"),
    "labour": Text("แรงงาน", "Labour"),
    "living": Text("ความเป็นอยู่", "Living conditions"),
    "human-achievement": Text("ความก้าวหน้าของคน", "Human achievement"),
    "health": Text("สุขภาพ", "Health"),
    "education": Text("การศึกษา", "Education"),
    "population": Text("ประชากร", "Population"),
    "environment": Text("สิ่งแวดล้อม", "Environment"),
    "energy": Text("พลังงาน", "Energy"),
    "disasters": Text("สาธารณภัย", "Disasters"),
    "governance": Text("ธรรมาภิบาล", "Governance"),
    "other": Text("อื่น ๆ", "Other"),
}
FILTERS = ("group", "guideline", "level", "show")
SHOWN_YEARS = 17
PROVINCES_FOR_ALL = 70


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the coverage matrix: `full` own province and at least 70 others, `own`, `others`, or `none`."""

    year: int
    code: str
    word: Text


CELLS = {
    "full": Text("จังหวัดนี้และอย่างน้อย 70 จังหวัด", "this province and at least 70 in all"),
    "own": Text("จังหวัดนี้ และไม่ถึง 70 จังหวัด", "this province, fewer than 70 in all"),
    "others": Text("มีแต่พื้นที่อื่น", "other places only"),
    "none": Text("ไม่มี", "none"),
}


def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue (`?group=`, `?guideline=`, `?level=`, `?show=gaps`)."""
    return cached_page(request, lambda: _catalogue(request), asks=FILTERS)


def _catalogue(request: HttpRequest) -> HttpResponse:
    own = frame.province()
    coverage, here = measure.coverage(), measure.coverage(own)
    years = list(coverage.years)[-SHOWN_YEARS:]
    every, mine = measure.holdings(), {row.indicator.code: row for row in measure.holdings(own).rows}
    rows = _chosen(every.rows, mine, request)
    context = {
        "section": "measure",
        "crumbs": [frame.HOME, ("", Text("วัดผล", "Measure"))],
        "answer": _answer(every.rows, mine),
        "years": years,
        "matrix": [_matrix_row(group, years, coverage, here) for group in coverage.groups],
        "sections": _sections(rows, mine),
        "count": len(rows),
        "groups": GROUPS,
        "guidelines": [g.code for g in edition.guidelines] if (edition := frame.edition_in_force()) else [],
        "chosen": {name: request.GET.get(name, "") for name in FILTERS},
        "open": any(request.GET.get(name) for name in FILTERS),
        "levels": register.LEVEL_NAMES,
        "cells": CELLS,
        "agencies": templates.agencies(),
    }
    return frame.page(request, "portal/data.html", context)


def _sections(rows: list[Holding], mine: dict[str, Holding]) -> list[dict[str, Any]]:
    """The chosen indicators by group, in the order of the matrix above them."""
    found: dict[str, list[Holding]] = {}
    for row in rows:
        found.setdefault(row.indicator.group, []).append(row)
    return [
        {
            "name": GROUPS.get(group, Text(group, group)),
            "held": sum(bool(row.figures) for row in members),
            "rows": [_row(row, mine[row.indicator.code]) for row in members],
        }
        for group, members in found.items()
    ]


def _answer(rows: tuple[Holding, ...], mine: dict[str, Holding]) -> Text:
    """How much is held, and how many indicators of the plan have no value of the province."""
    held, figures = sum(bool(row.figures) for row in rows), sum(row.figures for row in rows)
    gaps = sum(not mine[row.indicator.code].figures for row in rows if row.indicator.guidelines)
    return Text(
        f"มีค่าปัจจุบัน {figures:,} ค่า ของ {held} จาก {len(rows)} ตัวชี้วัด ตัวชี้วัดของแผน {gaps} ตัวยังไม่มีค่าของจังหวัด",
        f"{figures:,} current figures of {held} of {len(rows)} indicators; "
        f"{gaps} indicators of the plan have no value of the province",
    )


def _chosen(rows: tuple[Holding, ...], mine: dict[str, Holding], request: HttpRequest) -> list[Holding]:
    group, guideline = request.GET.get("group"), request.GET.get("guideline")
    level, gaps = request.GET.get("level"), request.GET.get("show") == "gaps"
    return [
        row
        for row in rows
        if (not group or row.indicator.group == group)
        and (not guideline or guideline in row.indicator.guidelines)
        and (not level or level in row.indicator.levels)
        and (not gaps or (row.indicator.guidelines and not mine[row.indicator.code].figures))
    ]


def _matrix_row(group: str, years: list[int], coverage: measure.Coverage, here: measure.Coverage) -> dict[str, Any]:
    provinces = _provinces_by_year(group)
    cells = []
    for year in years:
        own, every = here.figures.get((group, year), 0), coverage.figures.get((group, year), 0)
        code = (
            "full"
            if own and provinces.get(year, 0) >= PROVINCES_FOR_ALL
            else "own"
            if own
            else "others"
            if every
            else "none"
        )
        cells.append(Cell(year, code, CELLS[code]))
    figures = sum(count for (name, _), count in coverage.figures.items() if name == group)
    return {"code": group, "name": GROUPS.get(group, Text(group, group)), "cells": cells, "figures": figures}


def _provinces_by_year(group: str) -> dict[int, int]:
    """Most provinces that any indicator of a group covers, by year."""
    found: dict[int, int] = {}
    for _, year, count in measure.provinces_by_year(group):
        found[year] = max(found.get(year, 0), count)
    return found


def _row(row: Holding, own: Holding) -> dict[str, Any]:
    entry = row.indicator
    return {
        "code": entry.code,
        "name": entry.name,
        "agency": entry.agency,
        "years": f"{row.first_year}–{row.last_year}" if row.figures else "",
        "figures": row.figures,
        "areas": row.areas,
        "own": f"{own.first_year}–{own.last_year}" if own.figures else "",
        "unit": entry.unit,
        "reported": entry.kind == "reported",
        "guidelines": entry.guidelines,
    }


def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """The record of a dataset: dictionary, provenance, runs, preview, downloads, citation."""
    return cached_page(request, lambda: _dataset(request, code))


def _dataset(request: HttpRequest, code: str) -> HttpResponse:
    entry = require(code)
    preview = downloads.rows(code, most=20)
    runs = [run for run in measure.runs() if code in run.indicators]
    context = {
        "section": "measure",
        "crumbs": [("/data", Text("ข้อมูล", "Data")), ("", entry.name)],
        "entry": entry,
        "columns": downloads.COLUMNS,
        "preview": preview,
        "runs": runs,
        "cite": _citation(entry),
        "dictionary": _dictionary(entry),
    }
    return frame.page(request, "portal/dataset.html", context)


def _citation(entry: Indicator) -> Text:
    return Text(
        f"{entry.agency.th}. {entry.name.th}. จัดทำเป็นข้อมูลเปิดโดยระบบสวรรค์ เรียกดู /data/{entry.code}",
        f"{entry.agency.en or entry.agency.th}. {entry.name.en}. Made open by Sawan, /data/{entry.code}",
    )


def _dictionary(entry: Indicator) -> list[tuple[Text, Text]]:
    levels = [register.LEVEL_NAMES[level] for level in entry.levels if level in register.LEVEL_NAMES]
    licence = Text("ไม่ระบุในต้นทาง โปรดอ้างอิงผู้เผยแพร่", "not stated by the source; credit the publisher")
    return [
        (Text("รหัส", "Code"), Text(entry.code, entry.code)),
        (Text("นิยาม", "Definition"), entry.definition),
        (Text("หน่วย", "Unit"), entry.unit),
        (Text("สูตร", "Formula"), Text(entry.formula or "—", entry.formula or "—")),
        (Text("ระดับพื้นที่", "Levels"), Text(", ".join(x.th for x in levels), ", ".join(x.en for x in levels))),
        (Text("แหล่ง", "Source"), entry.agency),
        (Text("สัญญาอนุญาต", "Licence"), licence),
    ]


def download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """All current figures of an indicator as CSV, JSON or Parquet (`?year=`, `?area=`)."""
    return cached_page(request, lambda: _download(request, code, form), asks=("year", "area"))


def _download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    entry = require(code)
    rows = downloads.rows(code, year=request.GET.get("year", ""), area=request.GET.get("area", ""))
    if form == "csv":
        response = HttpResponse(downloads.as_csv(rows), content_type="text/csv; charset=utf-8")
    elif form == "json":
        response = JsonResponse(downloads.as_json(entry, rows), json_dumps_params={"ensure_ascii": False})
    elif form == "parquet":
        response = HttpResponse(downloads.as_parquet(rows), content_type="application/vnd.apache.parquet")
    else:
        raise Http404(f"no form {form}")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}.{form}"'
    return response


def contributions(request: HttpRequest, code: str) -> HttpResponse:
    """What each section added to growth, every year that is held, as CSV; 404 for indicators without contributions."""
    return cached_page(request, lambda: _contributions(code))


def _contributions(code: str) -> HttpResponse:
    require(code)
    own = frame.province()
    found = [measure.contributions(code, own, point.year_be) for point in measure.series(code, own).known]
    rows = [
        [code, own, year.period, part.section, year.names[part.section].th, year.names[part.section].en, part.points,
         year.status, year.vintage]
        for year in found
        if year
        for part in year.parts.parts
    ]  # fmt: skip
    if not rows:
        raise Http404(f"{code} has no contributions")
    head = ["indicator", "area", "year_be", "section", "name_th", "name_en", "points", "status", "vintage"]
    return _as_csv(f"{code}-contributions", [head, *rows])


def _as_csv(name: str, rows: list[list[Any]]) -> HttpResponse:
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerows(rows)
    response = HttpResponse("\ufeff" + page.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def template(request: HttpRequest, code: str) -> HttpResponse:
    """The tidy file to fill in for an indicator: header and one row a place where figures are wanted."""
    return cached_page(request, lambda: _template(code))


def _template(code: str) -> HttpResponse:
    entry = require(code)
    own = register.get(frame.province())
    places = [own] if "province" in entry.levels else list(register.children(own.code, "district"))
    head = ["indicator", "area", "area_name", "year_be", "value", "unit", "status", "vintage", "source", "note"]
    rows = [
        [code, place.code, place.name_th, "", "", entry.unit.en, "official", "", entry.agency.th, ""]
        for place in places
    ]
    return _as_csv(f"{code}-template", [head, *rows])

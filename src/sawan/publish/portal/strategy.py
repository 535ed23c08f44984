"""The strategy of a fiscal year: map, list, table, downloads, and the difference between editions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from sawan import thai
from sawan.charts.theme import status_marks
from sawan.evaluate import queries as evaluate
from sawan.measure import instance
from sawan.money import format_million
from sawan.people.cached import cached_page
from sawan.plan import queries as plan
from sawan.plan import reading
from sawan.plan.edition import Edition, Guideline
from sawan.publish.portal import frame, strategy_map, success
from sawan.publish.portal.reading import read
from sawan.publish.portal.strategy_map import StrategyMap
from sawan.publish.portal.words import breakable
from sawan.texts import Text

VIEWS = (("map", Text("แผนที่", "Map")), ("list", Text("รายการ", "List")), ("table", Text("ตาราง", "Table")))
MONEY = ("provincial", "cluster", "ministry", "local", "all")
CHANGE_WORDS = {
    "added": Text("เพิ่ม", "added"),
    "removed": Text("ตัดออก", "removed"),
    "moved": Text("ย้าย", "moved"),
    "reworded": Text("ปรับถ้อยคำ", "reworded"),
    "retargeted": Text("ปรับเป้าหมาย", "retargeted"),
}
TEMPLATES = {code: f"portal/strategy_{code}.html" for code, _ in VIEWS}


def newest(request: HttpRequest) -> HttpResponse:
    """`/strategy` leads to the edition in force."""
    years = frame.editions()
    if not years:
        return cached_page(request, lambda: frame.page(request, "portal/no_strategy.html", {"section": "plan"}))
    prefix = "/en" if frame.language(request) == "en" else ""
    return HttpResponseRedirect(f"{prefix}/strategy/{years[-1]}")


def strategy(request: HttpRequest, year: int) -> HttpResponse:
    """The strategy of a fiscal year as map, list or table (`?view=`)."""
    return cached_page(request, lambda: _strategy(request, year), asks=("view", "money"))


def _strategy(request: HttpRequest, year: int) -> HttpResponse:
    edition = require(year)
    view = request.GET.get("view", "map")
    view = view if view in TEMPLATES else "map"
    money = request.GET.get("money", "provincial")
    context = page_context(edition, frame.language(request), money if money in MONEY else "provincial")
    return frame.page(request, TEMPLATES[view], {**context, "view": view, "view_query": f"?view={view}"})


def require(year: int) -> Edition:
    """The edition of a fiscal year; 404 where there is none."""
    edition = frame.edition(year)
    if edition is None:
        raise Http404(f"no edition {year}")
    return edition


def page_context(edition: Edition, lang: str, money: str) -> dict[str, Any]:
    """All that the three views say."""
    statuses = evaluate.statuses(edition, frame.today())
    drawing = strategy_map.layout(edition, {code: str(node.mark) for code, node in statuses.items()}, lang, money)
    years = frame.editions()
    before = [year for year in years if year < (edition.fiscal_year or 0)]
    vision = edition.vision.wording if edition.vision else None
    return {
        "section": "plan",
        "edition": edition,
        "editions": years,
        "previous": before[-1] if before else None,
        "views": VIEWS,
        "crumbs": [frame.HOME, ("", Text("วางแผน", "Plan"))],
        "map": _drawing(drawing, edition),
        "letters": any(guideline.letter for guideline in edition.guidelines),
        "vision_phrases": thai.phrases(vision.phrases or vision.text.th) if vision else [],
        "success": success.cards(edition, statuses, lang),
        "missions": [
            {"code": m.code, "name": breakable(m.wording), "href": strategy_map.href(edition, m.code, lang)}
            for m in edition.missions
        ],
        "finding": finding(edition, drawing),
        "key_line": _key(drawing, money),
        "note": breakable(edition.note) if edition.note else None,
        "money_source": _money_source(edition, money),
        "legend": status_marks(),
    }


def _drawing(drawing: StrategyMap, edition: Edition) -> dict[str, Any]:
    """The drawing with the words that its template needs beside the numbers."""
    blocks = []
    numbers = {mission.code: at for at, mission in enumerate(edition.missions, 1)}
    for block in drawing.blocks:
        lines = [
            Text(
                f"พันธกิจ {numbers[code]} · {_mission(edition, code).th}",
                f"Mission {numbers[code]} · {_mission(edition, code).en}",
            )
            for code in block.issue.missions
            if code in numbers
        ]
        rows = [
            _shallow(row) | {"phrases": breakable(row.guideline.wording), "headline": _headline(row.guideline, edition)}
            for row in block.rows
        ]
        blocks.append(
            _shallow(block) | {"issue_phrases": breakable(block.issue.wording), "mission_lines": lines, "rows": rows}
        )
    units = drawing.height // strategy_map.UNIT
    return _shallow(drawing) | {
        "blocks": blocks, "units": units, "trunk_height": drawing.trunk_bottom - drawing.trunk_top,
    }  # fmt: skip


def _shallow(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _mission(edition: Edition, code: str) -> Text:
    return next(breakable(mission.wording) for mission in edition.missions if mission.code == code)


def _headline(guideline: Guideline, edition: Edition) -> dict[str, Any] | None:
    """The first indicator of a guideline that has a value; its first of all where none has."""
    catalogue = instance.current_catalogue()
    codes = [code for code in guideline.indicators if code in catalogue]
    readings = (read(code, edition.province, ranked=False) for code in codes)
    chosen = next((reading for reading in readings if reading.latest), None)
    if chosen and chosen.latest:
        name, value, year = chosen.indicator.name, chosen.said(chosen.latest.value), chosen.year
        return {"path": f"/indicators/{chosen.indicator.code}", "name": name, "value": value, "year": year}
    if codes:
        return {"path": f"/indicators/{codes[0]}", "name": catalogue[codes[0]].name, "value": "", "year": ""}
    return None


def finding(edition: Edition, drawing: StrategyMap) -> Text:
    """Where most of the money is and how many guidelines have none; nothing without money."""
    rows = [row for block in drawing.blocks for row in block.rows]
    dry = sum(row.money is None for row in rows)
    if not drawing.money:
        return Text("")
    most = max(rows, key=lambda row: row.money or Decimal(0))
    share = round(100 * (most.money or Decimal(0)) / drawing.money)
    name = most.guideline.wording.short or most.guideline.wording.text
    th = f"{share}% ของงบจังหวัดอยู่ที่แนวทาง {most.guideline.code} {thai.plain(name.th)}"
    en = f"{share}% of the provincial budget is in guideline {most.guideline.code}, {name.en}"
    if dry:
        th += f" และ {dry} แนวทางยังไม่มีโครงการหลักของจังหวัด"
        en += f"; {dry} guidelines have no umbrella project"
    return Text(th, en)


def _key(drawing: StrategyMap, money: str) -> Text:
    if not drawing.money:
        return Text(
            "ยังไม่มีงบประมาณของปีนี้ในระบบ จึงวาดทุกสายเท่ากัน",
            "No budget of this year is held, so all branches are drawn alike",
        )
    whose = {
        "provincial": Text("งบจังหวัด", "provincial budget"), "cluster": Text("งบกลุ่มจังหวัด", "cluster budget"),
        "ministry": Text("งบกระทรวง", "ministries"), "local": Text("งบท้องถิ่น", "local government"),
        "all": Text("งบทุกแหล่ง", "all sources"),
    }[money]  # fmt: skip
    total = format_million(drawing.money)
    return Text(
        f"กว้าง = {whose.th} รวม {total} ล้านบาท · จาง = ไม่มีโครงการหลัก · ยังไม่รวมงบแหล่งอื่น",
        f"Width = {whose.en}, {total} M baht in all · faint = no umbrella project · other sources not included",
    )


def _money_source(edition: Edition, money: str) -> Text:
    """The source of the umbrella projects drawn, and that their place under a guideline is a proposal."""
    projects = [p for g in edition.guidelines for p in g.projects if money in ("all", p.money)]
    if not projects:
        return Text("")
    sources = " · ".join(dict.fromkeys(project.source for project in projects))
    proposed = any(project.tie == "proposal" for project in projects)
    return Text(
        f"{sources} · {len(projects)} โครงการหลัก" + (" · ผูกกับแนวทางโดยข้อเสนอ รอสำนักงานจังหวัดยืนยัน" if proposed else ""),
        f"{sources} · {len(projects)} umbrella projects"
        + (" · tied to guidelines by proposal, to be confirmed" if proposed else ""),
    )


def download(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The edition as the YAML file that was loaded, or as JSON."""
    return cached_page(request, lambda: _download(year, form))


def _download(year: int, form: str) -> HttpResponse:
    require(year)
    stored = plan.edition(frame.province(), year)
    if form == "yaml":
        response = HttpResponse(stored.file, content_type="application/yaml; charset=utf-8")
    elif form == "json":
        response = JsonResponse(reading.as_json(stored.tree), json_dumps_params={"ensure_ascii": False, "indent": 2})
    else:
        raise Http404(f"no form {form}")
    response.headers["Content-Disposition"] = f'attachment; filename="strategy-{frame.province()}-{year}.{form}"'
    return response


def difference(request: HttpRequest, year: int, other: int) -> HttpResponse:
    """What changed from the edition of `other` to that of `year`, node by node, word by word."""
    return cached_page(request, lambda: _difference(request, year, other))


def _difference(request: HttpRequest, year: int, other: int) -> HttpResponse:
    require(year), require(other)
    found = plan.difference(f"{frame.province()}/{other}", f"{frame.province()}/{year}")
    context = {
        "section": "plan",
        "crumbs": [
            frame.HOME,
            (f"/strategy/{year}", Text(f"แผนที่ยุทธศาสตร์ {year}", f"Strategy {year}")),
            ("", Text(f"เทียบกับฉบับ {other}", f"Against {other}")),
        ],
        "year": year,
        "other": other,
        "changes": [{"change": change, "word": CHANGE_WORDS[change.what]} for change in found.changes],
    }
    return frame.page(request, "portal/difference.html", context)

"""An indicator: how much, compared with whom, since when, and can it be trusted?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sawan.areas import register
from sawan.charts import render, trend
from sawan.evaluate import colours
from sawan.evaluate.queries import TargetStatus
from sawan.evaluate.status import RULE
from sawan.fiscal import say_date
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Point
from sawan.people.cached import cached_page
from sawan.plan.edition import Edition
from sawan.publish.portal import frame, growth, indicator_charts, indicator_facts, outlooks, what_if
from sawan.publish.portal.indicator_charts import Compared
from sawan.publish.portal.reading import COUNTRY, SAMPLE, Reading, number, read, region_of, year_label
from sawan.publish.portal.strategy_map import href
from sawan.texts import Text

MOST_AREAS = 6
ROWS_FIRST, MOST_EDITIONS, MOST_REMARKS = 7, 24, 8
TABS = (
    ("trend", Text("แนวโน้ม", "Trend")),
    ("map", Text("แผนที่", "Map")),
    ("dots", Text("อันดับ", "Rank")),
    ("table", Text("ตาราง", "Table")),
)


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an indicator; `?areas=60,TH` compares places, `?years=all` shows every year."""
    return cached_page(request, lambda: _indicator(request, code), asks=("areas", "add", "years"))


def _indicator(request: HttpRequest, code: str) -> HttpResponse:
    entry, lang = require(code), frame.language(request)
    page = page_context(entry, lang, asked_areas(request, code), every_year=request.GET.get("years") == "all")
    crumbs = [frame.HOME, ("/data", Text("วัดผล", "Measure")), ("", page["crumb"])]
    context = {"page": page, "crumbs": crumbs, "section": "measure", "sample": page["sample"]}
    return frame.page(request, "portal/indicator.html", context)


def require(code: str) -> Indicator:
    """The record of a code; 404 where the catalogue has none."""
    catalogue = instance.current_catalogue()
    if code not in catalogue:
        raise Http404(f"no indicator {code}")
    return catalogue[code]


def asked_areas(request: HttpRequest, code: str) -> list[str]:
    """The places to compare: those of the address as far as the register knows them, else region and country."""
    own = frame.province()
    text = request.GET.get("areas") or ",".join(filter(None, (own, region_of(code, own), COUNTRY)))
    wanted = [*text.split(","), request.GET.get("add", "")]
    known = [register.get(area).code for area in wanted if area and register.exists(area)]
    return list(dict.fromkeys([own, *known]))[:MOST_AREAS]


def page_context(entry: Indicator, lang: str, areas: list[str], *, every_year: bool) -> dict[str, Any]:
    """Everything that the page of an indicator says."""
    own = frame.province()
    reading = read(entry.code, own)
    edition = frame.edition_in_force()
    context: dict[str, Any] = {
        "code": entry.code,
        "name": entry.name,
        "crumb": entry.name,
        "answer": indicator_facts.answer(reading),
        "facts": indicator_facts.facts(reading, edition, frame.today()),
        "has_data": bool(reading.points),
        "sample": reading.sample,
        "agency": entry.agency,
        "pedigree": indicator_facts.pedigree(entry),
        "used_in": used_in(entry.code, edition, lang),
        "template": f"/data/{entry.code}-template.xlsx" if entry.kind == "reported" else "",
        "others": indicator_facts.others(entry),
    }
    if reading.latest is None:
        return context
    judged = indicator_facts.targets(reading, edition, frame.today(), frame.edition_before(edition))
    return (
        context
        | _with_data(reading, areas, lang, every_year=every_year)
        | _ahead(reading, judged, every_year=every_year)
    )


def _ahead(reading: Reading, judged: Sequence[TargetStatus], *, every_year: bool) -> dict[str, Any]:
    """Targets with their two scales, the pace, how often past bands held."""
    rows = outlooks.target_rows(reading, judged)
    origins, whole = outlooks.past(reading, every_year=every_year)
    return {
        "targets": rows,
        "rule": RULE.said(),
        "scale": colours.SCALE if any(row.colour for row in rows) else None,
        "formula": colours.FORMULA,
        "pace": Text("") if any(row.pace for row in rows) else outlooks.recent(reading),
        "what_if": reading.indicator.code in what_if.askable(),
        "past": origins,
        "past_whole": whole,
    }


def _with_data(reading: Reading, areas: list[str], lang: str, *, every_year: bool) -> dict[str, Any]:
    code, latest = reading.indicator.code, reading.latest
    assert latest is not None
    compared = compare(code, areas, lang)
    found = measure.across(code, "province", latest.period)
    drivers = indicator_charts.drivers_figure(reading, lang)
    years = [point.year_be for point in reversed(reading.points)]
    prefix = "/en" if lang == "en" else ""
    return {
        "tabs": TABS,
        "compared": compared,
        "areas_param": ",".join(areas),
        "addable": [area for area in register.of_level("province") if area.code not in areas],
        "trend": indicator_charts.trend_figure(reading, compared, lang, code),
        "outlook": indicator_charts.outlook_sentence(reading),
        "drivers": drivers,
        "driver_keys": [{"name": name, "ink": ink} for _, name, ink, _ in growth.GROUPS],
        "drivers_csv": f"/data/{code}-contributions.csv",
        "dots": indicator_charts.dots_figure(reading, found, lang),
        **indicator_charts.map_parts(reading, found, lang),
        "table": [_row(year, compared, reading) for year in (years if every_year else years[:ROWS_FIRST])],
        "more": None if every_year or len(years) <= ROWS_FIRST else "?years=all#table",
        "remarks": measure.remarks(code, reading.area)[:MOST_REMARKS],
        "explain": f"{prefix}/indicators/{code}/explain?area={reading.area}&year={latest.period}",
        **_editions(reading),
    }


def compare(code: str, areas: list[str], lang: str) -> list[Compared]:
    """The places with their series and colours: own, region or cluster, country always keep theirs."""
    spare = iter(("data-3", "data-4", "data-6"))
    compared = []
    for area in areas:
        place = register.get(area)
        ink = _ink(area, place.level) or next(spare, "data-5")
        others = ",".join(other for other in areas if other != area)
        name = Text("ประเทศไทย", "Thailand") if area == COUNTRY else place.name
        compared.append(
            Compared(area, name, measure.series(code, area), ink, f"?areas={others}" if area != areas[0] else "")
        )
    return compared


def _ink(area: str, level: str) -> str:
    if area == frame.province():
        return "data-1"
    if area == COUNTRY:
        return "data-5"
    return "data-2" if level in ("statistical_region", "cluster", "region") else ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table: the values of the compared places in their order, the own rank among its like."""

    year: str
    values: tuple[str, ...]
    rank: str
    sample: bool


def _row(year: int, compared: list[Compared], reading: Reading) -> YearRow:
    points = [next((p for p in area.series.known if p.year_be == year), None) for area in compared]
    rank = measure.rank(reading.indicator.code, year, reading.area) if reading.rank else None
    own = next(p for p in reading.points if p.year_be == year)
    return YearRow(
        year=year_label(own),
        values=tuple(reading.said(point.value) if point else "" for point in points),
        rank=f"{rank.rank} / {rank.of}" if rank else "",
        sample=own.status == SAMPLE,
    )


@dataclass(frozen=True, slots=True)
class EditionRow:
    """What an edition said of a year, and how far it moved from the edition before."""

    year: str
    vintage: str
    published: Text
    value: str
    revision: str


def _editions(reading: Reading) -> dict[str, Any]:
    """The editions of periods that have more than one, newest first, and the usual size of a revision."""
    history = measure.editions(reading.indicator.code, reading.area)
    rows = [row for period, points in reversed(history.periods) for row in _edition_rows(reading, period, points)]
    if not rows:
        return {}
    line = Text("ค่าของปีเดียวกันในแต่ละฉบับ ใหม่สุดก่อน", "Values of the same year by edition, the newest first")
    size = history.mean_absolute
    if size is not None:
        line = Text(f"{line.th} ปรับแก้เฉลี่ย {size:.2f}%", f"{line.en}; mean revision {size:.2f}%")
    return {"editions": rows[:MOST_EDITIONS], "editions_line": line}


def _edition_rows(reading: Reading, period: str, points: Sequence[Point]) -> list[EditionRow]:
    known = [point for point in points if point.value is not None]
    if len(known) < 2:
        return []
    before: list[Point | None] = [*known[1:], None]
    return [
        EditionRow(period, point.vintage, _day(point.published), reading.said(point.value), _moved(reading, point, old))
        for point, old in zip(known, before, strict=True)
    ]


def _day(day: date | None) -> Text:
    if day is None:
        return Text("—", "—")
    return Text(say_date(day, "th", short=True), say_date(day, "en", short=True))


def _moved(reading: Reading, point: Point, old: Point | None) -> str:
    if old is None or point.value is None or old.value is None:
        return ""
    return number(point.value - old.value, reading.decimals)


@dataclass(frozen=True, slots=True)
class UsedIn:
    """A node of the edition in force that names the indicator."""

    href: str
    name: Text


def used_in(code: str, edition: Edition | None, lang: str) -> list[UsedIn]:
    """The success indicators, then the guidelines, that name an indicator."""
    if edition is None:
        return []
    kinds = (
        (edition.success_indicators, Text("ตัวชี้วัดความสำเร็จ", "Success indicator")),
        (edition.guidelines, Text("แนวทาง", "Guideline")),
    )
    return [
        UsedIn(href(edition, node.code, lang), Text(f"{kind.th} {node.code}", f"{kind.en} {node.code}"))
        for nodes, kind in kinds
        for node in nodes
        if code in node.indicators
    ]


def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The trend of an indicator as PNG, in the language asked for by `?lang=`."""
    return cached_page(request, lambda: _picture(code, request.GET.get("lang", "th")), asks=("lang",))


def _picture(code: str, lang: str) -> HttpResponse:
    require(code)
    reading = read(code, frame.province(), ranked=False)
    if len(reading.points) < 2:
        raise Http404("too few points to draw")
    areas = [reading.area, *filter(None, (reading.region_code,)), COUNTRY]
    lines = [
        trend.Series(area.name.say(lang), area.ink, [(p.year_be, p.value or 0.0) for p in area.series.known])
        for area in compare(code, areas, lang)
        if area.series.known
    ]
    return HttpResponse(render.png(trend.trend(lines, decimals=reading.decimals)), content_type="image/png")

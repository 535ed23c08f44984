"""An indicator: how much, compared with whom, since when, and can it be trusted?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sawan.areas import register
from sawan.charts import render, trend
from sawan.charts.theme import data_marks
from sawan.fiscal import say_date
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.measure.queries import Lineage
from sawan.people.cached import cached_page
from sawan.plan.edition import Edition
from sawan.problems import Refused
from sawan.publish.portal import frame, growth, indicator_charts, indicator_facts
from sawan.publish.portal.indicator_charts import Compared
from sawan.publish.portal.reading import COUNTRY, SAMPLE, Reading, number, read, region_of, year_label
from sawan.texts import Text

MOST_AREAS = 6
ROWS_FIRST = 7
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
        "template_csv": f"/data/{entry.code}-template.csv",
        "others": indicator_facts.others(entry),
    }
    if reading.latest is None:
        return context
    return context | _with_data(reading, areas, lang, every_year=every_year)


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


def _row(year: int, compared: list[Compared], reading: Reading) -> dict[str, Any]:
    values = []
    for area in compared:
        point = next((p for p in area.series.known if p.year_be == year), None)
        values.append(number(point.value, reading.decimals) if point else "")
    rank = measure.rank(reading.indicator.code, year, reading.area) if reading.rank else None
    point = next(p for p in reading.points if p.year_be == year)
    sample = point.status == SAMPLE
    return {
        "year": year_label(point),
        "sample": sample,
        "values": values,
        "rank": f"{rank.rank} / {rank.of}" if rank else "",
    }


def _editions(reading: Reading) -> dict[str, Any]:
    """The editions of periods that have more than one, newest first."""
    history = measure.editions(reading.indicator.code, reading.area)
    rows = []
    for period, points in reversed(history.periods):
        known = [point for point in points if point.value is not None]
        for at, point in enumerate(known) if len(known) > 1 else ():
            before = known[at + 1] if at + 1 < len(known) else None
            moved = (point.value or 0.0) - (before.value or 0.0) if before else None
            day = point.published
            rows.append(
                {
                    "year": period,
                    "vintage": point.vintage,
                    "published": Text(say_date(day, "th", short=True), say_date(day, "en", short=True))
                    if day
                    else Text("—", "—"),
                    "value": reading.said(point.value),
                    "revision": number(moved, reading.decimals) if moved is not None else "",
                }
            )
    if not rows:
        return {}
    size = history.mean_absolute
    line = Text("ค่าของปีเดียวกันในแต่ละฉบับ ใหม่สุดก่อน", "Values of the same year by edition, the newest first")
    if size is not None:
        line = Text(f"{line.th} ปรับแก้เฉลี่ย {size:.2f}%", f"{line.en}; mean revision {size:.2f}%")
    return {"editions": rows[:24], "editions_line": line}


def used_in(code: str, edition: Edition | None, lang: str) -> list[dict[str, Any]]:
    """The nodes of the edition in force that name an indicator."""
    if edition is None:
        return []
    prefix, year = "/en" if lang == "en" else "", edition.fiscal_year
    links = []
    for success in edition.success_indicators:
        if code in success.indicators:
            links.append(
                {
                    "href": f"{prefix}/strategy/{year}/{success.code}",
                    "name": Text(f"ตัวชี้วัดความสำเร็จ {success.code}", f"Success indicator {success.code}"),
                }
            )
    for guideline in edition.guidelines:
        if code in guideline.indicators:
            links.append(
                {
                    "href": f"{prefix}/strategy/{year}/{guideline.code}",
                    "name": Text(f"แนวทาง {guideline.code}", f"Guideline {guideline.code}"),
                }
            )
    return links


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


def explain(request: HttpRequest, code: str) -> HttpResponse:
    """A figure unfolded to the rows it came from (`?area=60&year=2563`)."""
    return cached_page(request, lambda: _explain(request, code), asks=("area", "year"))


def _explain(request: HttpRequest, code: str) -> HttpResponse:
    entry = require(code)
    area = request.GET.get("area") or frame.province()
    year = request.GET.get("year") or _newest_year(code, area)
    try:
        root = measure.explain(code, area, year)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    crumbs = [(f"/indicators/{code}", entry.name), ("", Text("ที่มาถึงข้อมูลดิบ", "Down to raw data"))]
    return frame.page(request, "portal/explain.html", {"root": _unfolded(root), "crumbs": crumbs, "section": "measure"})


def _newest_year(code: str, area: str) -> str:
    newest = measure.latest(code, area) if register.exists(area) else None
    return newest.period if newest else "2564"


def _unfolded(node: Lineage) -> dict[str, Any]:
    mark = data_marks().get(node.status)
    return {
        "label": node.label,
        "value": number(node.value, 4).rstrip("0").rstrip(".") if node.value is not None else "",
        "unit": node.unit,
        "formula": node.formula,
        "source": node.source,
        "vintage": node.vintage,
        "why": node.why,
        "letter": mark[1] if mark else "",
        "children": [_unfolded(child) for child in node.children],
    }

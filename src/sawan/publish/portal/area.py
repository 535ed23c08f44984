"""The profile of a place: what it is like, beside its parent and its peers, and what exists at its level only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from ruamel.yaml import YAML

from sawan.areas import register
from sawan.areas.names import find
from sawan.areas.register import LEVEL_NAMES, Area
from sawan.charts.marks import share_bar
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.people.cached import cached_page
from sawan.problems import Refused
from sawan.publish.portal import area_money, frame, maps
from sawan.publish.portal.reading import COUNTRY, SAMPLE, Reading, number, read, source_line, year_label
from sawan.texts import Text

SQUARE_KM = Text("ตร.กม.", "sq km")
LEADERS = 3


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar of a small comparison: name, bar as SVG, value as text, whether it is the place itself."""

    name: Text
    bar: str
    value: str
    own: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator of a theme: its figure with year and rank, bars beside parent and peers, source; or emptiness."""

    name: Text
    path: str
    year: str
    value: str
    unit: Text
    remark: Text
    bars: tuple[BarRow, ...]
    source: Text
    sample: bool = False


def areas(request: HttpRequest) -> HttpResponse:
    """`/areas` leads to the province, `/areas?code=` to the place of a code or name."""
    prefix = "/en" if frame.language(request) == "en" else ""
    wanted = request.GET.get("code", "")
    try:
        code = find(wanted).code if wanted else frame.province()
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    return HttpResponseRedirect(f"{prefix}/areas/{code}")


def area(request: HttpRequest, code: str) -> HttpResponse:
    """The profile of a place."""
    return cached_page(request, lambda: _area(request, code))


def _area(request: HttpRequest, code: str) -> HttpResponse:
    if not register.exists(code):
        raise Http404(f"no place {code}")
    place, lang = register.get(code), frame.language(request)
    return frame.page(request, "portal/area.html", {"section": "measure", **context(place, lang)})


@cache
def themes() -> dict[str, Any]:
    """The themes of the profile as shipped."""
    page = files("sawan.publish").joinpath("data/area_themes.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(page)
    return loaded


def context(place: Area, lang: str) -> dict[str, Any]:
    """Everything that the profile says."""
    above = list(reversed(register.ancestors(place.code)))
    below = _below(place)
    crumbs = [(f"/areas/{area.code}", _crumb(area)) for area in above]
    big = place.level in ("province", "country")
    return {
        "place": place,
        "level_name": LEVEL_NAMES[place.level],
        "crumbs": [*crumbs, ("", place.name)],
        "map": _map(place, lang),
        "answer": answer(place),
        "facts": facts(place),
        "themes": _themes(place) if big else [],
        "held": _held(place) if not big else [],
        "below": below,
        "below_title": LEVEL_NAMES[below[0].level] if below else None,
        "neighbours": register.children(place.parent, place.level) if place.level == "district" else (),
        "money": area_money.money(place),
        "floods": area_money.floods(place),
        "rest": _rest(place),
    }


def _crumb(area: Area) -> Text:
    return Text("ประเทศไทย", "Thailand") if area.code == COUNTRY else area.name


def _below(place: Area) -> tuple[Area, ...]:
    nearest = {
        "country": "province",
        "region": "province",
        "cluster": "province",
        "province": "district",
        "district": "subdistrict",
    }
    level = nearest.get(place.level)
    return register.children(place.code, level) if level else ()


def _map(place: Area, lang: str) -> dict[str, Any] | None:
    """The districts of the place's province, the place itself marked; None where no shape is held."""
    province = register.ancestor(place.code, "province") if place.level != "province" else place
    if province is None:
        return None
    marked = place.code if place.level == "district" else place.parent if place.level == "subdistrict" else ""
    drawing, credit = maps.district_map(province.code, lang, width=520, marked=marked)
    return {"svg": drawing, "credit": credit}


def answer(place: Area) -> Text:
    """Who lives here and how the economy compares; nothing where nothing is known."""
    if place.level != "province":
        return Text("")
    rice = read_known("crop_rice_major_production", place.code)
    share = read_known("gpp_agriculture_share", place.code)
    head = read_known("gpp_per_capita_current", place.code)
    th, en = [], []
    if rice and rice.rank and rice.rank.rank == 1:
        th.append("ผลิตข้าวนาปีมากที่สุดในประเทศ")
        en.append("the country's largest in-season rice harvest")
    if share and share.latest:
        th.append(f"เกษตรเป็น {number(share.latest.value, 0)}% ของเศรษฐกิจ (ปี {share.year})")
        en.append(f"agriculture is {number(share.latest.value, 0)}% of the economy ({share.year})")
    if head and head.latest and head.latest.value:
        country = head.country_at(head.latest.year_be)
        if country:
            part = number(100 * head.latest.value / country, 0)
            th.append(f"GPP ต่อหัวเท่ากับ {part}% ของทั้งประเทศ")
            en.append(f"GPP per head is {part}% of the country's")
    said = ", ".join(en)
    return Text(" ".join(th), said[:1].upper() + said[1:])


def read_known(code: str, area: str) -> Reading | None:
    """The reading of a code that the catalogue has; None for others."""
    return read(code, area) if code in instance.current_catalogue() else None


def facts(place: Area) -> list[dict[str, Any]]:
    """Population, households, area, number of places below."""
    codes = themes()["facts"]
    found = []
    for label, code, unit in (
        (Text("ประชากร", "Population"), codes["population"], Text("คน", "people")),
        (Text("ครัวเรือน", "Households"), codes["households"], Text("", "")),
        (Text("พื้นที่", "Area"), codes["area"], SQUARE_KM),
    ):
        newest = measure.latest(code, place.code) if code in instance.current_catalogue() else None
        if newest and newest.point and newest.value is not None:
            name = Text(f"{label.th} {newest.point.year_be}", f"{label.en} {newest.point.year_be}")
            found.append(
                {"label": name, "value": number(newest.value, 0 if newest.value > 20_000 else 1), "unit": unit}
            )
        elif label.en == "Area" and place.area_km2:
            found.append(
                {
                    "label": label,
                    "value": number(place.area_km2, 1),
                    "unit": Text("ตร.กม. (คำนวณจากรูปแผนที่)", "sq km (from the map)"),
                }
            )
    for level in ("district", "subdistrict"):
        count = len(register.children(place.code, level)) if LEVELS_ABOVE[place.level] < LEVELS_ABOVE[level] else 0
        if count:
            found.append({"label": LEVEL_NAMES[level], "value": number(count, 0), "unit": Text("")})
    return found


LEVELS_ABOVE = {level: at for at, level in enumerate(register.LEVELS)}


def _themes(place: Area) -> list[dict[str, Any]]:
    known = instance.current_catalogue()
    return [
        {
            "name": Text(theme["th"], theme["en"]),
            "measures": [_measure(read(code, place.code)) for code in theme["indicators"] if code in known],
        }
        for theme in themes()["themes"]
    ]


def _measure(reading: Reading) -> Measure:
    entry, point = reading.indicator, reading.latest
    path = f"/indicators/{entry.code}"
    if point is None:
        return Measure(entry.name, path, "", "", Text(""), Text(""), (), Text(""))
    percent = entry.unit.en == "percent"
    rank = reading.rank
    remark = Text(f"อันดับ {rank.rank} จาก {rank.of}", f"rank {rank.rank} of {rank.of}") if rank else Text("")
    return Measure(
        entry.name,
        path,
        year_label(point),
        reading.said(point.value) + ("%" if percent else ""),
        Text("") if percent else entry.unit,
        remark,
        _bars(reading),
        source_line(reading),
        point.status == SAMPLE,
    )


def _bars(reading: Reading) -> tuple[BarRow, ...]:
    """The place, its region and the country; for the first of the country, the next provinces instead."""
    point = reading.latest
    assert point is not None
    rows: list[tuple[Text, float | None, str]] = [(register.get(reading.area).name, point.value, "data-1")]
    if reading.rank and reading.rank.rank == 1 and reading.country_at(point.year_be) is None:
        across = measure.across(reading.indicator.code, "province", point.period)
        rows += [(row.name, row.value, "data-5") for row in across.rows[1 : LEADERS + 1]]
    else:
        rows.append((reading.region_name, reading.region_at(point.year_be), "data-2"))
        rows.append((Text("ประเทศ", "Thailand"), reading.country_at(point.year_be), "data-5"))
    known = [(name, value, ink) for name, value, ink in rows if value is not None]
    top = max(abs(value) for _, value, _ in known) or 1.0
    return tuple(
        BarRow(name, share_bar(abs(value) / top, ink), reading.said(value), ink == "data-1")
        for name, value, ink in known
    )


def _held(place: Area) -> list[dict[str, Any]]:
    """Every figure that is held of a district or subdistrict, the newest year of each."""
    rows = []
    for holding in measure.holdings(place.code).rows:
        if not holding.figures:
            continue
        newest = measure.latest(holding.indicator.code, place.code)
        if newest and newest.point:
            entry = newest.indicator
            reading = read(entry.code, place.code, ranked=False)
            rows.append(
                {
                    "name": entry.name,
                    "path": f"/indicators/{entry.code}?areas={place.code}",
                    "value": reading.said(newest.value),
                    "unit": entry.unit,
                    "year": year_label(newest.point),
                    "source": source_line(reading),
                    "sample": newest.point.status == SAMPLE,
                }
            )
    return rows


def _rest(place: Area) -> Text:
    """How many indicators exist only above this level, said once."""
    if place.level not in ("district", "subdistrict"):
        return Text("")
    held = sum(bool(row.figures) for row in measure.holdings(frame.province()).rows)
    return Text(f"ตัวชี้วัดอีก {held} ตัวมีถึงระดับจังหวัด", f"{held} more indicators exist for the province only")

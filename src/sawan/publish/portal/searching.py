"""The search page: everything grouped by kind, the figure of an indicator already in its row."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from sawan.areas import register
from sawan.areas.register import LEVEL_NAMES
from sawan.measure import instance
from sawan.measure import queries as measure
from sawan.people.cached import cached_page
from sawan.people.queries import data_version
from sawan.plan.edition import Edition
from sawan.publish.portal import frame
from sawan.publish.portal.reading import decimals_of, number, year_label
from sawan.publish.search import KINDS, Entry, Index
from sawan.texts import Text

SHOWN, SHOWN_OF_ONE, SHOWN_WHILE_TYPING = 6, 100, 8
LONGEST_QUERY = 100


def search(request: HttpRequest) -> HttpResponse:
    """`/search?q=`; `?kind=` shows all of one kind."""
    return cached_page(request, lambda: _search(request), asks=("q", "kind"))


def _search(request: HttpRequest) -> HttpResponse:
    lang, query = frame.language(request), request.GET.get("q", "")[:LONGEST_QUERY].strip()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    found = index(data_version()).find(query, lang=lang, most=SHOWN_OF_ONE if kind else SHOWN, kind=kind or None)
    groups = [
        {"name": KINDS[group.kind], "group": group, "hits": [(hit, _figure(hit.entry)) for hit in group.hits]}
        for group in found.groups
    ]
    context = {
        "q": query,
        "results": found,
        "groups": groups,
        "kind": kind,
        "crumbs": [frame.HOME, ("", Text("ค้นหา", "Search"))],
    }
    return frame.page(request, "portal/search.html", context)


def suggest(request: HttpRequest) -> HttpResponse:
    """`/search/suggest?q=`: the eight best hits as a list that opens while the reader types."""
    return cached_page(request, lambda: _suggest(request), asks=("q",))


def _suggest(request: HttpRequest) -> HttpResponse:
    lang, query = frame.language(request), request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = index(data_version()).find(query, lang=lang, most=SHOWN_WHILE_TYPING)
    hits = [hit for group in found.groups for hit in group.hits][:SHOWN_WHILE_TYPING]
    return frame.page(
        request, "portal/suggest.html", {"q": query, "hits": [(hit, KINDS[hit.entry.kind]) for hit in hits]}
    )


@lru_cache(maxsize=2)
def index(version: int) -> Index:
    """Everything that can be found under a data version, made once."""
    return Index([*_plan(), *_indicators(), *_areas()])


def _plan() -> list[Entry]:
    edition = frame.edition_in_force()
    return _nodes(edition) if edition else []


def _nodes(edition: Edition) -> list[Entry]:
    year = edition.fiscal_year
    kinds = (
        (edition.guidelines, Text("แนวทางการพัฒนา", "Guideline")),
        (edition.issues, Text("ประเด็นการพัฒนา", "Issue")),
        (edition.missions, Text("พันธกิจ", "Mission")),
        (edition.success_indicators, Text("ตัวชี้วัดความสำเร็จ", "Success indicator")),
    )
    entries = [
        Entry(
            "guideline",
            node.code,
            node.wording.text,
            f"/strategy/{year}/{node.code}",
            Text(f"{kind.th} {node.code}", f"{kind.en} {node.code}"),
        )
        for nodes, kind in kinds
        for node in nodes
    ]
    for guideline in edition.guidelines:
        for project in guideline.projects:
            line = Text(
                f"โครงการหลักปี {project.fiscal_year} ของแนวทาง {guideline.code}",
                f"Umbrella project {project.fiscal_year}, {guideline.code}",
            )
            entries.append(Entry("project", project.id, project.name, f"/strategy/{year}/{guideline.code}", line))
    return entries


def _indicators() -> list[Entry]:
    entries = []
    for entry in instance.current_catalogue().values():
        words = f"{entry.code} {entry.definition.th} {entry.definition.en}"
        line = Text(entry.agency.th, entry.agency.en)
        entries.append(Entry("indicator", entry.code, entry.name, f"/indicators/{entry.code}", line, words))
    held = [row.indicator for row in measure.holdings().rows if row.figures]
    entries += [
        Entry(
            "dataset",
            entry.code,
            entry.name,
            f"/data/{entry.code}",
            Text("CSV · JSON · Parquet", "CSV · JSON · Parquet"),
        )
        for entry in held
    ]
    return entries


def _areas() -> list[Entry]:
    """The own province and its places first, then everything else."""
    own = frame.province()
    every = [area for area in register.all_areas().values() if area.level != "statistical_region"]
    every.sort(key=lambda area: (not register.is_within(area.code, own), register.LEVELS.index(area.level)))
    return [Entry("area", area.code, area.name, f"/areas/{area.code}", _where(area.code)) for area in every]


def _where(code: str) -> Text:
    area = register.get(code)
    above = [register.get(area.parent)] if area.parent and area.parent != "TH" else []
    level = LEVEL_NAMES[area.level]
    return Text(
        " · ".join([level.th, *(place.full_name.th for place in above)]),
        " · ".join([level.en, *(place.full_name.en for place in above)]),
    )


def _figure(entry: Entry) -> Text:
    """The newest figure of an indicator in the own province, for its row."""
    if entry.kind != "indicator":
        return Text("")
    newest = measure.latest(entry.code, frame.province())
    if newest is None or newest.point is None:
        return Text("ยังไม่มีข้อมูล", "no data")
    value = number(newest.value, decimals_of(newest.indicator, (newest.point,)))
    unit, year = newest.indicator.unit, year_label(newest.point)
    return Text(f"{value} {unit.th} ({year})", f"{value} {unit.en} ({year})")

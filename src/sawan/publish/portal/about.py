"""Pages about the site: rule of the status, credits, accessibility, data calendar, questions, changes, API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from sawan.areas.credits import CREDITS
from sawan.charts.theme import status_marks
from sawan.evaluate import colours, rollup
from sawan.evaluate.status import RULE
from sawan.measure import queries as measure
from sawan.people.cached import cached_page
from sawan.publish.portal import due, frame
from sawan.publish.portal.home import what_changed
from sawan.texts import Text


def _shown(request: HttpRequest, template: str, title: Text, context: dict[str, Any]) -> HttpResponse:
    crumbs = [frame.HOME, ("", title)]
    return frame.page(request, f"portal/{template}.html", {"title": title, "crumbs": crumbs, **context})


def status(request: HttpRequest) -> HttpResponse:
    """How a status is decided, in words."""
    title = Text("วิธีคำนวณสถานะ", "How a status is decided")
    return cached_page(
        request,
        lambda: _shown(
            request,
            "about_status",
            title,
            {
                "rule": RULE.said(),
                "marks": status_marks(),
                "group_rule": rollup.RULE,
                "scale": colours.SCALE,
                "formula": colours.FORMULA,
            },
        ),
    )


def credits(request: HttpRequest) -> HttpResponse:
    """Whose data, shapes, type and code stand on the site, and under which terms."""
    return cached_page(request, lambda: _credits(request))


def _credits(request: HttpRequest) -> HttpResponse:
    sources: dict[str, dict[str, Any]] = {}
    for holding in measure.holdings().rows:
        if holding.figures:
            agency = holding.indicator.agency
            entry = sources.setdefault(agency.th, {"agency": agency, "indicators": 0, "figures": 0})
            entry["indicators"] += 1
            entry["figures"] += holding.figures
    ordered = sorted(sources.values(), key=lambda entry: -entry["figures"])
    context = {"places": CREDITS, "sources": ordered}
    return _shown(request, "credits", Text("ที่มาและสัญญาอนุญาต", "Credits and licences"), context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    title = Text("ถ้อยแถลงการเข้าถึง", "Accessibility statement")
    return cached_page(request, lambda: _shown(request, "accessibility", title, {}))


def ask(request: HttpRequest) -> HttpResponse:
    """How to ask about a figure (`?figure=CODE`)."""
    title = Text("ถามเรื่องตัวเลข", "Ask about a figure")
    return cached_page(
        request, lambda: _shown(request, "ask", title, {"figure": request.GET.get("figure", "")[:60]}), asks=("figure",)
    )


def contact(request: HttpRequest) -> HttpResponse:
    """Where the provincial office is to be reached."""
    title = Text("ติดต่อสำนักงานจังหวัด", "Contact the provincial office")
    return cached_page(request, lambda: _shown(request, "contact", title, {"website": frame.website()}))


def calendar(request: HttpRequest) -> HttpResponse:
    """When each source usually publishes, and what is late by its own rhythm."""
    return cached_page(request, lambda: _calendar(request))


def _calendar(request: HttpRequest) -> HttpResponse:
    rows = due.figures(frame.province())
    return _shown(request, "calendar", Text("ปฏิทินข้อมูล", "Data calendar"), {"rows": rows})


def changes(request: HttpRequest) -> HttpResponse:
    """Everything that changed: the newest moves of the plan's indicators, and the imports that brought figures."""
    return cached_page(request, lambda: _changes(request))


def _changes(request: HttpRequest) -> HttpResponse:
    edition = frame.edition_in_force()
    context = {"changes": what_changed(edition) if edition else [], "runs": measure.runs()[:40]}
    return _shown(request, "changes", Text("ประวัติการแก้ไข", "What changed"), context)


def api(request: HttpRequest) -> HttpResponse:
    """The open addresses for programs."""
    return cached_page(request, lambda: _shown(request, "api", Text("ข้อมูลสำหรับโปรแกรม", "Data for programs"), {}))


def documents(request: HttpRequest) -> HttpResponse:
    """The documents that the records hold today: the editions of the strategy, the figures behind them."""
    return cached_page(request, lambda: _documents(request))


def _documents(request: HttpRequest) -> HttpResponse:
    editions = [found for year in reversed(frame.editions()) if (found := frame.edition(year))]
    title = Text("เอกสาร", "Documents")
    return _shown(request, "documents", title, {"section": "publish", "editions": editions})

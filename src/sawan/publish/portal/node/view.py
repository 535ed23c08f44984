"""The address of a node."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from sawan.evaluate import queries as evaluate
from sawan.people.cached import cached_page
from sawan.publish.portal import frame
from sawan.publish.portal.node import kinds
from sawan.publish.portal.strategy import require


def node(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The page of a node by its code: `1.5`, `1`, `M1`, `K1`."""
    return cached_page(request, lambda: _node(request, year, code))


def _node(request: HttpRequest, year: int, code: str) -> HttpResponse:
    edition, lang = require(year), frame.language(request)
    statuses = evaluate.statuses(edition, frame.today())
    found = (
        next((kinds.of_guideline(edition, g, lang) for g in edition.guidelines if g.code == code), None)
        or next((kinds.of_issue(edition, i, statuses, lang) for i in edition.issues if i.code == code), None)
        or next((kinds.of_mission(edition, m, statuses, lang) for m in edition.missions if m.code == code), None)
        or next((kinds.of_success(edition, s, lang) for s in edition.success_indicators if s.code == code), None)
    )
    if found is None:
        raise Http404(f"no node {code} in {year}")
    context = {"page": found, "crumbs": found.crumbs, "section": "plan", "sample": found.sample}
    return frame.page(request, "portal/node.html", context)

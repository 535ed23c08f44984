"""A figure unfolded, formula by formula, to the rows it came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from sawan.areas import register
from sawan.charts.theme import data_marks
from sawan.measure import queries as measure
from sawan.measure.queries import Lineage
from sawan.people.cached import cached_page
from sawan.problems import Refused
from sawan.publish.portal import frame
from sawan.publish.portal.indicator import require
from sawan.publish.portal.reading import number
from sawan.texts import Text


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


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A step of the lineage as it is written: the figure, its letter and unit, then what it was made from."""

    figure: Lineage
    value: str
    letter: str
    children: tuple[Unfolded, ...]


def _unfolded(node: Lineage) -> Unfolded:
    mark = data_marks().get(node.status)
    value = number(node.value, 4).rstrip("0").rstrip(".") if node.value is not None else ""
    return Unfolded(node, value, mark[1] if mark else "", tuple(_unfolded(child) for child in node.children))

"""Workbooks to fill in, for whoever holds the figures that are missing: of an indicator, a guideline, an agency."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from sawan.measure import instance, template
from sawan.measure.catalogue import Indicator
from sawan.people.cached import cached_page
from sawan.publish.portal import frame
from sawan.publish.portal.indicator import require

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """`/data/CODE-template.xlsx`: one indicator in the places and periods where it is wanted."""
    return cached_page(request, lambda: _answer([require(code)], code))


def of_many(request: HttpRequest) -> HttpResponse:
    """`/data/template.xlsx?guideline=1.3` or `?agency=กรมป่าไม้`: all that is reported; 404 where that is nothing."""
    return cached_page(request, lambda: _of_many(request), asks=("guideline", "agency"))


def _of_many(request: HttpRequest) -> HttpResponse:
    guideline, agency = request.GET.get("guideline", ""), request.GET.get("agency", "")
    catalogue = instance.current_catalogue()
    chosen = template.choose(catalogue.values(), guideline=guideline, agency=agency) if guideline or agency else []
    if not chosen:
        raise Http404("no indicator to report")
    return _answer(chosen, "-".join(filter(None, (guideline, "agency" if agency else ""))))


def _answer(entries: list[Indicator], name: str) -> HttpResponse:
    asked = template.wanted(entries, frame.province(), frame.today())
    answer = HttpResponse(template.workbook(asked), content_type=SPREADSHEET)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-template.xlsx"'
    return answer


def agencies() -> list[str]:
    """The Thai names of the agencies that report indicators of the plan, in the order of the alphabet."""
    return sorted(
        {
            e.agency.th
            for e in instance.current_catalogue().values()
            if e.kind == "reported" and e.guidelines and e.agency.th
        }
    )

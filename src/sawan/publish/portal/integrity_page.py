"""Integrity and transparency: the province's figures, what a point of each item is worth, the way to the next band."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from sawan.measure import integrity
from sawan.measure import queries as measure
from sawan.people.cached import cached_page
from sawan.problems import Problem, Refused
from sawan.publish.portal import frame
from sawan.publish.portal.parts import part
from sawan.texts import Text

FIGURES = ("ita_score_mean", "ita_score_provincial_administration", "ita_pass_share", "ita_iit", "ita_eit", "ita_oit")
"""Never one for the other: the mean of all agencies, the provincial office itself, the share that passes 85."""
ITEMS = tuple(f"ita_indicator_{number:02d}" for number in range(1, integrity.COUNT + 1))
LARGEST = 12
"""Characters of a value that is taken from the address."""


def page(request: HttpRequest) -> HttpResponse:
    """`/integrity?year=2564&v1=90...`: with ten values, the score, its band and the cheapest path to the next."""
    asked = [request.GET.get(f"v{number}", "")[:LARGEST] for number in range(1, integrity.COUNT + 1)]
    if not any(asked):
        return cached_page(request, lambda: _page(request, [], request.GET.get("year", "")), asks=("year",))
    return _page(request, asked, request.GET.get("year", ""))


def _page(request: HttpRequest, asked: list[str], year_text: str) -> HttpResponse:
    schemes = integrity.schemes()
    held, held_year = _held()
    year = int(year_text) if year_text.isdecimal() and int(year_text) in schemes else held_year or max(schemes)
    values = asked or held
    assessment, problems = _assessed(year, values)
    context: dict[str, Any] = {
        "section": "evaluate",
        "crumbs": [frame.HOME, ("", Text("ความโปร่งใส (ITA)", "Integrity (ITA)"))],
        "figures": [part(code) for code in FIGURES],
        "scheme": schemes[year],
        "years": sorted(schemes, reverse=True),
        "items": _items(schemes[year], values, assessment),
        "assessment": assessment,
        "band": assessment.scheme.band(assessment.score) if assessment else "",
        "problems": [Text(one.th, one.en) for one in problems],
        "own": bool(asked),
    }
    return frame.page(request, "portal/integrity.html", context, status=400 if problems else 200)


def _held() -> tuple[list[str], int | None]:
    """The ten items of the newest year in which the province has them all; nothing where one is missing."""
    series = [{point.year_be: point.value for point in measure.series(code, frame.province()).known} for code in ITEMS]
    years = set.intersection(*(set(one) for one in series))
    return ([str(one[max(years)]) for one in series], max(years)) if years else ([], None)


def _assessed(year: int, values: list[str]) -> tuple[integrity.Assessment | None, tuple[Problem, ...]]:
    if not values:
        return None, ()
    try:
        return integrity.assessed(year, values), ()
    except Refused as refusal:
        return None, refusal.problems


def _items(
    scheme: integrity.Scheme, values: list[str], assessment: integrity.Assessment | None
) -> list[dict[str, Any]]:
    steps = {step.indicator: step for step in assessment.path.steps} if assessment and assessment.path else {}
    catalogue = {number: measure.series(code, frame.province()).indicator for number, code in enumerate(ITEMS, 1)}
    return [
        {
            "number": number,
            "tool": tool.code,
            "name": catalogue[number].name,
            "worth": f"{scheme.worth(number):.2f}",
            "value": values[number - 1] if values else "",
            "step": f"+{steps[number].points:.2f} → {steps[number].to:.2f}" if number in steps else "",
            "gain": f"+{steps[number].gain:.2f}" if number in steps else "",
        }
        for tool in scheme.tools
        for number in tool.indicators
    ]

"""Does it work? The start page of evaluation and the six analyses behind the guidelines' questions."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ruamel.yaml import YAML

from sawan.areas import register
from sawan.charts.theme import status_marks
from sawan.evaluate import queries as evaluate
from sawan.evaluate.analyses import menu
from sawan.evaluate.analyses.answer import Answer, Listing
from sawan.people.cached import cached_page
from sawan.problems import NoAnswer, Problem, Refused
from sawan.publish.portal import frame, maps
from sawan.publish.portal.reading import number
from sawan.texts import Text

ROWS_SHOWN, CLASSED = 60, {"hazard": "share_percent", "access": "minutes"}


@cache
def pages() -> dict[str, Any]:
    """The names, questions and choices of the analyses as shipped."""
    text = files("sawan.publish").joinpath("data/analyses.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def start(request: HttpRequest) -> HttpResponse:
    """`/evaluate`: how many guidelines are on course, and where to ask further."""
    return cached_page(request, lambda: _start(request))


def _start(request: HttpRequest) -> HttpResponse:
    edition = frame.edition_in_force()
    marks: Counter[str] = Counter()
    if edition:
        found = evaluate.statuses(edition, frame.today())
        marks.update(str(found[guideline.code].mark) for guideline in edition.guidelines)
    context = {
        "section": "evaluate",
        "crumbs": [frame.HOME, ("", Text("ประเมินผล", "Evaluate"))],
        "counts": [(code, marks[code]) for code in status_marks()],
        "edition": edition,
        "analyses": [(code, _text(page["name"]), _text(page["question"])) for code, page in pages().items()],
    }
    return frame.page(request, "portal/evaluate.html", context)


def _text(pair: dict[str, str]) -> Text:
    return Text(pair["th"], pair["en"])


def analysis(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an analysis with its choices in the address."""
    if code not in pages():
        raise Http404(f"no analysis {code}")
    asks = tuple(ask["name"] for ask in pages()[code]["asks"])
    return cached_page(request, lambda: _analysis(request, code, asks), asks=asks)


def _analysis(request: HttpRequest, code: str, asks: tuple[str, ...]) -> HttpResponse:
    page, lang = pages()[code], frame.language(request)
    given = {name: request.GET[name][:60] for name in asks if request.GET.get(name)}
    problems: tuple[Problem, ...] = ()
    answer: Answer | None = None
    try:
        answer = menu.run(code, frame.province(), page["options"] | given)
    except Refused as refusal:
        problems = refusal.problems
    except NoAnswer as none:
        problems = (none.problem,)
    context = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", _text(page["name"]))],
        "name": _text(page["name"]),
        "question": _text(page["question"]),
        "asks": [
            ask | {"label": Text(ask["th"], ask["en"]), "value": given.get(ask["name"], ask["value"])}
            for ask in page["asks"]
        ],
        "problems": [Text(problem.th, problem.en) for problem in problems],
        "answer": answer,
        "table": _table(answer.listing) if answer else None,
        "warnings": [Text(problem.th, problem.en) for problem in answer.warnings] if answer else [],
        "map": _map(answer, lang) if answer else None,
        "served": _serves(code, lang),
    }
    return frame.page(request, "portal/analysis.html", context, status=200)


def _table(listing: Listing) -> dict[str, Any]:
    """The rows with names of places beside their codes and numbers as people read them."""
    rows = [
        [_cell(column, cell) for column, cell in zip(listing.columns, row, strict=True)]
        for row in listing.rows[:ROWS_SHOWN]
    ]
    numeric = [
        all(isinstance(row[at], int | float | None) for row in listing.rows) for at in range(len(listing.columns))
    ]
    return {
        "columns": list(zip(listing.columns, numeric, strict=True)),
        "rows": [list(zip(row, numeric, strict=True)) for row in rows],
        "rest": len(listing.rows) - len(rows),
    }


def _cell(column: str, cell: object) -> Text:
    if column == "area" and isinstance(cell, str) and register.exists(cell):
        return register.get(cell).name
    if isinstance(cell, bool):
        return Text("ใช่", "yes") if cell else Text("ไม่", "no")
    if isinstance(cell, int | float):
        year = column.startswith("year") and not column.startswith("years")
        said = str(cell) if year else number(float(cell), 0 if float(cell).is_integer() else 3 if abs(cell) < 1 else 1)
        return Text(said, said)
    said = "—" if cell is None else str(cell)
    return Text(said, said)


def _map(answer: Answer, lang: str) -> dict[str, Any] | None:
    """Subdistricts by the analysis's main figure; None where the rows are not subdistricts."""
    column = CLASSED.get(answer.analysis)
    if column is None:
        return None
    values = {str(row["area"]): row[column] for row in answer.listing.records()}
    known = {area: float(value) for area, value in values.items() if isinstance(value, int | float)}
    if len(known) < 6:
        return None
    classes = maps.breaks(list(known.values()), around_zero=False)
    drawing, credit = maps.classed_map(answer.area, "subdistrict", known, classes, lang)
    bounds = [*(number(bound, 1) for bound in classes.bounds), ""]
    return {
        "svg": drawing,
        "credit": credit,
        "breaks": [{"css": c, "bound": b} for c, b in zip(classes.names, bounds, strict=True)],
        "column": column,
    }


def _serves(code: str, lang: str) -> list[dict[str, Any]]:
    """The guidelines that are bound to the analysis."""
    edition = frame.edition_in_force()
    if edition is None:
        return []
    prefix = "/en" if lang == "en" else ""
    return [
        {"href": f"{prefix}/strategy/{edition.fiscal_year}/{g.code}", "code": g.code, "question": g.tuesday_question}
        for g in edition.guidelines
        if code in g.modules
    ]

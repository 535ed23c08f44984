"""Does it work? The start page of evaluation and the page of each analysis behind the guidelines' questions."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sawan.charts.theme import status_marks
from sawan.evaluate import queries as evaluate
from sawan.evaluate.analyses import menu
from sawan.evaluate.analyses.answer import Answer
from sawan.people.cached import cached_page
from sawan.problems import NoAnswer, Problem, Refused
from sawan.publish.portal import analysis_table, frame
from sawan.publish.portal.analysis_table import AnalysisPage, pages
from sawan.texts import Text


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
        "analyses": [(code, page.name, page.question) for code, page in pages().items()],
    }
    return frame.page(request, "portal/evaluate.html", context)


def analysis(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an analysis with its choices in the address."""
    if code not in pages():
        raise Http404(f"no analysis {code}")
    asks = tuple(ask.name for ask in pages()[code].asks)
    return cached_page(request, lambda: _analysis(request, code, asks), asks=asks)


def _analysis(request: HttpRequest, code: str, asks: tuple[str, ...]) -> HttpResponse:
    page, lang = pages()[code], frame.language(request)
    given = {name: request.GET[name][:60] for name in asks if request.GET.get(name)}
    answer, problems = _answered(code, page, given)
    context = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", page.name)],
        "page": page,
        "asks": [(ask, given.get(ask.name, ask.value)) for ask in page.asks],
        "problems": [Text(problem.th, problem.en) for problem in problems],
        "served": _serves(code, lang),
        **(_of_answer(answer, page, lang) if answer else {}),
    }
    return frame.page(request, "portal/analysis.html", context)


def _answered(code: str, page: AnalysisPage, given: dict[str, str]) -> tuple[Answer | None, tuple[Problem, ...]]:
    """The answer, or why there is none: a choice that cannot be, or data that this province does not have."""
    try:
        return menu.run(code, frame.province(), {**page.options, **given}), ()
    except Refused as refusal:
        return None, tuple(refusal.problems)
    except NoAnswer as none:
        return None, (none.problem,)


def _of_answer(answer: Answer, page: AnalysisPage, lang: str) -> dict[str, Any]:
    return {
        "answer": answer,
        "inputs": [(analysis_table.input_name(source.name), source) for source in answer.inputs],
        "table": analysis_table.table(answer.listing, page),
        "warnings": [Text(problem.th, problem.en) for problem in answer.warnings],
        "map": analysis_table.drawn(answer, page, lang),
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

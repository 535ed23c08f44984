"""Does it work? The start page of evaluation and the page of each analysis behind the guidelines' questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sawan.charts.theme import status_marks
from sawan.evaluate import queries as evaluate
from sawan.evaluate.analyses import menu
from sawan.evaluate.analyses.answer import Answer
from sawan.evaluate.rollup import RULE, Rollup
from sawan.measure import queries as measure
from sawan.people.cached import cached_page
from sawan.plan.edition import Edition
from sawan.problems import NoAnswer, Problem, Refused
from sawan.publish.portal import analysis_table, frame, rollups, strategy_map
from sawan.publish.portal.analysis_table import AnalysisPage, pages
from sawan.publish.portal.rollups import GroupLine
from sawan.publish.portal.words import breakable
from sawan.texts import Text

FEWEST_AREAS = 20


def start(request: HttpRequest) -> HttpResponse:
    """`/evaluate`: how many guidelines are on course, and where to ask further."""
    return cached_page(request, lambda: _start(request))


def _start(request: HttpRequest) -> HttpResponse:
    edition = frame.edition_in_force()
    marks: Counter[str] = Counter()
    groups: list[GroupLine] = []
    if edition:
        found = evaluate.rollups(edition, frame.today(), frame.edition_before(edition))
        marks.update(str(found[guideline.code].mark) for guideline in edition.guidelines)
        groups = _groups(edition, found, frame.language(request))
    context = {
        "section": "evaluate",
        "crumbs": [frame.HOME, ("", Text("ประเมินผล", "Evaluate"))],
        "counts": [(code, marks[code]) for code in status_marks()],
        "edition": edition,
        "groups": groups,
        "rule": RULE,
        "analyses": [(code, page.name, page.question) for code, page in pages().items()],
    }
    return frame.page(request, "portal/evaluate.html", context)


def _groups(edition: Edition, found: Mapping[str, Rollup], lang: str) -> list[GroupLine]:
    """The whole strategy, then each issue."""
    whole = Text(f"ยุทธศาสตร์ {edition.fiscal_year}", f"Strategy {edition.fiscal_year}")
    lines = [rollups.of_group(found[evaluate.STRATEGY], whole, "")]
    return lines + [
        rollups.of_group(found[issue.code], breakable(issue.wording), strategy_map.href(edition, issue.code, lang))
        for issue in edition.issues
    ]


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
        "mapped": _mapped() if any(ask.kind == "indicator" for ask in page.asks) else [],
        "problems": [Text(problem.th, problem.en) for problem in problems],
        "served": _serves(code, lang),
        **(_of_answer(answer, page, lang) if answer else {}),
    }
    return frame.page(request, "portal/analysis.html", context)


def _mapped() -> list[tuple[str, Text]]:
    """Indicators of which many areas have a value."""
    return [(row.indicator.code, row.indicator.name) for row in measure.holdings().rows if row.areas >= FEWEST_AREAS]


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
        "table": analysis_table.table(answer, page),
        "estimated": sum(source.estimated for source in answer.inputs),
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

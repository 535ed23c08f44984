"""A node of the strategy: guideline, issue, mission or success indicator; is it working, and what is missing?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse

from sawan.charts.figure import Figure
from sawan.evaluate import queries as evaluate
from sawan.evaluate.queries import NodeStatus
from sawan.people.cached import cached_page
from sawan.plan.edition import NOTHING, Edition, Guideline, Issue, Mission, Owner, SuccessIndicator
from sawan.publish.portal import frame, node_blocks, strategy_map
from sawan.publish.portal.node_blocks import Cell, IndicatorRow, MoneyRow
from sawan.publish.portal.strategy import require
from sawan.publish.portal.words import breakable
from sawan.texts import Text

Crumbs = list[tuple[str, Text]]
Node = Guideline | Issue | Mission | SuccessIndicator


@dataclass(frozen=True, slots=True)
class Link:
    """Another node: code, address, name, mark and a figure beside it."""

    code: str
    href: str
    name: Text
    status: str = ""
    figure: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePage:
    """Everything that the page of a node says; empty parts are left out."""

    code: str
    kicker: Text
    name: Text
    crumbs: Crumbs
    answer: Text = NOTHING
    question: Text = NOTHING
    letters: tuple[Link, ...] = ()
    chain: tuple[Cell, ...] = ()
    children_title: Text = NOTHING
    children: tuple[Link, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    span: Text = NOTHING
    chart: Figure | None = None
    gaps: tuple[Text, ...] = ()
    money: tuple[MoneyRow, ...] = ()
    targets: tuple[Mapping[str, Text], ...] = ()
    owners: tuple[Owner, ...] = ()
    results: tuple[tuple[Text, Text], ...] = ()
    needs: tuple[Mapping[str, object], ...] = ()
    analyses: tuple[tuple[str, Text], ...] = ()
    links: tuple[tuple[Text, str], ...] = ()
    around: tuple[Link | None, Link | None] = (None, None)
    thai: Text = NOTHING


def node(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The page of a node by its code: `1.5`, `1`, `M1`, `K1`."""
    return cached_page(request, lambda: _node(request, year, code))


def _node(request: HttpRequest, year: int, code: str) -> HttpResponse:
    edition, lang = require(year), frame.language(request)
    statuses = evaluate.statuses(edition, frame.today())
    found = (
        next((of_guideline(edition, g, lang) for g in edition.guidelines if g.code == code), None)
        or next((of_issue(edition, i, statuses, lang) for i in edition.issues if i.code == code), None)
        or next((of_mission(edition, m, statuses, lang) for m in edition.missions if m.code == code), None)
        or next((of_success(edition, s, lang) for s in edition.success_indicators if s.code == code), None)
    )
    if found is None:
        raise Http404(f"no node {code} in {year}")
    return frame.page(request, "portal/node.html", {"page": found, "crumbs": found.crumbs, "section": "plan"})


def of_guideline(edition: Edition, guideline: Guideline, lang: str) -> NodePage:
    """The page of a guideline."""
    issue = next(issue for issue in edition.issues if guideline in issue.guidelines)
    readings = node_blocks.readings(guideline.indicators, edition.province)
    earlier = _edition_before(edition)
    mark = evaluate.guideline_status(guideline, edition, frame.today(), earlier)
    before = next((g for g in earlier.guidelines if g.code == guideline.code), None) if earlier else None
    money = node_blocks.money(edition, guideline, before)
    return NodePage(
        code=guideline.code,
        kicker=Text(f"แนวทางการพัฒนา {guideline.code}", f"Guideline {guideline.code}"),
        name=breakable(guideline.wording),
        thai=Text(guideline.wording.phrases or guideline.wording.text.th),
        crumbs=_crumbs(edition, guideline.code, issue),
        answer=node_blocks.answer(readings, mark),
        question=guideline.tuesday_question,
        letters=_letters(issue, edition, lang),
        chain=node_blocks.chain(edition, guideline, readings, before),
        indicators=node_blocks.indicator_rows(readings, mark, guideline.indicators),
        span=node_blocks.span(readings),
        chart=node_blocks.chart(readings, mark, lang),
        gaps=node_blocks.gaps(edition, guideline, readings, mark),
        money=money,
        targets=node_blocks.targets(guideline, before),
        owners=guideline.owners,
        results=node_blocks.results(guideline),
        needs=node_blocks.needs(guideline),
        analyses=node_blocks.analyses(guideline),
        links=node_blocks.national(guideline),
        around=_neighbours(edition, guideline.code, lang),
    )


def of_issue(edition: Edition, issue: Issue, statuses: Mapping[str, NodeStatus], lang: str) -> NodePage:
    """The page of an issue: its guidelines first, then the indicators that they share."""
    codes = tuple(dict.fromkeys(code for g in issue.guidelines for code in g.indicators[:1]))
    readings = node_blocks.readings(codes, edition.province)
    known = [m for g in issue.guidelines if (m := strategy_map.money_of(g, "provincial")) is not None]
    dry, year = len(issue.guidelines) - len(known), edition.fiscal_year
    gap = Text(f"{dry} แนวทางยังไม่มีโครงการหลักปี {year}", f"{dry} guidelines have no umbrella project in {year}")
    missions = ", ".join(issue.missions)
    return NodePage(
        code=issue.code,
        kicker=Text(f"ประเด็นการพัฒนา {issue.code}", f"Issue {issue.code}"),
        name=breakable(issue.wording),
        thai=Text(issue.wording.phrases or issue.wording.text.th),
        crumbs=_crumbs(edition, issue.code),
        answer=node_blocks.issue_answer(issue, sum(known, Decimal(0)) if known else None, edition.fiscal_year or 0),
        children_title=Text("แนวทางการพัฒนา", "Guidelines"),
        children=tuple(_link(edition, g, statuses, lang) for g in issue.guidelines),
        indicators=node_blocks.indicator_rows(readings, None, codes),
        span=node_blocks.span(readings),
        chart=node_blocks.chart(readings, None, lang),
        gaps=(gap,) if dry else (),
        links=((Text("พันธกิจ", "Missions"), missions),) if missions else (),
        around=_neighbours(edition, issue.code, lang),
    )


def of_mission(edition: Edition, mission: Mission, statuses: Mapping[str, NodeStatus], lang: str) -> NodePage:
    """The page of a mission: the issues and guidelines that serve it."""
    serving = [g for g in edition.guidelines if mission.code in g.missions]
    issues = [issue for issue in edition.issues if mission.code in issue.missions]
    codes = [*(issue.code for issue in issues), *(g.code for g in serving)]
    return NodePage(
        code=mission.code,
        kicker=Text("พันธกิจ", "Mission"),
        name=breakable(mission.wording),
        thai=Text(mission.wording.phrases or mission.wording.text.th),
        crumbs=_crumbs(edition, mission.code),
        answer=Text(
            f"{len(issues)} ประเด็นและ {len(serving)} แนวทางรับใช้พันธกิจนี้",
            f"{len(issues)} issues and {len(serving)} guidelines serve this mission",
        ) if codes else Text(""),
        children_title=Text("แนวทางที่รับใช้พันธกิจนี้ (การโยงเป็นข้อเสนอ)", "Guidelines that serve it (a proposal)"),
        children=tuple(_link(edition, g, statuses, lang) for g in serving),
        around=_neighbours(edition, mission.code, lang),
    )  # fmt: skip


def of_success(edition: Edition, success: SuccessIndicator, lang: str) -> NodePage:
    """The page of a success indicator: its parts side by side, the guidelines that serve it."""
    readings = node_blocks.readings(success.indicators, edition.province)
    serving = [g for g in edition.guidelines if success.code in g.success_indicators]
    status = evaluate.statuses(edition, frame.today())
    return NodePage(
        code=success.code,
        kicker=Text("ตัวชี้วัดความสำเร็จตามเป้าหมายการพัฒนา", "Success indicator of the development goal"),
        name=breakable(success.wording),
        thai=Text(success.wording.phrases or success.wording.text.th),
        crumbs=_crumbs(edition, success.code),
        answer=node_blocks.answer(readings, status[success.code]),
        indicators=node_blocks.indicator_rows(readings, status[success.code], success.indicators),
        span=node_blocks.span(readings),
        chart=node_blocks.chart(readings, status[success.code], lang),
        gaps=node_blocks.success_gaps(edition, success, readings),
        children_title=Text("แนวทางที่รับใช้ตัวชี้วัดนี้ (การโยงเป็นข้อเสนอ)", "Guidelines that serve it (a proposal)"),
        children=tuple(_link(edition, g, status, lang) for g in serving),
        around=_neighbours(edition, success.code, lang),
    )


def _link(edition: Edition, guideline: Guideline, statuses: Mapping[str, NodeStatus], lang: str) -> Link:
    headline = node_blocks.headline(guideline.indicators, edition.province)
    return Link(
        guideline.code,
        strategy_map.href(edition, guideline.code, lang),
        breakable(guideline.wording),
        str(statuses[guideline.code].mark),
        headline,
    )


def _letters(issue: Issue, edition: Edition, lang: str) -> tuple[Link, ...]:
    return tuple(
        Link(g.code, strategy_map.href(edition, g.code, lang), Text(g.wording.text.say(lang)), letter=g.letter)
        for g in issue.guidelines
        if g.letter
    )


def _crumbs(edition: Edition, code: str, issue: Issue | None = None) -> Crumbs:
    year = edition.fiscal_year
    steps: Crumbs = [(f"/strategy/{year}", Text(f"แผนที่ยุทธศาสตร์ {year}", f"Strategy map {year}"))]
    if issue:
        steps.append((f"/strategy/{year}/{issue.code}", Text(f"ประเด็นที่ {issue.code}", f"Issue {issue.code}")))
        return [*steps, ("", Text(f"แนวทาง {code}", f"Guideline {code}"))]
    return [*steps, ("", Text(code, code))]


def _neighbours(edition: Edition, code: str, lang: str) -> tuple[Link | None, Link | None]:
    """The nodes before and after among its own kind."""
    kinds: tuple[Sequence[Node], ...] = (
        edition.guidelines, edition.issues, edition.missions, edition.success_indicators,
    )  # fmt: skip
    nodes = next(kind for kind in kinds if any(n.code == code for n in kind))
    at = next(place for place, n in enumerate(nodes) if n.code == code)

    def link(place: int) -> Link | None:
        if not 0 <= place < len(nodes):
            return None
        other = nodes[place]
        return Link(other.code, strategy_map.href(edition, other.code, lang), other.wording.short or other.wording.text)

    return link(at - 1), link(at + 1)


def _edition_before(edition: Edition) -> Edition | None:
    """The edition of the year before, whose money and targets may be all that is known."""
    years = [year for year in frame.editions() if year < (edition.fiscal_year or 0)]
    return frame.edition(years[-1]) if years else None

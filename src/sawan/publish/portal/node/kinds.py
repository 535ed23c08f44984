"""The page of each kind of node: guideline, issue, mission, success indicator."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sawan.evaluate import queries as evaluate
from sawan.evaluate.queries import NodeStatus
from sawan.plan.edition import Edition, Guideline, Issue, Mission, SuccessIndicator
from sawan.publish.portal import frame, rollups, strategy_map, strategy_money
from sawan.publish.portal.node import papers
from sawan.publish.portal.node.chain import chain
from sawan.publish.portal.node.chart import chart
from sawan.publish.portal.node.gaps import gaps, success_gaps, wanted
from sawan.publish.portal.node.held import readings
from sawan.publish.portal.node.money import money
from sawan.publish.portal.node.page import Link, NodePage, crumbs, link, neighbours
from sawan.publish.portal.node.rows import indicator_rows, span
from sawan.publish.portal.node.sentence import answer, issue_answer
from sawan.publish.portal.words import breakable
from sawan.texts import Text


def of_guideline(edition: Edition, guideline: Guideline, lang: str) -> NodePage:
    """The page of a guideline."""
    issue = next(issue for issue in edition.issues if guideline in issue.guidelines)
    held = readings(guideline.indicators, edition.province)
    earlier = frame.edition_before(edition)
    mark = evaluate.guideline_status(guideline, edition, frame.today(), earlier)
    before = next((g for g in earlier.guidelines if g.code == guideline.code), None) if earlier else None
    return NodePage(
        code=guideline.code,
        kicker=Text(f"แนวทางการพัฒนา {guideline.code}", f"Guideline {guideline.code}"),
        name=breakable(guideline.wording),
        thai=Text(guideline.wording.phrases or guideline.wording.text.th),
        crumbs=crumbs(edition, guideline.code, issue),
        answer=answer(held, mark),
        question=guideline.tuesday_question,
        group=rollups.of_guideline(mark),
        letters=_letters(issue, edition, lang),
        chain=chain(edition, guideline, held, before),
        indicators=indicator_rows(held, mark, guideline.indicators),
        span=span(held),
        sample=any(reading.sample for reading in held),
        chart=chart(held, mark, lang),
        gaps=gaps(edition, guideline, held, mark),
        wanted=wanted(held),
        template=f"/data/template.xlsx?guideline={guideline.code}",
        money=money(guideline, before),
        targets=papers.targets(guideline, before),
        owners=guideline.owners,
        results=papers.results(guideline),
        needs=papers.needs(guideline),
        analyses=papers.analyses(guideline),
        links=papers.national(guideline),
        around=neighbours(edition, guideline.code, lang),
    )


def of_issue(edition: Edition, issue: Issue, statuses: Mapping[str, NodeStatus], lang: str) -> NodePage:
    """The page of an issue: its guidelines first, then the indicators that they share."""
    codes = tuple(dict.fromkeys(code for g in issue.guidelines for code in g.indicators[:1]))
    held = readings(codes, edition.province)
    known = [m for g in issue.guidelines if (m := strategy_money.of_projects(g)) is not None]
    dry, year = len(issue.guidelines) - len(known), edition.fiscal_year
    gap = Text(f"{dry} แนวทางยังไม่มีโครงการหลักปี {year}", f"{dry} guidelines have no umbrella project in {year}")
    missions = ", ".join(issue.missions)
    whole = evaluate.rollups(edition, frame.today(), frame.edition_before(edition))[issue.code]
    return NodePage(
        code=issue.code,
        kicker=Text(f"ประเด็นการพัฒนา {issue.code}", f"Issue {issue.code}"),
        name=breakable(issue.wording),
        thai=Text(issue.wording.phrases or issue.wording.text.th),
        crumbs=crumbs(edition, issue.code),
        answer=issue_answer(issue, sum(known, Decimal(0)) if known else None, edition.fiscal_year or 0),
        group=rollups.of_group(whole, breakable(issue.wording), ""),
        children_title=Text("แนวทางการพัฒนา", "Guidelines"),
        children=tuple(link(edition, g, statuses, lang) for g in issue.guidelines),
        indicators=indicator_rows(held, None, codes),
        span=span(held),
        sample=any(reading.sample for reading in held),
        chart=chart(held, None, lang),
        gaps=(gap,) if dry else (),
        links=((Text("พันธกิจ", "Missions"), missions),) if missions else (),
        around=neighbours(edition, issue.code, lang),
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
        crumbs=crumbs(edition, mission.code),
        answer=Text(
            f"{len(issues)} ประเด็นและ {len(serving)} แนวทางรับใช้พันธกิจนี้",
            f"{len(issues)} issues and {len(serving)} guidelines serve this mission",
        ) if codes else Text(""),
        children_title=Text("แนวทางที่รับใช้พันธกิจนี้ (การโยงเป็นข้อเสนอ)", "Guidelines that serve it (a proposal)"),
        children=tuple(link(edition, g, statuses, lang) for g in serving),
        around=neighbours(edition, mission.code, lang),
    )  # fmt: skip


def of_success(edition: Edition, success: SuccessIndicator, lang: str) -> NodePage:
    """The page of a success indicator: its parts side by side, the guidelines that serve it."""
    held = readings(success.indicators, edition.province)
    serving = [g for g in edition.guidelines if success.code in g.success_indicators]
    status = evaluate.statuses(edition, frame.today())
    return NodePage(
        code=success.code,
        kicker=Text("ตัวชี้วัดความสำเร็จตามเป้าหมายการพัฒนา", "Success indicator of the development goal"),
        name=breakable(success.wording),
        thai=Text(success.wording.phrases or success.wording.text.th),
        crumbs=crumbs(edition, success.code),
        answer=answer(held, status[success.code]),
        indicators=indicator_rows(held, status[success.code], success.indicators),
        span=span(held),
        sample=any(reading.sample for reading in held),
        chart=chart(held, status[success.code], lang),
        gaps=success_gaps(edition, success),
        wanted=wanted(held),
        children_title=Text("แนวทางที่รับใช้ตัวชี้วัดนี้ (การโยงเป็นข้อเสนอ)", "Guidelines that serve it (a proposal)"),
        children=tuple(link(edition, g, status, lang) for g in serving),
        around=neighbours(edition, success.code, lang),
    )


def _letters(issue: Issue, edition: Edition, lang: str) -> tuple[Link, ...]:
    return tuple(
        Link(g.code, strategy_map.href(edition, g.code, lang), Text(g.wording.text.say(lang)), letter=g.letter)
        for g in issue.guidelines
        if g.letter
    )

"""The quarterly review: one line a guideline, money, work and result as far as the records hold them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse

from sawan.charts.marks import Line, sparkline
from sawan.evaluate import queries as evaluate
from sawan.evaluate.queries import NodeStatus
from sawan.fiscal import say_date
from sawan.people.cached import cached_page
from sawan.plan.edition import Edition, Guideline
from sawan.publish.portal import changes, frame, rollups, strategy_map, strategy_money
from sawan.publish.portal.changes import Change
from sawan.publish.portal.node.held import readings
from sawan.publish.portal.reading import Reading
from sawan.publish.portal.words import breakable
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A guideline in the review; empty parts are what the records do not hold."""

    code: str
    href: str
    name: Text
    letter: str
    money: Decimal | None
    money_year: int | None
    indicator: Text
    path: str
    value: str
    year: str
    spark: str
    status: str
    chance: str
    note: Text
    sentence: Text
    sample: bool


def review(request: HttpRequest) -> HttpResponse:
    """`/evaluate/review`: every guideline of the edition in force on a page that prints; `?order=urgent` sorts."""
    return cached_page(request, lambda: _review(request), asks=("order",))


def _review(request: HttpRequest) -> HttpResponse:
    edition, lang = frame.edition_in_force(), frame.language(request)
    groups = _groups(edition, lang, urgent=request.GET.get("order") == "urgent") if edition else []
    lines = [line for group in groups for line in group["lines"]]
    whole = evaluate.rollups(edition, frame.today(), frame.edition_before(edition)) if edition else {}
    judged = [line for line in lines if line.status in ("on_course", "watch", "off_course")]
    off = [line for line in judged if line.status != "on_course"]
    context = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", Text("ทบทวน", "Review"))],
        "edition": edition,
        "groups": groups,
        "whole": rollups.of_group(whole[evaluate.STRATEGY], Text(""), "") if whole else None,
        "sample": any(line.sample for line in lines),
        "day": Text(say_date(frame.today(), "th"), say_date(frame.today(), "en")),
        "urgent": request.GET.get("order") == "urgent",
        "answer": Text(
            f"จาก {len(lines)} แนวทาง ตัดสินได้ {len(judged)} ต้องดูแล {len(off)} ที่เหลือยังไม่มีเป้าหมายหรือข้อมูล",
            f"Of {len(lines)} guidelines {len(judged)} can be judged, {len(off)} need attention; "
            "the rest lack a target or data",
        ),
    }
    return frame.page(request, "portal/review.html", context)


def _groups(edition: Edition, lang: str, *, urgent: bool) -> list[dict[str, Any]]:
    """Lines grouped by issue in the plan's order, or all in one group, the ones to decide first."""
    before = frame.edition_before(edition)
    groups: list[dict[str, Any]] = [
        {"name": Text(f"{issue.code} {issue.wording.text.th}", f"{issue.code} {issue.wording.text.en}"),
         "lines": [_line(edition, before, guideline, lang) for guideline in issue.guidelines]}
        for issue in edition.issues
    ]  # fmt: skip
    if not urgent:
        return groups
    order = {"off_course": 0, "watch": 1, "no_data": 2, "no_target": 3, "on_course": 4}
    every = [line for group in groups for line in group["lines"]]
    lines = sorted(every, key=lambda line: order[line.status])
    return [{"name": Text("ต้องตัดสินใจก่อน", "To decide first"), "lines": lines}]


def _line(edition: Edition, before: Edition | None, guideline: Guideline, lang: str) -> ReviewLine:
    node = evaluate.guideline_status(guideline, edition, frame.today(), before)
    held = [reading for reading in readings(guideline.indicators, edition.province) if reading.latest]
    reading = _telling(held, node)
    money, year = _money(guideline, before)
    move = changes.of_reading(reading) if reading else None
    return ReviewLine(
        code=guideline.code,
        href=strategy_map.href(edition, guideline.code, lang),
        name=breakable(guideline.wording),
        letter=guideline.letter,
        money=money,
        money_year=year,
        indicator=reading.indicator.name if reading else Text(""),
        path=f"/indicators/{reading.indicator.code}" if reading else "",
        value=reading.said(reading.latest.value) if reading and reading.latest else "",
        year=reading.year if reading else "",
        spark=_spark(reading, lang) if reading else "",
        status=str(node.mark),
        chance=_chance(node),
        note=_note(node),
        sentence=_told(reading, move) if reading and move else Text(""),
        sample=bool(reading and reading.sample),
    )


def _told(reading: Reading, move: Change) -> Text:
    """The newest move without the name of the indicator, which stands before it."""
    name, said = changes.short(reading), move.headline
    return Text(said.th.removeprefix(name.th).strip(), said.en.removeprefix(name.en).strip())


def _telling(held: list[Reading], node: NodeStatus) -> Reading | None:
    """The indicator of a judged target, else the first that has data."""
    judged = [target.planned.indicator for target in node.targets if target.status.counts]
    return next((r for r in held if r.indicator.code in judged), held[0] if held else None)


def _money(guideline: Guideline, before: Edition | None) -> tuple[Decimal | None, int | None]:
    """Provincial baht of the guideline's umbrella projects with their year, this edition's or the one's before."""
    holders = [guideline, *(g for g in (before.guidelines if before else ()) if g.code == guideline.code)]
    for holder in holders:
        amount = strategy_money.of_projects(holder)
        if amount is not None:
            return amount, holder.projects[0].fiscal_year
    return None, None


def _spark(reading: Reading, lang: str) -> str:
    points = reading.points[-12:]
    label = Text(f"{points[0].year_be} ถึง {points[-1].year_be}", f"{points[0].year_be} to {points[-1].year_be}").say(
        lang
    )
    return sparkline(
        [Line([point.value for point in points], "data-1", width=2, end_dot=True)], label, width=130, height=34
    )


def _chance(node: NodeStatus) -> str:
    known = [t.status.probability for t in node.targets if t.status.probability is not None]
    return f"{100 * min(known):.0f}%" if known else ""


def _note(node: NodeStatus) -> Text:
    """The sentence of the newest judged target."""
    judged = [target for target in node.targets if target.status.counts]
    return max(judged, key=lambda target: target.year).status.text if judged else Text("")

"""What the page of any node is made of; empty parts are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sawan.charts.figure import Figure
from sawan.evaluate.queries import NodeStatus
from sawan.plan.edition import NOTHING, Edition, Guideline, Issue, Mission, Owner, SuccessIndicator
from sawan.publish.portal import strategy_map
from sawan.publish.portal.node.chain import Cell
from sawan.publish.portal.node.gaps import Wanted
from sawan.publish.portal.node.held import headline
from sawan.publish.portal.node.money import MoneyRow
from sawan.publish.portal.node.papers import Need, TargetLine
from sawan.publish.portal.node.rows import IndicatorRow
from sawan.publish.portal.rollups import GroupLine
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
    group: GroupLine | None = None
    letters: tuple[Link, ...] = ()
    chain: tuple[Cell, ...] = ()
    children_title: Text = NOTHING
    children: tuple[Link, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    span: Text = NOTHING
    chart: Figure | None = None
    gaps: tuple[Text, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    template: str = ""
    money: tuple[MoneyRow, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    owners: tuple[Owner, ...] = ()
    results: tuple[tuple[Text, Text], ...] = ()
    needs: tuple[Need, ...] = ()
    analyses: tuple[tuple[str, Text], ...] = ()
    links: tuple[tuple[Text, str], ...] = ()
    around: tuple[Link | None, Link | None] = (None, None)
    thai: Text = NOTHING
    sample: bool = False


def link(edition: Edition, guideline: Guideline, statuses: Mapping[str, NodeStatus], lang: str) -> Link:
    """A guideline as a line of another node's page: mark, name, its first figure."""
    return Link(
        guideline.code,
        strategy_map.href(edition, guideline.code, lang),
        breakable(guideline.wording),
        str(statuses[guideline.code].mark),
        headline(guideline.indicators, edition.province),
    )


def crumbs(edition: Edition, code: str, issue: Issue | None = None) -> Crumbs:
    """The way from the map of the edition to the node."""
    year = edition.fiscal_year
    steps: Crumbs = [(f"/strategy/{year}", Text(f"แผนที่ยุทธศาสตร์ {year}", f"Strategy map {year}"))]
    if issue:
        steps.append((f"/strategy/{year}/{issue.code}", Text(f"ประเด็นที่ {issue.code}", f"Issue {issue.code}")))
        return [*steps, ("", Text(f"แนวทาง {code}", f"Guideline {code}"))]
    return [*steps, ("", Text(code, code))]


def neighbours(edition: Edition, code: str, lang: str) -> tuple[Link | None, Link | None]:
    """The nodes before and after among its own kind."""
    kinds: tuple[Sequence[Node], ...] = (
        edition.guidelines, edition.issues, edition.missions, edition.success_indicators,
    )  # fmt: skip
    nodes = next(kind for kind in kinds if any(n.code == code for n in kind))
    at = next(place for place, n in enumerate(nodes) if n.code == code)

    def beside(place: int) -> Link | None:
        if not 0 <= place < len(nodes):
            return None
        other = nodes[place]
        return Link(other.code, strategy_map.href(edition, other.code, lang), other.wording.short or other.wording.text)

    return beside(at - 1), beside(at + 1)

"""What the three views of a strategy say: the drawing, the finding, whose money it shows, the choices kept in links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sawan import thai
from sawan.evaluate import queries as evaluate
from sawan.measure import instance
from sawan.money import format_million
from sawan.plan.edition import NOTHING, Edition, Guideline
from sawan.publish.portal import frame, strategy_map, strategy_money, success
from sawan.publish.portal.reading import read
from sawan.publish.portal.strategy_map import Row, StrategyMap
from sawan.publish.portal.strategy_money import PROVINCIAL, SOURCES, Amounts
from sawan.publish.portal.words import breakable, short
from sawan.texts import Text

VIEWS = (("map", Text("แผนที่", "Map")), ("list", Text("รายการ", "List")), ("table", Text("ตาราง", "Table")))
TEMPLATES = {code: f"portal/strategy_{code}.html" for code, _ in VIEWS}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose: the view, whose money, the node picked out ("" for none)."""

    view: str
    money: str
    node: str
    sources: Mapping[str, Amounts]

    def query(self, **changed: str) -> str:
        """The choices as a query with some of them changed; what is as on the first visit is left out."""
        first = {"view": "map", "money": PROVINCIAL, "node": ""}
        chosen = {"view": self.view, "money": self.money, "node": self.node} | changed
        kept = {name: value for name, value in chosen.items() if value != first[name]}
        return "?" + urlencode(kept)


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a switch: its words, its address, whether it is the one chosen."""

    name: Text
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Headline:
    """The indicator that stands beside a guideline in the table; value and year empty where nothing is known."""

    path: str
    name: Text
    value: str = ""
    year: str = ""


def asked(edition: Edition, view: str, money: str, node: str) -> Asked:
    """The reader's choices, unknown ones put right."""
    sources = strategy_money.by_source(edition)
    codes = {issue.code for issue in edition.issues} | {guideline.code for guideline in edition.guidelines}
    return Asked(
        view=view if view in TEMPLATES else "map",
        money=money if money in sources else PROVINCIAL,
        node=node if node in codes else "",
        sources=sources,
    )


def context(edition: Edition, lang: str, asked: Asked) -> dict[str, Any]:
    """All that the views say; what only one of them needs is made for it alone."""
    statuses = evaluate.statuses(edition, frame.today())
    marks = {code: str(node.mark) for code, node in statuses.items()}
    drawing = strategy_map.layout(edition, marks, lang, asked.sources.get(asked.money, {}))
    cards = success.cards(edition, statuses, lang)
    vision = edition.vision.wording if edition.vision else None
    return {
        "section": "plan",
        "edition": edition,
        "crumbs": [frame.HOME, ("", Text("วางแผน", "Plan"))],
        "map": drawing,
        "asked": asked,
        "letters": any(guideline.letter for guideline in edition.guidelines),
        "vision_phrases": thai.phrases(vision.phrases or vision.text.th) if vision else [],
        "success": cards,
        "sample": any(card.sample for card in cards),
        "missions": [
            (m.code, strategy_map.href(edition, m.code, lang), breakable(m.wording)) for m in edition.missions
        ],
        "finding": finding(drawing) if asked.money == PROVINCIAL else NOTHING,
        "key_line": _key(drawing, asked),
        "note": breakable(edition.note) if edition.note else None,
        "money_source": _money_source(edition, asked.money),
        "table": _table(drawing, edition) if asked.view == "table" else [],
        **_switches(edition, asked, lang),
    }


def _switches(edition: Edition, asked: Asked, lang: str) -> dict[str, Any]:
    """The links of the page, every one keeping the other choices."""
    prefix = "/en" if lang == "en" else ""
    years = frame.editions()
    before = [year for year in years if year < (edition.fiscal_year or 0)]
    sources = asked.sources if len(asked.sources) > 1 else ()
    return {
        "views": [Choice(name, asked.query(view=code), code == asked.view) for code, name in VIEWS],
        "moneys": [Choice(SOURCES[code], asked.query(money=code), code == asked.money) for code in sources],
        "editions": [
            Choice(
                Text(str(year), str(year)),
                f"{prefix}/strategy/{year}{asked.query(node='')}",
                year == edition.fiscal_year,
            )
            for year in years
        ],
        "whole": asked.query(node="") if asked.node else "",
        "previous": before[-1] if before else None,
    }


def _table(
    drawing: StrategyMap, edition: Edition
) -> list[tuple[strategy_map.Block, list[tuple[Row, Headline | None]]]]:
    return [
        (block, [(row, headline(row.guideline, edition.province)) for row in block.rows]) for block in drawing.blocks
    ]


def headline(guideline: Guideline, province: str) -> Headline | None:
    """The first indicator of a guideline that has a value; its first of all where none has."""
    catalogue = instance.current_catalogue()
    codes = [code for code in guideline.indicators if code in catalogue]
    for code in codes:
        reading = read(code, province, ranked=False)
        if reading.latest:
            value = reading.figure(reading.latest.value)
            return Headline(f"/indicators/{code}", reading.indicator.name, value, reading.year)
    return Headline(f"/indicators/{codes[0]}", catalogue[codes[0]].name) if codes else None


def finding(drawing: StrategyMap) -> Text:
    """Where most of the province's money is and how many guidelines have none; nothing without money."""
    if not drawing.money:
        return NOTHING
    dry = sum(row.money is None for row in drawing.rows)
    most = max(drawing.rows, key=lambda row: row.money or Decimal(0))
    share = round(100 * (most.money or Decimal(0)) / drawing.money)
    name = short(most.guideline.wording)
    th = f"{share}% ของงบจังหวัดอยู่ที่แนวทาง {most.guideline.code} {thai.plain(name.th)}"
    en = f"{share}% of the provincial budget is in guideline {most.guideline.code}, {name.en}"
    if dry:
        th += f" และ {dry} แนวทางยังไม่มีโครงการหลักของจังหวัด"
        en += f"; {dry} guidelines have no umbrella project"
    return Text(th, en)


def _key(drawing: StrategyMap, asked: Asked) -> Text:
    if not drawing.money:
        return Text(
            "ยังไม่มีงบประมาณของปีนี้ในระบบ จึงวาดทุกสายเท่ากัน",
            "No budget of this year is held, so all branches are drawn alike",
        )
    whose, total = SOURCES[asked.money], format_million(drawing.money)
    th = f"กว้าง = {whose.th} รวม {total} ล้านบาท · จาง = ไม่มีเงินจากแหล่งนี้"
    en = f"Width = {whose.en}, {total} M baht in all · faint = no money of this source"
    if asked.money != strategy_money.ALL:
        th, en = th + " · ไม่รวมแหล่งอื่น", en + " · other sources not included"
    if asked.money in ("cluster", strategy_money.ALL):
        th, en = th + " · งบกลุ่มจังหวัดใช้ร่วมกันหลายจังหวัด", en + " · cluster money is shared by several provinces"
    return Text(th, en)


def _money_source(edition: Edition, money: str) -> Text:
    """The source of the umbrella projects drawn, and that their place under a guideline is a proposal."""
    projects = [p for g in edition.guidelines for p in g.projects if money in (strategy_money.ALL, p.money)]
    if not projects and money == PROVINCIAL:
        return NOTHING
    if not projects:
        return Text(
            "บันทึกงบประมาณของระบบ การผูกกับแนวทางเป็นข้อเสนอ",
            "Budget records held here; their tie to a guideline is a proposal",
        )
    sources = " · ".join(dict.fromkeys(project.source for project in projects))
    th, en = f"{sources} · {len(projects)} โครงการหลัก", f"{sources} · {len(projects)} umbrella projects"
    if any(project.tie == "proposal" for project in projects):
        th += " · ผูกกับแนวทางโดยข้อเสนอ รอสำนักงานจังหวัดยืนยัน"
        en += " · tied to guidelines by proposal, to be confirmed"
    return Text(th, en)

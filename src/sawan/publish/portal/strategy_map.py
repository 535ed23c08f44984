"""The strategy map as plain values: where every row and river stands, for any number of issues and guidelines."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sawan import thai
from sawan.charts import river
from sawan.plan.edition import Edition, Guideline, Issue, Wording
from sawan.publish.portal.strategy_money import Amounts
from sawan.publish.portal.words import breakable
from sawan.texts import Text

UNIT = 26
"""Heights are multiples of 26 px, so that the stylesheet can name them (`h-1`, `h-2`, ...)."""
ROW_TEXT, ISSUE_TEXT, GOAL_TEXT = 285.0, 262.0, 225.0
"""Widths of the three text columns on the narrowest desktop, px."""


@dataclass(frozen=True, slots=True)
class Row:
    """A guideline on the map: what is written, its height in units, the picture of the phone's left edge."""

    guideline: Guideline
    name: Text
    href: str
    money: Decimal | None
    status: str
    units: int
    bank: str


@dataclass(frozen=True, slots=True)
class Block:
    """An issue on the map: text of `text_units`, the band, the sum, `units` in all; its rows."""

    issue: Issue
    name: Text
    href: str
    color: str
    missions: tuple[Text, ...]
    money: Decimal | None
    rows: tuple[Row, ...]
    text_units: int
    band_units: int
    units: int
    bank: str


@dataclass(frozen=True, slots=True)
class StrategyMap:
    """The whole drawing: blocks top to bottom, the water behind them, the goal's height, the money in all (baht)."""

    blocks: tuple[Block, ...]
    ribbons: tuple[river.Ribbon, ...]
    height: int
    goal_units: int
    trunk_units: int
    trunk_top: float
    trunk_bottom: float
    money: Decimal | None

    @property
    def units(self) -> int:
        """The height as the stylesheet names it."""
        return self.height // UNIT

    @property
    def trunk_height(self) -> float:
        """Height of the trunk, px."""
        return self.trunk_bottom - self.trunk_top

    @property
    def rows(self) -> tuple[Row, ...]:
        """All guidelines, top to bottom."""
        return tuple(row for block in self.blocks for row in block.rows)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every part of one drawing shares."""

    edition: Edition
    statuses: Mapping[str, str]
    lang: str
    amounts: Amounts
    banks: Mapping[str, str]


def layout(edition: Edition, statuses: Mapping[str, str], lang: str, amounts: Amounts) -> StrategyMap:
    """Place every issue and guideline of an edition; mark and baht of each guideline by its code."""
    streams = [_stream(edition, issue, lang, amounts) for issue in edition.issues]
    sums = [sum(row) or river.THINNEST for row in river.widths(streams)]
    sheet = _Sheet(edition, statuses, lang, amounts, river.shore(streams))
    blocks = tuple(_block(sheet, issue, at, sums[at]) for at, issue in enumerate(edition.issues))
    reaches = _reaches(blocks, sums)
    height = sum(block.units for block in blocks) * UNIT
    goal = _goal_height(edition, lang)
    trunk = sum(sums)
    trunk_y = min(max(goal + 24 + trunk / 2, height * 0.52), max(height - trunk / 2 - 34, goal + 24 + trunk / 2))
    known = [block.money for block in blocks if block.money is not None]
    return StrategyMap(
        blocks=blocks,
        ribbons=tuple(river.confluence(streams, reaches, trunk_y, river.Columns())),
        height=max(height, _units(trunk_y + trunk / 2 + 40) * UNIT),
        goal_units=int((trunk_y - trunk / 2 - 14) // UNIT),
        trunk_units=_units(trunk + 24),
        trunk_top=trunk_y - trunk / 2,
        trunk_bottom=trunk_y + trunk / 2,
        money=sum(known, Decimal(0)) if known else None,
    )


def lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes in `width` px at `size` px of type, phrases unbroken; an upper estimate."""
    taken, room = 1, width
    for phrase in thai.phrases(text) if thai.is_thai(text) else text.split(" "):
        needed = _width(phrase, size)
        if needed > room and room < width:
            taken, room = taken + 1, width
        room -= needed
    return taken


def _width(text: str, size: float) -> float:
    """Width by average advances of the typeface: Thai letters 0.57 em, others 0.5 em, marks above and below none."""
    return sum(_advance(letter) for letter in text) * size * 1.03


def _advance(letter: str) -> float:
    if unicodedata.category(letter) == "Mn":
        return 0.0
    return 0.57 if "\u0e00" < letter < "\u0e7f" else 0.5


def _units(height: float) -> int:
    return math.ceil(height / UNIT)


def _stream(edition: Edition, issue: Issue, lang: str, amounts: Amounts) -> river.Stream:
    branches = []
    for guideline in issue.guidelines:
        amount = amounts.get(guideline.code)
        branches.append(
            river.Branch(
                guideline.code,
                href(edition, guideline.code, lang),
                guideline.wording.text.say(lang),
                None if amount is None else float(amount),
            )
        )
    name = issue.wording.short or issue.wording.text
    return river.Stream(
        issue.code, tuple(thai.phrases(name.say(lang))), tuple(branches), href(edition, issue.code, lang)
    )


def href(edition: Edition, code: str, lang: str) -> str:
    """The address of a node of an edition in a language."""
    return f"{'/en' if lang == 'en' else ''}/strategy/{edition.fiscal_year}/{code}"


def _block(sheet: _Sheet, issue: Issue, at: int, band: float) -> Block:
    lang = sheet.lang
    rows = tuple(_row(sheet, guideline) for guideline in issue.guidelines)
    missions = tuple(
        _mission(at, m.wording) for at, m in enumerate(sheet.edition.missions, 1) if m.code in issue.missions
    )
    text = lines(_said(issue.wording, lang), ISSUE_TEXT, 20) * 30 + 8
    text += sum(lines(mission.say(lang), ISSUE_TEXT, 15) * 23 for mission in missions)
    text_units, band_units = _units(text), _units(band + 8)
    amounts = [row.money for row in rows if row.money is not None]
    return Block(
        issue=issue,
        name=breakable(issue.wording),
        href=href(sheet.edition, issue.code, lang),
        color=river.color(at),
        missions=missions,
        money=sum(amounts, Decimal(0)) if amounts else None,
        rows=rows,
        text_units=text_units,
        band_units=band_units,
        units=max(sum(row.units for row in rows), text_units + band_units + 1) + 1,
        bank=sheet.banks[issue.code],
    )


def _mission(number: int, wording: Wording) -> Text:
    """`พันธกิจ 2 · ...`, with the phrases that were stored."""
    name = breakable(wording)
    return Text(f"พันธกิจ {number} · {name.th}", f"Mission {number} · {name.en}")


def _row(sheet: _Sheet, guideline: Guideline) -> Row:
    taken = lines(_said(guideline.wording, sheet.lang), ROW_TEXT, 16)
    return Row(
        guideline=guideline,
        name=breakable(guideline.wording),
        href=href(sheet.edition, guideline.code, sheet.lang),
        money=sheet.amounts.get(guideline.code),
        status=sheet.statuses.get(guideline.code, "no_data"),
        units=max(2, _units(taken * 24 + 4)),
        bank=sheet.banks[guideline.code],
    )


def _said(wording: Wording, lang: str) -> str:
    return wording.phrases or wording.text.th if lang == "th" else wording.text.say(lang)


def _reaches(blocks: tuple[Block, ...], sums: list[float]) -> list[river.Reach]:
    reaches, top = [], 0.0
    for block, band in zip(blocks, sums, strict=True):
        rows, y = [], top
        for row in block.rows:
            rows.append(y + row.units * UNIT / 2)
            y += row.units * UNIT
        foot = top + (block.text_units + block.band_units) * UNIT
        reaches.append(river.Reach(foot - 4 - band / 2, tuple(rows)))
        top += block.units * UNIT
    return reaches


def _goal_height(edition: Edition, lang: str) -> float:
    vision = edition.vision
    spoken = _vision_lines(vision.wording.phrases or vision.wording.text.th, lang) if vision else 1
    return 60 + spoken * 34 + 34 + len(edition.success_indicators) * 40


def _vision_lines(text: str, lang: str) -> int:
    return (
        sum(lines(phrase, GOAL_TEXT, 21) for phrase in text.split(thai.BREAK))
        if lang == "th"
        else lines(text, GOAL_TEXT, 21)
    )

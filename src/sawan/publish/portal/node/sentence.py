"""The answer under the title of a node: the newest moves in words, and what there is no target for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sawan.evaluate.queries import NodeStatus
from sawan.money import format_million
from sawan.plan.edition import Issue
from sawan.publish.portal import changes
from sawan.publish.portal.reading import Reading, year_label
from sawan.texts import Text


def answer(found: Sequence[Reading], mark: NodeStatus) -> Text:
    """The newest move of the most telling indicator, in a sentence; then what was missed."""
    held = [reading for reading in found if reading.latest]
    if not held:
        return Text("")
    moves = [change for reading in held[:2] if (change := changes.of_reading(reading))]
    if moves:
        first = moves[0]
        th, en = f"ปี {first.year} {first.headline.th}", f"{first.year}: {first.headline.en}"
    else:
        reading = held[0]
        point = reading.latest
        assert point is not None
        name, unit = reading.indicator.name, reading.indicator.unit
        th = f"ปี {year_label(point)} {name.th} {reading.said(point.value)} {unit.th}"
        en = f"{year_label(point)}: {name.en} {reading.said(point.value)} {unit.en}"
    if len(moves) > 1:
        th, en = f"{th} และ{moves[1].headline.th}", f"{en}; {moves[1].headline.en}"
    missed = next((target for target in mark.targets if target.status.outcome == "missed"), None)
    if missed is None and not mark.targets:
        th, en = f"{th} แต่ยังไม่มีเป้าหมายให้เทียบ", f"{en}; there is no target to compare with"
    return Text(th, en)


def issue_answer(issue: Issue, money: Decimal | None, year: int) -> Text:
    """How many guidelines an issue has and what money they have."""
    count = len(issue.guidelines)
    if money is None:
        return Text(f"{count} แนวทาง ยังไม่มีงบปี {year} ในระบบ", f"{count} guidelines; no money of {year} is held")
    total = format_million(money)
    return Text(f"{count} แนวทาง งบจังหวัดปี {year} รวม {total} ล้านบาท", f"{count} guidelines, {total} M baht in {year}")

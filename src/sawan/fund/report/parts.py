"""The tables of the report: rules, scenarios, frames, overruns, conflict, proposals with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

import numpy as np

from sawan.fund.choice.conflict import Mending
from sawan.fund.choice.findings import Findings
from sawan.fund.choice.prices import Price
from sawan.fund.choice.proposals import WHOLE
from sawan.fund.choice.sentences import reason, rule_words

from .words import both, number, percent, table

MOST_ROWS = 1000
_CLASSES = {"core": ("แกน", "core"), "borderline": ("ก้ำกึ่ง", "borderline"), "exterior": ("นอกชุด", "exterior")}
_STATUS = {
    "optimal": ("ดีที่สุด พิสูจน์แล้ว", "proved best"),
    "feasible": ("ดีที่สุดที่พบ", "best found"),
    "infeasible": ("เป็นไปไม่ได้", "impossible"),
    "unknown": ("ไม่ทราบ", "unknown"),
}


def rules(findings: Findings) -> str:
    """Every ceiling and limit, what it holds and what it costs."""
    rows = []
    for line in findings.model.statement.lines:
        one = findings.rules.get(line.key)
        if one is None:
            continue
        said = rule_words(findings, line.key)
        tight = both("ตึง", "tight") if one.slack == 0 else number(one.slack)
        ends = (number(one.used), number(one.least), number(one.most))
        rows.append((both(said.th, said.en), *ends, tight, number(one.without), number(one.one_percent)))
    head = [
        ("กติกา", "Rule", False), ("ใช้", "Used", True), ("ต่ำสุด", "Least", True), ("สูงสุด", "Most", True),
        ("เหลือ", "Slack", True), ("ได้เพิ่มถ้าไม่มี", "Gain without it", True),
        ("ได้เพิ่มถ้าผ่อน 1%", "Gain if 1% looser", True),
    ]  # fmt: skip
    return table(("กติกาและราคา", "Rules and their prices"), head, rows) if rows else ""


def scenarios(findings: Findings) -> str:
    """Every scenario beside the choice."""
    rows = []
    for place in sorted(findings.scenarios):
        found = findings.scenarios[place]
        worth = number(found.choice.objective) if found.choice.selection is not None else "–"
        moves: tuple[list[str], list[str]] = ([], [])
        if found.choice.selection is not None and findings.choice.selection is not None:
            moves = found.choice.selection.moves(findings.model.proposals, findings.choice.selection)
        words = [escape(", ".join(ids)) or "–" for ids in moves]
        rows.append((escape(found.name), both(*_STATUS[found.choice.status]), worth, *words))
    head = [
        ("สถานการณ์", "Scenario", False), ("ผล", "Result", False), ("ผลรวม", "Objective", True), ("เข้า", "In", False),
        ("ออก", "Out", False),
    ]  # fmt: skip
    return table(("สถานการณ์", "Scenarios"), head, rows) if rows else ""


def frames(findings: Findings) -> str:
    """The list above the frame, in the order in which proposals enter."""
    if not findings.above:
        return ""
    proposals = findings.model.proposals
    rows = [
        (
            str(order),
            escape(proposals.label(j)),
            f"{number(at)}%" if at is not None else both("เข้าแล้วออก", "in and out"),
        )
        for order, (j, at) in enumerate(findings.above, 1)
    ]
    head = [("ลำดับ", "Order", True), ("โครงการ", "Proposal", False), ("เข้าเมื่อเพดาน", "Enters at", True)]
    return table(("เกินกรอบ: เพิ่มจากชุดที่เลือก", "Above the frame: added to the selection"), head, rows)


def overruns(findings: Findings) -> str:
    """What protection costs and how often a ceiling breaks."""
    if findings.overruns is None:
        return ""
    rows = [
        (
            both("ทั้งหมด", "all") if one.gamma is None else str(one.gamma),
            number(one.choice.objective) if one.choice.selection is not None else "–",
            percent(one.price), percent(one.bound, 1), percent(one.simulated, 1),
        )
        for one in findings.overruns.points
    ]  # fmt: skip
    head = [
        ("เผื่อกี่โครงการ", "Gamma", True), ("ผลรวม", "Objective", True), ("ราคาของการเผื่อ", "Price", True),
        ("ขอบเขตโอกาสเกินเพดาน", "Bound on a breach", True), ("เกินเพดานในการจำลอง", "Breach, simulated", True),
    ]  # fmt: skip
    said = findings.overruns.summary()["assumption"]
    return table(("เผื่องบเกิน", "Protection against overruns"), head, rows) + f"<p>{both(said['th'], said['en'])}</p>"


def conflict(findings: Findings) -> str:
    """Which rules cannot hold together and how to mend them."""
    found = findings.conflict
    if found is None:
        return ""
    named = "".join(
        f"<li>{both(said.th, said.en)}</li>" for said in (rule_words(findings, rule) for rule in found.rules)
    )
    least = both("เป็นชุดเล็กที่สุด ตัดข้อใดออกข้อที่เหลือก็อยู่ร่วมกันได้", "a smallest set: leave out any one and the rest can hold")
    text = f"<p>{least if found.complete else both('ยังค้นไม่จบ', 'the search was not finished')}</p><ul>{named}</ul>"
    for number_, mending in enumerate((found.relax, *found.others), 1):
        steps = "".join(f"<li>{_mending(findings, change)}</li>" for change in mending)
        text += f"<h3>{both(f'ทางแก้ที่ {number_}', f'Mending {number_}')}</h3><ul>{steps}</ul>" if steps else ""
    return text


def _mending(findings: Findings, change: Mending) -> str:
    said = rule_words(findings, change.rule)
    if change.to is None:
        return both(f"ยกเลิก {said.th}", f"drop {said.en}")
    by, to = number(change.by), number(change.to)
    return both(f"{said.th}: เปลี่ยน {by} เป็น {to}", f"{said.en}: change by {by} to {to}")


def proposals(findings: Findings) -> str:
    """Every proposal with its reason; of very many the selected and the borderline first, up to a thousand."""
    selection = findings.choice.selection
    assert selection is not None
    count = len(findings.model.proposals.ids)
    shown = range(count) if count <= MOST_ROWS else [int(j) for j in np.flatnonzero(selection.shares)][:MOST_ROWS]
    head = [
        ("โครงการ", "Proposal", False), ("ผล", "Result", False), ("ค่าใช้จ่าย", "Cost", True),
        ("ประเภท", "Class", False), ("ราคา", "Price", True), ("เหตุผล", "Reason", False),
    ]  # fmt: skip
    text = table(("โครงการทั้งหมดและเหตุผล", "All proposals and why"), head, (_row(findings, j) for j in shown))
    if len(shown) < count:
        th = f"แสดง {len(shown)} จาก {count} รายการ ทั้งหมดอยู่ใน selection.csv"
        text += f"<p>{both(th, f'{len(shown)} of {count} are shown; all are in selection.csv')}</p>"
    return text


def _row(findings: Findings, j: int) -> Iterator[str]:
    selection = findings.choice.selection
    assert selection is not None
    proposals, share = findings.model.proposals, int(selection.shares[j])
    cost = findings.model.statement.measures.of("total")
    price = findings.prices.get(j, Price("skipped"))
    said = reason(findings, j)
    yield f"<b>{escape(proposals.ids[j])}</b> {escape(proposals.names[j])}"
    yield _result(share)
    yield number(Fraction(int(cost.coefs[j]), cost.unit))
    yield _class(findings, j)
    yield ("≤ " if price.status == "at_most" else "") + number(price.amount, 6)
    yield both(said.th, said.en)


def _result(share: int) -> str:
    """A sign, a shape and a word."""
    if not share:
        return f'<span class="mark out">○ {both("ไม่เลือก", "out")}</span>'
    part = "" if share == WHOLE else f" {percent(Fraction(share, WHOLE), 1)}"
    return f'<span class="mark in">● {both("เลือก", "in")}{part}</span>'


def _class(findings: Findings, j: int) -> str:
    if findings.core is None:
        return "–"
    return f"{both(*_CLASSES[findings.core.class_of(j)])} {percent(findings.core.index[j], 0)}"

"""One sentence a proposal, in Thai and English, made of facts from re-solves only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sawan.problems import quote

from .findings import Findings
from .measures import Selection
from .numerals import plain
from .prices import Price
from .proposals import WHOLE
from .variations import enters_at

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Said:
    """The same sentence in both languages."""

    th: str
    en: str


def reason(findings: Findings, j: int) -> Said:
    """Why proposal j is in or out, and what deciding the other way would do."""
    price = findings.prices.get(j, Price("skipped"))
    who = quote(findings.model.proposals.names[j] or findings.model.proposals.ids[j])
    selection = findings.choice.selection
    assert selection is not None
    inside = bool(selection.shares[j])
    begin = Said(f"{who} {_state_th(selection, j)}", f"{who} is {_state_en(selection, j)}")
    tail = _TAILS[price.status](findings, j, price, inside=inside)
    return Said(f"{begin.th}: {tail.th}", f"{begin.en}: {tail.en}.")


def _state_th(selection: Selection, j: int) -> str:
    share = int(selection.shares[j])
    if share == 0:
        return "ไม่ได้รับเลือก"
    return "ได้รับเลือก" if share == WHOLE else f"ได้รับเลือกที่ร้อยละ {plain(Fraction(share * 100, WHOLE), 4)}"


def _state_en(selection: Selection, j: int) -> str:
    share = int(selection.shares[j])
    if share == 0:
        return "out"
    return "in" if share == WHOLE else f"in at {plain(Fraction(share * 100, WHOLE), 4)} %"


def _exact(findings: Findings, j: int, price: Price, *, inside: bool) -> Said:
    assert price.amount is not None
    loss_th, loss_en = _loss(findings, price.amount)
    moves = _moves(findings, price)
    if inside:
        return Said(f"ถ้าตัดออก {moves.th}{loss_th}", f"leaving it out {moves.en}{loss_en}")
    rule, enters = _binding(findings, j), _enters(findings, j)
    return Said(
        f"ถ้านำเข้ามา {moves.th}{loss_th}{rule.th}{enters.th}", f"bringing it in {moves.en}{loss_en}{rule.en}{enters.en}"
    )


def _at_most(findings: Findings, j: int, price: Price, *, inside: bool) -> Said:
    assert price.amount is not None
    amount, percent = _amount(findings, price.amount)
    turn_th, turn_en = ("ตัดออก", "leaving it out") if inside else ("นำเข้ามา", "bringing it in")
    return Said(
        f"ถ้า{turn_th} ผลรวมลดลงไม่เกิน {amount} ({percent}) ยังคำนวณไม่จบ",
        f"{turn_en} costs at most {amount} ({percent}); the re-solve was not finished",
    )


def _impossible(findings: Findings, j: int, price: Price, *, inside: bool) -> Said:
    if inside:
        return Said("ไม่มีชุดใดเป็นไปตามกติกาหากขาดข้อเสนอนี้", "no selection obeys the rules without it")
    rule = _binding(findings, j)
    return Said(f"ไม่มีชุดใดที่มีข้อเสนอนี้แล้วเป็นไปตามกติกา{rule.th}", f"no selection that holds it obeys the rules{rule.en}")


def _locked(findings: Findings, j: int, price: Price, *, inside: bool) -> Said:
    assert price.amount is not None
    lock_th, lock_en = ("กำหนดให้ต้องได้", "locked in") if inside else ("กำหนดให้ห้ามได้", "locked out")
    if not price.amount:
        return Said(f"{lock_th} การปลดล็อกไม่ทำให้ผลรวมเพิ่มขึ้น", f"{lock_en}; undoing the lock would gain nothing")
    amount, percent = _amount(findings, price.amount)
    moves = _moves(findings, price)
    return Said(
        f"{lock_th} ถ้าปลดล็อก {moves.th}ผลรวมดีขึ้น {amount} ({percent})",
        f"{lock_en}; undoing the lock {moves.en}would gain {amount} ({percent})",
    )


def _skipped(findings: Findings, j: int, price: Price, *, inside: bool) -> Said:
    return Said("ยังไม่ได้คำนวณราคาของการตัดสินใจนี้", "the price of deciding otherwise was not computed")


_TAILS = {"exact": _exact, "at_most": _at_most, "impossible": _impossible, "locked": _locked, "skipped": _skipped}


def _amount(findings: Findings, amount: Fraction) -> tuple[str, str]:
    """The number and its share of the objective."""
    whole = abs(findings.choice.objective)
    percent = f"{float(amount / whole * 100):.2f}%" if whole else "–"
    return plain(amount, 6), percent


def _loss(findings: Findings, amount: Fraction) -> tuple[str, str]:
    if not amount:
        return "โดยผลรวมไม่เสียเลย", "would cost nothing"
    number, percent = _amount(findings, amount)
    worse = "ลดลง" if findings.model.rules.objectives[0].largest else "แย่ลง"
    return f"ผลรวม{worse} {number} ({percent})", f"would cost {number} ({percent})"


def _moves(findings: Findings, price: Price) -> Said:
    """What else would come in and go out."""
    th, en = [], []
    if price.leave:
        th.append(f"ต้องตัด {_names(findings, price.leave, 'และอีก {} โครงการ')} ออก")
        en.append(f"would displace {_names(findings, price.leave, 'and {} more')}")
    if price.enter:
        th.append(f"{_names(findings, price.enter, 'และอีก {} โครงการ')} จะเข้ามา")
        en.append(f"would let in {_names(findings, price.enter, 'and {} more')}")
    return Said(" ".join(th) + (" และ" if th else ""), " and ".join(en) + (" and " if en else ""))


def _names(findings: Findings, ids: Sequence[str], more: str) -> str:
    proposals = findings.model.proposals
    shown = [quote(proposals.names[proposals.index[name]] or name) for name in ids[:_NAMED]]
    rest = len(ids) - len(shown)
    return ", ".join(shown) + (f" {more.format(rest)}" if rest else "")


def _binding(findings: Findings, j: int) -> Said:
    """The rules that putting it beside the present selection would break: plain arithmetic."""
    selection = findings.choice.selection
    assert selection is not None
    shares = selection.shares.copy()
    shares[j] = findings.model.proposals.least[j]
    broken = list(dict.fromkeys(findings.model.statement.broken(Selection(shares))))[:_NAMED]
    if not broken:
        return Said("", "")
    th = ", ".join(rule_words(findings, rule).th for rule in broken)
    en = ", ".join(rule_words(findings, rule).en for rule in broken)
    return Said(f" กติกาที่ผูกอยู่คือ {th}", f"; what binds is {en}")


def rule_words(findings: Findings, rule: str) -> Said:
    """A rule id in words."""
    kind, _, rest = rule.partition(".")
    if kind == "ceilings":
        return Said(f"เพดาน {rest}", f"the ceiling {rest}")
    if kind == "limits":
        name = quote(findings.model.statement.line(rule).name)
        return Said(f"กติกา “{name}”", f"the limit “{name}”")
    words = {
        "must": ("ต้องได้", "must fund"),
        "never": ("ห้ามได้", "never fund"),
        "requires": ("สิ่งที่ต้องมีก่อนของ", "what is required by"),
        "excludes": ("การกันกันของ", "the exclusion of"),
        "groups": ("กลุ่มที่", "group"),
    }
    th, en = words.get(kind, (kind, kind))
    return Said(f"{th} {rest}", f"{en} {rest}")


def _enters(findings: Findings, j: int) -> Said:
    percent = enters_at(findings.points, j)
    if percent is None:
        return Said("", "")
    return Said(f" จะเข้าเมื่อเพดานเป็นร้อยละ {plain(percent)}", f"; it enters at {plain(percent)} % of the ceilings")

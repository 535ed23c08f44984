"""The verdict in one word, why, and a sentence; it refuses to speak when the fit is bad."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.effect.case import Fit
from sawan.evaluate.effect.inference import LeftOut, Placebo
from sawan.evaluate.wording import number
from sawan.texts import Text

FEWEST_BEFORE = 5
FEWEST_DONORS = 5
POOR_FIT, POOR_AGAINST_PLACEBOS = 0.5, 2.0
LARGEST_P = 0.10

REASONS = {
    "few_periods_before": Text("มีข้อมูลก่อนเริ่มน้อยกว่า 5 งวด", "fewer than 5 periods before the start"),
    "few_donors": Text("มีหน่วยเปรียบเทียบน้อยกว่า 5 หน่วย", "fewer than 5 donors"),
    "poor_fit": Text("ค่าเปรียบเทียบไม่ตามค่าจริงก่อนเริ่ม", "the comparison does not follow the outcome before the start"),
    "placebo": Text("หน่วยอื่นที่ไม่มีโครงการก็เปลี่ยนมากพอกัน", "units without the programme moved as much"),
    "leave_one_out": Text("ผลกลับทิศเมื่อตัดหน่วยเปรียบเทียบหนึ่งหน่วย", "the sign turns when one donor is left out"),
    "date": Text("วันเริ่มสมมติก่อนหน้าให้ผลใหญ่กว่า", "a false earlier start gives a larger effect"),
    "v_ambiguous": Text(
        "น้ำหนักตัวแปรที่ดีพอกันให้ผลได้ทั้งบวกและลบ", "predictor weights that fit as well give effects of both signs"
    ),
}


@dataclass(frozen=True, slots=True)
class Measures:
    """What the verdict is decided by; None where a figure was not or could not be computed."""

    periods_before: int
    donors: int
    effect: float
    fit_ratio: float
    fit_to_placebos: float
    p_space: float
    se_placebo: float | None
    smallest_visible: float | None
    least_without: float | None
    most_without: float | None
    largest_false: float | None
    spread: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`word`: raised, lowered, no_clear_effect or no_answer; `reasons`: codes of `REASONS`."""

    word: str
    reasons: tuple[str, ...]


def measure(fit: Fit, units: list[Placebo], dates: list[Placebo], without: list[LeftOut]) -> Measures:
    """The figures of a fit and its placebos, as the contract defines them."""
    case = fit.case
    own = next(one for one in units if one.rank is not None and one.unit == case.name)
    others = [one for one in units if one is not own]
    before = float(case.own[: case.before].std(ddof=1))
    middle = float(np.median([one.error_before for one in others]))
    effects = [one.effect for one in others]
    kth = math.floor(LARGEST_P * (len(others) + 1))
    ratios = sorted((one.ratio for one in others), reverse=True)
    return Measures(
        periods_before=case.before,
        donors=len(others),
        effect=fit.effect,
        fit_ratio=_share(fit.error_before, before),
        fit_to_placebos=_share(fit.error_before, middle),
        p_space=sum(one.ratio >= own.ratio for one in units) / len(units),
        se_placebo=float(np.std(effects, ddof=1)) if len(effects) > 1 else None,
        smallest_visible=ratios[kth - 1] * fit.error_before if kth else None,
        least_without=min((one.effect for one in without), default=None),
        most_without=max((one.effect for one in without), default=None),
        largest_false=max((abs(one.effect) for one in dates), default=None),
        spread=fit.spread,
    )


def decide(measures: Measures) -> Verdict:
    """The verdict of the contract: the first class of reasons that holds, with all its reasons."""
    word, reasons = "no_answer", _silencing(measures)
    if not reasons:
        word, reasons = "no_clear_effect", _doubting(measures)
    if not reasons:
        word = "raised" if measures.effect > 0 else "lowered"
    spread = measures.spread
    if spread is not None and spread[0] <= 0 <= spread[1]:
        reasons = [*reasons, "v_ambiguous"]
    return Verdict(word, tuple(reasons))


def _silencing(measures: Measures) -> list[str]:
    tests = {
        "few_periods_before": measures.periods_before < FEWEST_BEFORE,
        "few_donors": measures.donors < FEWEST_DONORS,
        "poor_fit": measures.fit_ratio > POOR_FIT and measures.fit_to_placebos > POOR_AGAINST_PLACEBOS,
    }
    return [code for code, holds in tests.items() if holds]


def _doubting(measures: Measures) -> list[str]:
    effect = measures.effect
    turned = any(one is not None and one * effect <= 0 for one in (measures.least_without, measures.most_without))
    tests = {
        "placebo": measures.p_space > LARGEST_P,
        "leave_one_out": turned,
        "date": measures.largest_false is not None and measures.largest_false > abs(effect),
    }
    return [code for code, holds in tests.items() if holds]


def sentence(verdict: Verdict, measures: Measures, *, name: str, outcome: str, start: int) -> Text:
    """The verdict in words: what was found, how sure, and which effect could have been seen."""
    th_why = " และ".join(REASONS[code].th for code in verdict.reasons)
    en_why = "; ".join(REASONS[code].en for code in verdict.reasons)
    if verdict.word == "no_answer":
        return Text(
            f"{outcome} ของ {name} ตั้งแต่ {start}: ตอบไม่ได้ เพราะ{th_why}",
            f"{outcome} of {name} from {start}: no answer, because {en_why}.",
        )
    seen = _visible(measures)
    if verdict.word == "no_clear_effect":
        return Text(
            f"{outcome} ของ {name} ตั้งแต่ {start}: ไม่พบผลชัดเจน เพราะ{th_why}{seen.th}",
            f"{outcome} of {name} from {start}: no clear effect, because {en_why}{seen.en}.",
        )
    up = verdict.word == "raised"
    size = number(abs(measures.effect), 3)
    rank = round(measures.p_space * (measures.donors + 1))
    th_more, en_more = (f" ข้อควรระวัง {th_why}", f" Beware: {en_why}.") if verdict.reasons else ("", "")
    return Text(
        f"{outcome} ของ {name} ตั้งแต่ {start} {'สูง' if up else 'ต่ำ'}กว่าที่ควรเป็นเฉลี่ย {size} ต่องวด "
        f"({rank} ใน {measures.donors + 1} หน่วยที่เปลี่ยนมากเท่านี้){seen.th}{th_more}",
        f"{outcome} of {name} from {start} was {'raised' if up else 'lowered'} by {size} a period "
        f"on average ({rank} of {measures.donors + 1} units moved as much){seen.en}.{en_more}",
    )


def _visible(measures: Measures) -> Text:
    if measures.smallest_visible is None:
        return Text(
            "; หน่วยเปรียบเทียบน้อยเกินกว่าจะเห็นผลขนาดใดได้", "; with so few donors no effect of any size could be seen"
        )
    size = number(measures.smallest_visible, 3)
    return Text(f"; ผลที่เล็กที่สุดที่จะมองเห็นได้คือ {size}", f"; the smallest effect that could be seen is {size}")


def _share(part: float, whole: float) -> float:
    """part / whole; infinite where something is set against nothing."""
    if whole > 0:
        return part / whole
    return math.inf if part > 0 else 0.0

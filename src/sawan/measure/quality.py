"""Which figures deserve a second look: out of range, a jump, unlike their peers, parts that miss their total.

Nothing is refused here. Centre and spread are the median and the median absolute deviation, which a single wrong
figure cannot move (Rousseeuw and Croux 1993).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median
from typing import Any

from sawan.measure.catalogue import Indicator
from sawan.texts import Text

NORMAL = 1.4826
"""By which the median absolute deviation is the standard deviation of a normal distribution."""

SMALL = 0.05
"""A step of less than this share of the last value is no jump, however smooth the series was."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Unusual from `limit` robust standard deviations on, where at least `fewest` values are known."""

    limit: float
    fewest: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A total and what sums up to it, within some percent of the total."""

    total: str
    parts: tuple[str, ...]
    within: float


@dataclass(frozen=True, slots=True)
class Remark:
    """What is unusual about a figure: `rule` is `range`, `jump`, `peers` or `parts`."""

    rule: str
    said: Text


def range_of(entry: Indicator) -> tuple[float, float]:
    """The lowest and highest value that an indicator can have; infinite where no rule says so."""
    for one in _page()["ranges"]:
        if _fits(one.get("units"), entry.unit.en) and _fits(one.get("codes"), entry.code):
            return float(one.get("low", -math.inf)), float(one.get("high", math.inf))
    return -math.inf, math.inf


def out_of_range(entry: Indicator, value: float) -> Remark | None:
    """A value that the indicator cannot have."""
    low, high = range_of(entry)
    if low <= value <= high:
        return None
    bound = _span(low, high)
    return Remark("range", Text(f"{_said(value)} อยู่นอกช่วงที่เป็นไปได้ ({bound})", f"{_said(value)} is outside of {bound}"))


def jump(entry: Indicator, history: Sequence[float], value: float) -> Remark | None:
    """A step from the last value that is unlike the steps before; `history` is in order of time, without gaps."""
    limit = _limit("jump")
    scaled = _scale(entry, [*history, value])
    steps = [after - before for before, after in pairwise(scaled)]
    if len(steps) <= limit.fewest:
        return None
    score = distance(steps[-1], steps[:-1])
    if score is None or score < limit.limit or abs(value - history[-1]) < SMALL * abs(history[-1]):
        return None
    return Remark(
        "jump",
        Text(
            f"เปลี่ยนจาก {_said(history[-1])} เป็น {_said(value)} ต่างจากที่เคยเปลี่ยน {score:.0f} เท่าของความผันผวนปกติ",
            f"From {_said(history[-1])} to {_said(value)}: {score:.0f} times its usual variation",
        ),
    )


def unlike_peers(entry: Indicator, peers: Sequence[float], value: float) -> Remark | None:
    """A value far from those of the areas of the same level in the same period; `peers` are the others."""
    limit = _limit("peers")
    if len(peers) < limit.fewest:
        return None
    *others, own = _scale(entry, [*peers, value])
    score = distance(own, others)
    if score is None or score < limit.limit:
        return None
    middle = median(peers)
    return Remark(
        "peers",
        Text(
            f"{_said(value)} ห่างจากค่ากลางของ {len(peers)} พื้นที่ ({_said(middle)}) {score:.0f} เท่าของความแตกต่างปกติ",
            f"{_said(value)} lies {score:.0f} usual deviations from the median of {len(peers)} areas ({_said(middle)})",
        ),
    )


def missed_totals(values: Mapping[str, float]) -> dict[str, Remark]:
    """By total: its parts do not sum up to it; `values` are figures of one area and period by indicator."""
    found = {}
    for rule in sums():
        if rule.total in values and all(part in values for part in rule.parts):
            total, summed = values[rule.total], math.fsum(values[part] for part in rule.parts)
            if abs(summed - total) > rule.within / 100 * abs(total):
                said = Text(
                    f"ส่วนย่อยรวมกันได้ {_said(summed)} แต่ยอดรวมคือ {_said(total)}",
                    f"The parts sum to {_said(summed)}, the total is {_said(total)}",
                )
                found[rule.total] = Remark("parts", said)
    return found


@cache
def sums() -> tuple[Parts, ...]:
    """The totals that are the sum of their parts."""
    return tuple(Parts(one["total"], tuple(one["parts"]), float(one["within"])) for one in _page()["parts"])


def distance(value: float, others: Sequence[float]) -> float | None:
    """Robust standard deviations between a value and the median of others; None where the others do not vary."""
    middle = median(others)
    spread = NORMAL * median(abs(other - middle) for other in others)
    return abs(value - middle) / spread if spread > 1e-12 * max(1.0, abs(middle)) else None


def _scale(entry: Indicator, values: Sequence[float]) -> Sequence[float]:
    """Logarithms (of 1 + x) of amounts, whose steps are proportions; rates and indices as they are."""
    rates = entry.unit.en == "percent" or "index" in entry.unit.en or "score" in entry.unit.en
    return values if rates or min(values) < 0 else [math.log1p(value) for value in values]


def _span(low: float, high: float) -> str:
    if math.isinf(high):
        return f">= {low:g}"
    return f"<= {high:g}" if math.isinf(low) else f"{low:g}-{high:g}"


def _said(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.5g}"


def _fits(patterns: Sequence[str] | None, text: str) -> bool:
    return patterns is None or any(fnmatchcase(text, pattern) for pattern in patterns)


def _limit(name: str) -> Limit:
    return Limit(float(_page()[name]["limit"]), int(_page()[name]["fewest"]))


@cache
def _page() -> Mapping[str, Any]:
    from ruamel.yaml import YAML  # slow import

    text = files("sawan.measure").joinpath("data/quality.yaml").read_text("utf-8")
    page: Mapping[str, Any] = YAML(typ="safe", pure=True).load(text)
    return page

"""From indicators to guideline, issue and strategy: stated weights, coverage beside every figure, counts of marks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sawan.evaluate.arrays import Floats
from sawan.evaluate.status import JUDGED, Mark
from sawan.texts import Text

LEAST_COVERAGE = 0.5
WORST_SHARE = 1 / 3
WORST_FIRST = (Mark.OFF_COURSE, Mark.WATCH, Mark.ON_COURSE)

RULE = Text(
    "น้ำหนัก: ตามที่แผนกำหนด ถ้าแผนไม่กำหนด ตัวชี้วัดที่มีเป้าหมายเท่ากันในแนวทาง แนวทางเท่ากันในประเด็น ประเด็นเท่ากันในยุทธศาสตร์; "
    "สถานะ = สถานะที่แย่ที่สุดซึ่งน้ำหนักหนึ่งในสามขึ้นไปของที่ตัดสินได้มีหรือแย่กว่า; "
    "คะแนน = ค่าเฉลี่ยถ่วงน้ำหนักของผลสำเร็จ 0–100; ตัดสินได้ไม่ถึงครึ่งของน้ำหนัก ไม่ให้สถานะและคะแนน",
    "Weights: those of the plan; where it sets none, indicators with a target count alike in a guideline, guidelines "
    "in an issue, issues in the strategy. The status is the worst one that a third of the judged weight has, or has "
    "worse; the score is the weighted mean of achievement, 0 to 100. When less than half the weight can be judged "
    "there is neither.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator in a group: its weight, its mark, its achievement in per cent, the chance of its target.

    `fresh` is whether its data is neither stale nor illustrative; what is not fresh counts in no score. `aimed` is
    whether it has a target at all (never with the mark `no_target`).
    """

    code: str
    weight: float
    mark: Mark
    achievement: float | None = None
    probability: float | None = None
    fresh: bool = True
    aimed: bool = True

    @property
    def has_target(self) -> bool:
        """Does the plan set a target for it?"""
        return self.aimed and self.mark is not Mark.NO_TARGET


@dataclass(frozen=True, slots=True)
class Node:
    """A guideline, issue or strategy: its own weight among its siblings, its members, its parts.

    Members without a target weigh nothing beside members that have one: a plan measures more than it promises. A node
    whose members have no target at all keeps its weight above, and cannot be judged.
    """

    code: str
    weight: float = 1.0
    members: tuple[Member, ...] = ()
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Rollup:
    """What is said of a group.

    `score` 0-100 and `mark` are None and `no_data` where coverage is below one half. `coverage` is the share of
    weight judged from fresh data. `counts` are indicators by mark. `expected` is the number of targets that will be
    met, the sum of chances (observed ones count 1 or 0), among `of_targets`.
    """

    code: str
    mark: Mark
    score: float | None
    coverage: float
    counts: dict[Mark, int]
    expected: float
    of_targets: int


def roll_up(node: Node) -> dict[str, Rollup]:
    """The node and every part of it by code; an indicator's weight in a group is the product of those above it."""
    found = {node.code: _rollup(node.code, _flattened(node))}
    for part in node.parts:
        found |= roll_up(part)
    return found


def _flattened(node: Node) -> list[Member]:
    """All indicators below a node, their weights shares of the node."""
    members = _with_say(node.members)
    total = math.fsum([*(one.weight for one in members), *(part.weight for part in node.parts)])
    if total <= 0:
        return []
    own = [replace(one, weight=one.weight / total) for one in members]
    below = [replace(one, weight=one.weight * part.weight / total) for part in node.parts for one in _flattened(part)]
    return own + below


def _with_say(members: Sequence[Member]) -> list[Member]:
    """The members, those without a target weighing nothing where others have one."""
    aimed = any(one.has_target for one in members)
    return [replace(one, weight=0.0) if aimed and not one.has_target else one for one in members]


def _rollup(code: str, members: Sequence[Member]) -> Rollup:
    judged = [one for one in members if one.mark in JUDGED and one.fresh]
    weight = math.fsum(one.weight for one in judged)
    whole = math.fsum(one.weight for one in members)
    coverage = weight / whole if whole else 0.0
    enough = coverage >= LEAST_COVERAGE and weight > 0
    aimed = [one for one in members if one.mark in JUDGED and one.probability is not None]
    return Rollup(
        code=code,
        mark=_worst(judged, weight) if enough else _silent(members),
        score=_score(judged) if enough else None,
        coverage=coverage,
        counts=dict(Counter(one.mark for one in members)),
        expected=math.fsum(one.probability or 0.0 for one in aimed),
        of_targets=len(aimed),
    )


def _silent(members: Sequence[Member]) -> Mark:
    """What is missing most where nothing is said: data of those with a target, else targets, else any data."""
    unseen = math.fsum(one.weight for one in members if one.has_target and one.mark not in JUDGED)
    without = math.fsum(one.weight for one in members if not one.has_target)
    if unseen > 0 and unseen >= without:
        return Mark.NO_DATA
    return Mark.NO_TARGET if any(one.mark is Mark.NO_TARGET for one in members) else Mark.NO_DATA


def _worst(judged: Sequence[Member], weight: float) -> Mark:
    share = 0.0
    for mark in WORST_FIRST:
        share += math.fsum(one.weight for one in judged if one.mark is mark) / weight
        if share >= WORST_SHARE - 1e-12:
            return mark
    return Mark.ON_COURSE


def _score(judged: Sequence[Member]) -> float | None:
    known = [(one.weight, one.achievement) for one in judged if one.achievement is not None]
    total = math.fsum(weight for weight, _ in known)
    if not total:
        return None
    return math.fsum(weight * min(max(achieved, 0.0), 100.0) for weight, achieved in known) / total


@dataclass(frozen=True, slots=True)
class Met:
    """The number of targets that will be met: expected, and 80 % of past years would have given low to high."""

    expected: float
    low: float
    high: float
    origins: int


def met_range(lows: Floats, highs: Floats, chances: Floats, shocks: Floats) -> Met:
    """The number of targets met if a past year's surprises came again, year by year: common shocks stay common.

    `lows`, `highs` (M,) are the signed scores between which each target is met, `chances` (M,) their probabilities,
    `shocks` (O, M) the signed scores of past origins (NaN where an indicator had no forecast). Origins are drawn, not
    series: an epidemic moves them together. Without origins the range is nought to all.
    """
    expected = float(chances.sum())
    if not len(shocks):
        return Met(expected, 0.0, float(len(chances)), 0)
    met = np.where(np.isnan(shocks), chances, (shocks >= lows) & (shocks <= highs)).sum(axis=1)
    low, high = np.quantile(met, (0.1, 0.9))
    return Met(expected, min(float(low), expected), max(float(high), expected), len(shocks))

"""What if an indicator or a target moved: chances, marks, scores and ranks answer at once; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sawan.evaluate.arrays import Floats, Ints
from sawan.evaluate.forecast import Forecast
from sawan.evaluate.rollup import Node, Rollup, roll_up
from sawan.evaluate.status import RULE, Mark, Rule, mark_of
from sawan.evaluate.target import Region, achievement

SLIDER_CHANCES = (0.5, 0.66, 0.8)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a plan: its forecast, the target's year and region, the base of its way, the latest value."""

    code: str
    forecast: Forecast
    year: int
    region: Region
    base: float | None
    latest: float


@dataclass(frozen=True, slots=True)
class Move:
    """What is tried on one indicator; None leaves it as it is.

    `value`: the latest value were this (the forecast moves with it). `region`: the target were this. `effect` with
    its standard error `effect_sd`: a project would add this to the target year, if it works as its brief says.
    """

    value: float | None = None
    region: Region | None = None
    effect: float = 0.0
    effect_sd: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would then be: the chance and mark of the target, the achievement of the latest value in per cent."""

    code: str
    probability: float | None
    mark: Mark
    achievement: float | None


def outcome(line: Line, move: Move | None = None, rule: Rule = RULE) -> Outcome:
    """One indicator under a move. The scale of error grows by the effect's own: sqrt(d^2 + sd^2)."""
    move = move or Move()
    region = move.region or line.region
    latest = line.latest if move.value is None else move.value
    achieved = achievement(region, latest, line.base)
    if not line.forecast.made:
        return Outcome(line.code, None, Mark.NO_DATA, achieved)
    moved = _moved(line, move)
    probability = moved.probability(line.year, region.low, region.high)
    return Outcome(line.code, probability, mark_of(probability, rule), achieved)


def marks_of_slider(line: Line) -> dict[float, float]:
    """The targets that would be met with chances .50, .66 and .80: mean + d z(p); for a target to come down to, -."""
    if not line.forecast.made:
        return {}
    lower = line.region.direction == "lower"
    return {chance: line.forecast.value_at(line.year, chance if lower else 1 - chance) for chance in SLIDER_CHANCES}


def scenario(
    lines: Mapping[str, Line], moves: Mapping[str, Move], tree: Node, rule: Rule = RULE
) -> tuple[dict[str, Outcome], dict[str, Rollup]]:
    """All indicators and all groups under the moves (by indicator code)."""
    outcomes = {code: outcome(line, moves.get(code), rule) for code, line in lines.items()}
    return outcomes, roll_up(_filled(tree, outcomes))


def _moved(line: Line, move: Move) -> Forecast:
    shift = (0.0 if move.value is None else move.value - line.latest) + move.effect
    found = line.forecast
    return replace(found, mean=found.mean + shift, scale=np.sqrt(found.scale**2 + move.effect_sd**2))


def _filled(node: Node, outcomes: Mapping[str, Outcome]) -> Node:
    members = tuple(
        replace(
            member,
            mark=outcomes[member.code].mark,
            achievement=outcomes[member.code].achievement,
            probability=outcomes[member.code].probability,
        )
        if member.code in outcomes
        else member
        for member in node.members
    )
    return replace(node, members=members, parts=tuple(_filled(part, outcomes) for part in node.parts))


@dataclass(frozen=True, slots=True)
class IndexDraws:
    """The draws of a composite index: `values` (A, K) of the areas, higher better; each draw has `weights` (D, K)
    that add up to one and a way to normalise `ways` (D,): a place in `WAYS`. `geometric` (D,) marks draws that
    multiply."""

    values: Floats
    weights: Floats
    ways: Ints
    geometric: Ints


@dataclass(frozen=True, slots=True)
class Ranks:
    """Rank of each area (1 the best): the median over the draws and the bounds that hold 90 % of them, all (A,)."""

    median: Floats
    low: Floats
    high: Floats


def ranks(draws: IndexDraws, moved: Mapping[tuple[int, int], float] | None = None) -> Ranks:
    """Ranks with intervals, with some values (area, indicator) moved."""
    values = draws.values
    if moved:
        values = values.copy()
        for (area, indicator), value in moved.items():
            values[area, indicator] = value
    scores = np.empty((len(draws.weights), len(values)))
    for place, way in enumerate(WAYS):
        for multiplied in (0, 1):
            of_kind = (draws.ways == place) & (draws.geometric == multiplied)
            if of_kind.any():
                scores[of_kind] = _scores(draws.weights[of_kind], way(values), multiplied=bool(multiplied))
    order = np.argsort(-scores, axis=1, kind="stable")
    found = np.empty_like(order)
    np.put_along_axis(found, order, np.arange(1, len(values) + 1)[None, :], axis=1)
    low, middle, high = np.quantile(found, (0.05, 0.5, 0.95), axis=0, method="inverted_cdf")
    return Ranks(middle.astype(float), low.astype(float), high.astype(float))


def _scores(weights: Floats, normalised: Floats, *, multiplied: bool) -> Floats:
    if multiplied:
        return np.asarray(np.exp(weights @ np.log(np.maximum(normalised, LEAST)).T))
    return np.asarray(weights @ normalised.T)


LEAST = 0.01


def min_max(values: Floats) -> Floats:
    """0 for the worst area, 1 for the best."""
    low, width = values.min(axis=0), np.ptp(values, axis=0)
    return np.asarray((values - low) / np.where(width > 0, width, 1.0))


def z_scores(values: Floats) -> Floats:
    """Standard deviations from the mean, moved to lie about one half."""
    spread = values.std(axis=0)
    return np.asarray(0.5 + (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0) / 6)


def rank_shares(values: Floats) -> Floats:
    """Share of areas that an area is ahead of."""
    below = (values[None, :, :] < values[:, None, :]).sum(axis=1)
    return np.asarray(below / max(len(values) - 1, 1))


WAYS = (min_max, z_scores, rank_shares)

"""The same choice under other ceilings and in other scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .clock import Clock
from .model import Choice, Model
from .numerals import plain
from .rules import Curve, Scenario
from .side_by_side import side_by_side
from .statement import Change


@dataclass(frozen=True, slots=True)
class Variation:
    """A point of the curve (`name` is its per cent) or a scenario, and the choice there."""

    name: str
    choice: Choice
    spent: Fraction = Fraction(0)


def curve_points(
    model: Model, chosen: Choice, curve: Curve, clock: Clock, count: int
) -> Iterator[tuple[Fraction, Variation]]:
    """Per cent and choice with all ceilings times that per cent, as they finish."""

    def work(percent: Fraction) -> Choice:
        if percent == 100 and chosen.status == "optimal":
            return chosen
        return model.choose(clock, Change(ceilings=percent / 100))

    for percent, choice in side_by_side(curve.percents(), work, clock, count):
        yield percent, Variation(plain(percent), choice, spent(model, choice))


def scenario_choices(
    model: Model, scenarios: tuple[Scenario, ...], clock: Clock, count: int
) -> Iterator[tuple[int, Variation]]:
    """Number (from 0) and choice of every scenario, as they finish."""

    def work(number: int) -> Variation:
        other = Model(model.proposals, scenarios[number].rules, seed=model.seed)
        choice = other.choose(clock)
        return Variation(scenarios[number].name, choice, spent(other, choice))

    yield from side_by_side(range(len(scenarios)), work, clock, count)


def spent(model: Model, choice: Choice) -> Fraction:
    """Money used under all ceilings added; 0 without a selection."""
    if choice.selection is None:
        return Fraction(0)
    lines = [line for line in model.statement.lines if line.key.startswith("ceilings.")]
    return sum((model.statement.used(line, choice.selection) for line in lines), Fraction(0))


def enters_at(points: list[Variation], index: int) -> Fraction | None:
    """The per cent above 100 from which a proposal is in at every higher point of the curve; None: there is none."""
    found: Fraction | None = None
    for point in reversed(points):
        selection = point.choice.selection
        if Fraction(point.name) <= 100 or selection is None or not selection.shares[index]:
            break
        found = Fraction(point.name)
    return found

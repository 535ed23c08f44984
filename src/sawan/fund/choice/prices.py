"""The price of every proposal and of every rule, each from a re-solve of the whole choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from .clock import Clock
from .model import Choice, Model
from .side_by_side import side_by_side
from .statement import Change, Line

PriceStatus = Literal["exact", "at_most", "impossible", "locked", "skipped"]
ONE_PERCENT = Fraction(1, 100)
_LONGEST = 20.0


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs of the first objective to decide the other way about a proposal, and what else moves."""

    status: PriceStatus
    amount: Fraction | None = None
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """What a ceiling or limit holds, uses and costs; gains are None where no re-solve was finished."""

    line: Line
    used: Fraction
    least: Fraction | None
    most: Fraction | None
    without: Fraction | None = None
    one_percent: Fraction | None = None

    @property
    def slack(self) -> Fraction:
        """How far the nearer end is away."""
        rooms = [self.used - self.least] if self.least is not None else []
        rooms += [self.most - self.used] if self.most is not None else []
        return min(rooms)


def loss(model: Model, before: Choice, after: Choice) -> Fraction:
    """How much worse `after` is than `before` in the first objective, never negative."""
    difference = before.objective - after.objective
    return max(Fraction(0), difference if model.rules.objectives[0].largest else -difference)


def price_changes(model: Model, chosen: Choice) -> list[tuple[int, Change]]:
    """For every proposal the change that decides the other way: undoing its lock, forcing it in or out."""
    assert chosen.selection is not None
    locked = {*model.statement.must, *model.statement.never}
    picks = chosen.selection.picks
    changes = []
    for j in range(len(model.proposals.ids)):
        if j in locked:
            changes.append((j, Change(freed=(j,))))
        else:
            changes.append((j, Change(barred=(j,)) if picks[j] else Change(funded=(j,))))
    return changes


def quick_prices(model: Model, chosen: Choice) -> list[Price]:
    """Upper bounds at once, from the selections seen so far: `at_most`, or `skipped` where there is none."""
    assert chosen.selection is not None
    worth = [(model.worth(model.asked[0], seen), seen) for seen in model.pool.values()]
    sign = model.asked[0].sign
    worth.sort(key=lambda pair: -sign * pair[0])
    locked = {*model.statement.must, *model.statement.never}
    prices = []
    for j in range(len(model.proposals.ids)):
        inside = chosen.selection.shares[j] > 0
        other = next((pair for pair in worth if (pair[1].shares[j] > 0) != inside), None)
        if other is None or j in locked:
            prices.append(Price("skipped"))
        else:
            enter, leave = other[1].moves(model.proposals, chosen.selection, j)
            amount = max(Fraction(0), sign * (chosen.objective - other[0]))
            prices.append(Price("at_most", amount, tuple(enter), tuple(leave)))
    return prices


def exact_prices(model: Model, chosen: Choice, clock: Clock, count: int) -> Iterator[tuple[int, Price]]:
    """Place and price of every proposal as the re-solves finish, the likely cheapest first."""
    known = quick_prices(model, chosen)
    far = Fraction(10**30)
    jobs = price_changes(model, chosen)
    jobs.sort(key=lambda job: (known[job[0]].amount if known[job[0]].amount is not None else far, job[0]))

    def work(job: tuple[int, Change]) -> Price:
        j, change = job
        known = chosen.selection if change.freed else None
        return _price(model, chosen, j, model.choose(clock.part(max(_LONGEST, clock.left / 4)), change, known=known))

    for (j, _), price in side_by_side(jobs, work, clock, count):
        if price.status != "skipped":
            yield j, price


def _price(model: Model, chosen: Choice, j: int, found: Choice) -> Price:
    if found.status == "infeasible":
        return Price("impossible")
    if found.selection is None or chosen.selection is None:
        return Price("skipped")
    enter, leave = found.selection.moves(model.proposals, chosen.selection, j)
    if j in model.statement.must or j in model.statement.never:
        gain = loss(model, found, chosen)
        proved = found.status == "optimal" and chosen.status == "optimal"
        return Price("locked" if proved else "skipped", gain, tuple(enter), tuple(leave))
    proved = found.status == "optimal" and chosen.status == "optimal"
    return Price("exact" if proved else "at_most", loss(model, chosen, found), tuple(enter), tuple(leave))


def rule_figures(model: Model, chosen: Choice) -> list[RuleFigures]:
    """Every ceiling and limit with what is used of it; no prices yet."""
    assert chosen.selection is not None
    figures = []
    for line in model.statement.lines:
        least, most = model.statement.bounds(line, chosen.selection)
        figures.append(RuleFigures(line, model.statement.used(line, chosen.selection), least, most))
    return figures


def rule_prices(model: Model, chosen: Choice, clock: Clock, count: int) -> Iterator[tuple[str, RuleFigures]]:
    """Figures of every rule with the objective gained without it and when it is 1 % looser.

    A rule whose removal gains nothing gains nothing when loosened, so the second re-solve is saved.
    """

    def work(figures: RuleFigures) -> RuleFigures:
        key = figures.line.key
        gains: list[Fraction] = []
        for changed in _without(key), _looser(model, figures.line):
            asked, change = changed
            found = (asked or model).choose(clock.part(max(_LONGEST, clock.left / 4)), change, known=chosen.selection)
            if found.status != "optimal" or chosen.status != "optimal":
                return replace(figures, without=gains[0] if gains else None)
            gains.append(loss(model, found, chosen))
            if not gains[0]:
                return replace(figures, without=Fraction(0), one_percent=Fraction(0))
        return replace(figures, without=gains[0], one_percent=gains[1])

    for figures, priced in side_by_side(rule_figures(model, chosen), work, clock, count):
        yield figures.line.key, priced


def _without(key: str) -> tuple[Model | None, Change]:
    return None, Change(without=frozenset({key}))


def _looser(model: Model, line: Line) -> tuple[Model | None, Change]:
    """A change of bounds; a limit in per cent of what is chosen changes coefficients and needs a model of its own."""
    if not line.is_share:
        return None, Change(looser={line.key: ONE_PERCENT})
    return Model(model.proposals, model.rules, seed=model.seed, looser={line.key: ONE_PERCENT}), Change()

"""Protection against overruns: what each Gamma costs, its bound, and a simulation beside it.

The model is Bertsimas and Sim (2004). Their bound on the chance that a ceiling is broken holds for independent,
symmetric overruns; real ones are neither, hence the simulation, whose assumption is stated with its result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import erf, sqrt
from typing import Any

import numpy as np

from .clock import Clock
from .measures import Selection
from .model import Choice, Model
from .prices import loss
from .rules import Robust
from .side_by_side import side_by_side

GAMMAS = (0, 1, 5, 10, 20, 40)
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Protection:
    """One Gamma (None: all): the choice, its price as a share of the unprotected objective, two risks of a breach."""

    gamma: int | None
    choice: Choice
    price: float | None
    bound: float
    simulated: float | None


@dataclass(frozen=True, slots=True)
class Overruns:
    """The curve of protection, weakest first."""

    points: tuple[Protection, ...]
    draws: int
    complete: bool

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        return {
            "assumption": {
                "th": "จำลองโดยให้แต่ละโครงการเกินงบอย่างอิสระ แบบสามเหลี่ยม จาก 0 (น่าจะเป็นที่สุด) ถึงค่าสูงสุดของโครงการนั้น",
                "en": "Simulated with independent triangular overruns, from 0 (most likely) to the highest of each.",
            },
            "draws": self.draws,
            "complete": self.complete,
            "gammas": [
                {
                    "gamma": "all" if one.gamma is None else one.gamma,
                    "status": one.choice.status,
                    "objective": None if one.choice.selection is None else float(one.choice.objective),
                    "price": None if one.price is None else round(one.price, 9),
                    "breach_bound": round(one.bound, 6),
                    "breach_simulated": one.simulated,
                }
                for one in self.points
            ],
        }


def overruns(model: Model, chosen: Choice, clock: Clock, count: int) -> Overruns:
    """The choice for several Gamma beside the one of the rules."""
    robust = model.rules.robust
    assert robust is not None and chosen.selection is not None
    size = int(chosen.selection.picks.sum())
    gammas: list[int | None] = [gamma for gamma in GAMMAS if gamma <= size]
    if robust.gamma is not None and robust.gamma not in gammas:
        gammas.append(robust.gamma)
    gammas = [*sorted(gamma for gamma in gammas if gamma is not None), None]

    def work(gamma: int | None) -> Choice:
        return chosen if gamma == robust.gamma else _with(model, gamma).choose(clock)

    choices = dict(side_by_side(gammas, work, clock, count))
    points = tuple(_points(model, gammas, choices))
    complete = len(points) == len(gammas) and all(one.choice.status in ("optimal", "infeasible") for one in points)
    return Overruns(points, DRAWS, complete)


def _with(model: Model, gamma: int | None) -> Model:
    robust = model.rules.robust
    assert robust is not None
    return Model(model.proposals, replace(model.rules, robust=Robust(gamma, robust.overrun)), seed=model.seed)


def _points(model: Model, gammas: list[int | None], choices: dict[int | None, Choice]) -> Iterator[Protection]:
    free = choices.get(0)
    for gamma in gammas:
        choice = choices.get(gamma)
        if choice is None:
            continue
        if choice.selection is None:
            yield Protection(gamma, choice, None, 0.0, None)
            continue
        price = None
        if free is not None and free.selection is not None and free.objective:
            price = float(loss(model, free, choice) / abs(free.objective))
        yield Protection(gamma, choice, price, _bound(gamma, choice.selection), breaches(model, choice.selection))


def _bound(gamma: int | None, selection: Selection) -> float:
    """About `1 - Phi((Gamma - 1) / sqrt n)`: the bound of Bertsimas and Sim for n funded proposals."""
    size = int(selection.picks.sum())
    if gamma is None or gamma >= size:
        return 0.0
    return 0.5 - 0.5 * erf((gamma - 1) / sqrt(2 * max(1, size)))


def breaches(model: Model, selection: Selection) -> float:
    """The share of simulated years in which some ceiling is broken."""
    chance = np.random.default_rng(model.seed)
    sizes = chance.triangular(0.0, 0.0, 1.0, size=(DRAWS, len(model.proposals.ids)))
    broken = np.zeros(DRAWS, dtype=np.bool_)
    active = model.statement.measures.active(selection)
    for line in model.statement.lines:
        if line.measure.risks is None or line.most is None:
            continue
        room = float(line.most.number - line.measure.amount(selection, active))
        risks = line.measure.risks.astype(np.float64) * selection.shares / (1_000_000 * line.measure.unit)
        broken |= sizes @ risks > room + 1e-9
    return float(Fraction(int(broken.sum()), DRAWS))

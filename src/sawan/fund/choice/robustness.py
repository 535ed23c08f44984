"""Core, borderline and exterior: which proposals are in the best selection whatever the weights, in some, in none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from .cells import Area, Cell, Floats, highest, sample, wilson
from .clock import Clock
from .measures import Selection
from .model import Choice, Model
from .nondominated import nondominated
from .potential import Pool, Portfolio
from .questions import Question, next_question
from .weights import weights_of

Class = Literal["core", "borderline", "exterior"]
EXACT_UP_TO = 4
DRAWS = 4000


@dataclass(frozen=True)
class Core:
    """The classes of all proposals over the counted portfolios.

    `index[j]` is the share of portfolios that fund j, `acceptability[j]` the share of W in which the best one does,
    `limits` its 95 % limits. `regret` is the largest relative loss of the selection over W; it is quasi-convex in the
    weights, so the corners of W suffice. `complete` and `tolerance` as in the contract.
    """

    over: str
    portfolios: list[Selection]
    index: dict[int, Fraction]
    acceptability: list[float]
    limits: list[tuple[float, float]]
    complete: bool
    tolerance: float
    regret: float | None
    seconds: float
    question: Question | None = None
    cells: list[Cell | None] = field(default_factory=list)

    def class_of(self, j: int) -> Class:
        """Core when all counted portfolios fund it, exterior when none does."""
        if self.index[j] == 1:
            return "core"
        return "borderline" if self.index[j] else "exterior"

    def counts(self) -> dict[Class, int]:
        """How many proposals are of each class."""
        classes = [self.class_of(j) for j in self.index]
        return {
            "core": classes.count("core"),
            "borderline": classes.count("borderline"),
            "exterior": classes.count("exterior"),
        }

    def summary(self) -> dict[str, Any]:
        """As in summary.json."""
        return {
            "over": self.over,
            "portfolios": len(self.portfolios),
            "complete": self.complete,
            "tolerance": self.tolerance,
            "regret": None if self.regret is None else round(self.regret, 9),
            **{str(name): number for name, number in self.counts().items()},
            "seconds": round(self.seconds, 3),
            "next_question": None if self.question is None else self.question.summary(),
        }


def core(model: Model, chosen: Choice, clock: Clock, count: int, tell: Callable[[str, str], None]) -> Core:
    """Classes of all proposals for the weights that the rules leave open; `count` solves run side by side."""
    began = clock.spent
    weights = weights_of(model.rules)
    pool = Pool(model, weights, clock, count, tell)
    pool.solve_corners(chosen)
    regret = pool.regret(chosen)
    complete = pool.close()
    held = pool.held()
    if model.rules.core_over == "nondominated":
        portfolios, complete = nondominated(
            model, weights.corners, clock, lambda found: tell(f"ไม่ถูกครอบงำ {found} ชุด", f"non-dominated: {found}")
        )
        tolerance = 0.0
    else:
        portfolios = list({one.picks: one.selection for one, _ in held}.values())
        tolerance = pool.tolerance
    acceptability, limits = _acceptability(model, pool.area, held)
    return Core(
        model.rules.core_over, portfolios, _index(model, portfolios), acceptability, limits, complete, tolerance,
        regret, clock.spent - began, next_question(model, weights, held), [cell for _, cell in held],
    )  # fmt: skip


def _index(model: Model, portfolios: Sequence[Selection]) -> dict[int, Fraction]:
    size = len(model.proposals.ids)
    held = np.sum([one.picks for one in portfolios], axis=0) if portfolios else np.zeros(size, dtype=np.int64)
    return {j: Fraction(int(held[j]), max(1, len(portfolios))) for j in range(size)}


def _acceptability(
    model: Model, area: Area, held: Sequence[tuple[Portfolio, Cell]]
) -> tuple[list[float], list[tuple[float, float]]]:
    """Share of W in which the best portfolio funds each proposal: exact volumes up to four dimensions, else sampled."""
    chosen = list({one.vector.tobytes(): (one, cell) for one, cell in reversed(held)}.values())[::-1]
    picks = np.array([one.selection.picks for one, _ in chosen], dtype=np.float64)
    if area.dimension <= EXACT_UP_TO:
        shares = np.array([cell.share for _, cell in chosen])
        exact = np.clip(shares / shares.sum() @ picks, 0.0, 1.0)
        return [float(x) for x in exact], [(float(x), float(x)) for x in exact]
    planes: Floats = np.array([one.vector for one, _ in chosen])
    best = highest(planes, sample(area, DRAWS, model.seed))
    seen = picks[best].mean(axis=0)
    return [float(x) for x in seen], [wilson(float(x), DRAWS) for x in seen]

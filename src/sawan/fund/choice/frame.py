"""The list above the frame: what is added, in order, when the selection is kept and the ceilings rise."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .clock import Clock
from .model import Choice, Model
from .rules import Curve
from .side_by_side import side_by_side
from .statement import Change
from .variations import Variation, enters_at

Entry = tuple[int, Fraction | None]


def above_frame(model: Model, chosen: Choice, curve: Curve, clock: Clock, count: int) -> tuple[list[Entry], bool]:
    """Places with the per cent at which each enters and stays, lowest first, and whether every point was proved.

    The whole selection is locked in at every point; a proposal that comes and goes has None, and stands last.
    """
    assert chosen.selection is not None
    kept = tuple(int(j) for j in np.flatnonzero(chosen.selection.shares))
    percents = [percent for percent in curve.percents() if percent > 100]

    def work(percent: Fraction) -> Choice:
        return model.choose(clock, Change(funded=kept, ceilings=percent / 100), known=chosen.selection)

    found = dict(side_by_side(percents, work, clock, count))
    points = [Variation(str(percent), found[percent]) for percent in percents if percent in found]
    ended = ("optimal", "infeasible")
    proved = len(points) == len(percents) and all(one.choice.status in ended for one in points)
    inside = [one.choice.selection.picks for one in points if one.choice.selection is not None]
    seen = np.flatnonzero(np.any(inside, axis=0) & ~chosen.selection.picks) if inside else np.zeros(0, dtype=np.int64)
    entries: list[Entry] = [(int(j), enters_at(points, int(j))) for j in seen]
    return sorted(entries, key=lambda entry: (entry[1] is None, entry[1] or Fraction(0), entry[0])), proved

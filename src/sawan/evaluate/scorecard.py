"""Marks and achievement of many indicators, areas and years at once; the same rule as `status`, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Bools, Floats, Ints
from sawan.evaluate.status import RULE, Mark, Rule

CODES = (Mark.ON_COURSE, Mark.WATCH, Mark.OFF_COURSE, Mark.NO_TARGET, Mark.NO_DATA)
"""The meaning of the numbers in `Card.marks`."""
ON, WATCH, OFF, NO_TARGET, NO_DATA = range(5)


@dataclass(frozen=True, slots=True)
class Cells:
    """Figures of every cell, all of one shape (indicators, areas, years); NaN for what is not there.

    `low`, `high` are the values between which the target is reached (NaN both: no target; infinite: open), `observed`
    the value of the target's own year, `latest` that of the newest year, `probability` and `revised` the chance now
    and after the usual revision went against it, `revision` the usual revision of the observed value, `late` the
    periods beyond the usual lag, `unsure` whether the value is preliminary or an estimate, `base` where the way to
    the target began.
    """

    low: Floats
    high: Floats
    observed: Floats
    latest: Floats
    probability: Floats
    revised: Floats
    revision: Floats
    late: Floats
    unsure: Bools
    base: Floats


@dataclass(frozen=True, slots=True)
class Card:
    """`marks` (I, A, T), places in `CODES`; `achievement` (I, A, T) in per cent of the way, NaN where it has none."""

    marks: Ints
    achievement: Floats


def scorecard(cells: Cells, rule: Rule = RULE) -> Card:
    """All marks and achievements: thresholds, caps by revision and age, silence without target or data."""
    return Card(_marks(cells, rule), _achievement(cells))


def _marks(cells: Cells, rule: Rule) -> Ints:
    reached = _inside(cells, cells.observed)
    against = np.where(_worse_is_up(cells), -cells.revision, cells.revision)
    firm = ~cells.unsure | _inside(cells, cells.observed - against)
    by_value = np.where(reached, np.where(firm, ON, WATCH), OFF)
    p = cells.probability
    by_chance = np.where(p >= rule.on_course, ON, np.where(p >= rule.off_course, WATCH, OFF))
    unsafe = cells.unsure & ~(cells.revised >= rule.on_course)
    stale = cells.late > rule.stale_periods
    by_chance = np.where((by_chance == ON) & (unsafe | stale), WATCH, by_chance)
    usable = ~np.isnan(p) & (cells.late <= rule.unusable_periods) & ~np.isnan(cells.latest)
    judged = np.where(np.isnan(cells.observed), np.where(usable, by_chance, NO_DATA), by_value)
    return np.where(np.isnan(cells.low), NO_TARGET, judged).astype(np.int64)


def _inside(cells: Cells, values: Floats) -> Bools:
    return np.asarray((values >= cells.low) & (values <= cells.high))


def _worse_is_up(cells: Cells) -> Bools:
    """Where a revision against the target raises the value: an upper edge alone, or the nearer edge of a band."""
    lower_open, upper_open = np.isinf(cells.low), np.isinf(cells.high)
    nearer = cells.observed - cells.low > cells.high - cells.observed
    return np.asarray(np.where(lower_open, ~upper_open, ~upper_open & nearer))


def _achievement(cells: Cells) -> Floats:
    value = np.where(np.isnan(cells.observed), cells.latest, cells.observed)
    band = np.isfinite(cells.low) & np.isfinite(cells.high)
    edge = np.where(np.isinf(cells.low), cells.high, cells.low)
    base_inside = np.isnan(cells.base) | _inside(cells, cells.base)
    with np.errstate(divide="ignore", invalid="ignore"):
        way = 100 * (value - cells.base) / (edge - cells.base)
        outside = np.maximum(cells.low - value, value - cells.high)
        in_band = np.where(
            outside <= 0,
            100.0,
            np.where(cells.high > cells.low, 100 - 200 * outside / (cells.high - cells.low), np.nan),
        )
    plain = np.where(_inside(cells, value) & base_inside, 100.0, way)
    found = np.where(band, in_band, plain)
    return np.where(np.isnan(value) | np.isnan(cells.low) | np.isinf(found), np.nan, found)

"""Shift-share and shares over areas: how much of a change the country, the mix and the place itself made."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sawan.evaluate.drivers.parts import Parts

Levels = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shift:
    """One sector's change in a place: as the country grew, as its sector differed, as the place differed."""

    national: float
    mix: float
    local: float

    @property
    def change(self) -> float:
        """The sum of the three."""
        return self.national + self.mix + self.local


def shift_share(place: tuple[Levels, Levels], country: tuple[Levels, Levels]) -> dict[str, Shift]:
    """Shift and share of every sector between two times, exact: pairs of levels before and after.

    national e g, mix e (g_i - g), local e (g_ir - g_i), g growth rates of the country. A sector that the place did
    not have before is local; one that the country did not have before has no rate (ValueError).
    """
    (own0, own1), (all0, all1) = place, country
    lacking = sorted(sector for sector in own0 if all0[sector] <= 0)
    if lacking:
        raise ValueError(f"the country had nothing of {', '.join(lacking)} before")
    growth = math.fsum(all1.values()) / math.fsum(all0.values()) - 1
    found = {}
    for sector, level in own0.items():
        national, mixed = level * growth, level * (all1[sector] / all0[sector] - 1 - growth)
        found[sector] = Shift(national, mixed, own1[sector] - level - national - mixed)
    return found


def yearly_shift_share(place: Sequence[Levels], country: Sequence[Levels]) -> dict[str, Shift]:
    """The same from year to year, summed: shares of sectors move over ten years (dynamic shift-share)."""
    steps = [shift_share((place[t], place[t + 1]), (country[t], country[t + 1])) for t in range(len(place) - 1)]
    return {
        sector: Shift(
            math.fsum(step[sector].national for step in steps),
            math.fsum(step[sector].mix for step in steps),
            math.fsum(step[sector].local for step in steps),
        )
        for sector in place[0]
    }


def local_split(place: tuple[Levels, Levels], country: tuple[Levels, Levels]) -> dict[str, tuple[float, float]]:
    """The local part of each sector as (competition, allocation), after Esteban-Marquillas 1972.

    Competition is what the place would have gained with the country's mix of sectors; allocation is whether it has
    more of what it is good at.
    """
    (own0, own1), (all0, all1) = place, country
    own, whole = math.fsum(own0.values()), math.fsum(all0.values())
    found = {}
    for sector, level in own0.items():
        local = own1[sector] - level * all1[sector] / all0[sector]
        even = own * all0[sector] / whole
        advantage = local / level if level else 0.0
        found[sector] = (even * advantage, local - even * advantage)
    return found


def mean_over_areas(before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]) -> Parts:
    """The change of a weighted mean over areas: each area's own change, and that of its weight; exact.

    Each area has (weight, value), weights of a time adding up to one. Parts are named `within AREA` and
    `between AREA`: mean weight x change of value, mean value x change of weight.
    """
    parts: dict[str, float] = {}
    for area, (p0, y0) in before.items():
        p1, y1 = after[area]
        parts[f"within {area}"] = (p0 + p1) / 2 * (y1 - y0)
        parts[f"between {area}"] = (y0 + y1) / 2 * (p1 - p0)
    old, new = (math.fsum(p * y for p, y in side.values()) for side in (before, after))
    return Parts(new - old, parts)

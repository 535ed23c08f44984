"""Growth over several years by sector: yearly contributions of a chained volume, linked so that they add up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sawan.evaluate.drivers.parts import Parts
from sawan.measure.contributions import Levels, decompose


@dataclass(frozen=True, slots=True)
class Year:
    """One year of accounts of one edition: the total and each sector at current prices and as chained volumes."""

    year: int
    current: float
    volume: float
    sector_current: Mapping[str, float]
    sector_volume: Mapping[str, float]


def yearly(accounts: Sequence[Year]) -> dict[int, Parts]:
    """For each year but the first: growth in per cent and each sector's points of it (sum exact up to the source).

    `accounts` in order of years, without holes (ValueError).
    """
    if any(later.year != earlier.year + 1 for earlier, later in pairwise(accounts)):
        raise ValueError("yearly contributions need every year")
    found = {}
    for earlier, later in pairwise(accounts):
        total = Levels(earlier.current, earlier.volume, later.volume)
        sectors = {
            name: Levels(earlier.sector_current[name], earlier.sector_volume[name], later.sector_volume[name])
            for name in earlier.sector_volume
        }
        step = decompose(total, sectors)
        found[later.year] = Parts(step.growth, {part.section: part.points for part in step.parts})
    return found


def linked(accounts: Sequence[Year]) -> Parts:
    """Growth over all the years, in per cent of the first: sum over t of c_t V_(t-1) / V_0."""
    steps = yearly(accounts)
    first = accounts[0].volume
    scale = {later.year: earlier.volume / first for earlier, later in pairwise(accounts)}
    names = list(accounts[0].sector_volume)
    parts = {name: math.fsum(step.parts[name] * scale[year] for year, step in steps.items()) for name in names}
    return Parts(100 * (accounts[-1].volume / first - 1), parts)

"""Chained volume accounts of a province: aggregate by chaining, rebase, deflate, and show what levels do not add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

Years = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a group (an area or a section): values by B.E. year at current prices and as a chained volume."""

    current: Years
    volume: Years


def chained_growth(members: Sequence[Member], year: int) -> float:
    """Growth in percent of a group of areas or sections: shares at current prices of the year before x real growth.

    Annual chained Laspeyres, as NESDC links (SNA 2008, chapter 15). Raises ValueError where a member lacks a year or
    the group was nothing the year before; a member that was zero in volume and current prices weighs nothing.
    """
    total = sum(_at(member.current, year - 1) for member in members)
    if total <= 0:
        raise ValueError(f"the group has no product in {year - 1}")
    growth = 0.0
    for member in members:
        before, share = _at(member.volume, year - 1), _at(member.current, year - 1) / total
        if share:
            if before <= 0:
                raise ValueError(f"a member has no volume in {year - 1}")
            growth += share * (_at(member.volume, year) / before - 1)
    return 100 * growth


def chained_levels(members: Sequence[Member], reference: int, first: int, last: int) -> dict[int, float]:
    """Volume levels of a group from `first` to `last` (B.E.), in prices of `reference`: never a sum of levels."""
    anchor = sum(_at(member.current, reference) for member in members)
    links = {year: 1 + chained_growth(members, year) / 100 for year in range(first + 1, last + 1)}
    levels = {reference: anchor}
    for year in range(reference + 1, last + 1):
        levels[year] = levels[year - 1] * links[year]
    for year in range(reference - 1, first - 1, -1):
        levels[year] = levels[year + 1] / links[year + 1]
    return {year: levels[year] for year in range(first, last + 1)}


def rebased(current: Years, volume: Years, reference: int) -> dict[int, float]:
    """A volume series in prices of another year; growth stays. Totals and parts are rebased each by itself."""
    factor = _at(current, reference) / _at(volume, reference)
    return {year: value * factor for year, value in volume.items()}


def deflator(current: Years, volume: Years) -> dict[int, float]:
    """Implicit price index by year: current prices over volume, x 100 (100 in the reference year)."""
    return {year: 100 * value / volume[year] for year, value in current.items() if volume.get(year)}


def residual(total: Years, parts: Sequence[Years], year: int) -> float:
    """What the total is below the sum of its parts (negative): chained levels do not add up; growth does."""
    return _at(total, year) - sum(_at(part, year) for part in parts)


def compound_growth(volume: Years, first: int, last: int) -> float:
    """Compound yearly growth in percent from one B.E. year to another; ValueError unless both levels are positive."""
    start, end = _at(volume, first), _at(volume, last)
    if start <= 0 or end <= 0 or last <= first:
        raise ValueError("compound growth needs two positive levels in order of time")
    yearly: float = (end / start) ** (1 / (last - first))
    return 100 * (yearly - 1)


def linked(rates: Sequence[float]) -> float:
    """The growth in percent over several years with these yearly rates (percent)."""
    return 100 * (prod(1 + rate / 100 for rate in rates) - 1)


def _at(values: Years, year: int) -> float:
    if year not in values:
        raise ValueError(f"{year} is missing")
    return values[year]

"""Figures by the rhythm of their source: the last year held, and the year in which the next one usually comes out."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.plan.edition import Edition


@dataclass(frozen=True, slots=True)
class Due:
    """An indicator with its last year (B.E.), and the year in which the next figure is usually published."""

    indicator: Indicator
    last: int
    year: int


def figures(province: str) -> list[Due]:
    """Every indicator that holds figures of the province, the longest due first."""
    found = [
        Due(held.indicator, held.last_year, held.last_year + 1 + -(-held.indicator.lag_months // 12))
        for held in measure.holdings(province).rows
        if held.figures and held.last_year
    ]
    return sorted(found, key=lambda due: (due.year, due.indicator.code))


def late(province: str, edition: Edition | None, year: int) -> list[Due]:
    """What the plan is measured by and should be out by a year (B.E.) but is not held, reported figures only."""
    if edition is None:
        return []
    wanted = {code for success in edition.success_indicators for code in success.indicators}
    wanted |= {code for guideline in edition.guidelines for code in guideline.indicators}
    return [
        due
        for due in figures(province)
        if due.year < year and due.indicator.code in wanted and due.indicator.kind == "reported"
    ]

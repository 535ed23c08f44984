"""Money of an edition by guideline and source: the plan's own projects, and what the budget records tie to it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sawan.fund import queries as fund
from sawan.plan.edition import Edition, Guideline
from sawan.texts import Text

Amounts = Mapping[str, Decimal]
PROVINCIAL, ALL = "provincial", "all"
SOURCES = {
    PROVINCIAL: Text("งบจังหวัด", "provincial budget"),
    "cluster": Text("งบกลุ่มจังหวัด", "cluster budget"),
    "ministry": Text("งบกระทรวง", "ministries"),
    "local": Text("งบท้องถิ่น", "local government"),
    ALL: Text("งบทุกแหล่ง", "all sources"),
}
_RECORDED = {"cluster": "cluster", "ministry": "ministry", "unit": "ministry", "local": "local"}
"""Sources of the budget records as the map names them; the province's own money is the plan's."""


def by_source(edition: Edition) -> dict[str, Amounts]:
    """Baht by guideline of every source that has any, in the order of `SOURCES`; `all` only beside several."""
    found: dict[str, dict[str, Decimal]] = {}
    for guideline in edition.guidelines:
        for project in guideline.projects:
            _add(found, project.money, guideline.code, project.amount_baht)
    recorded = fund.budget_by_guideline(edition.fiscal_year or 0, tuple(_RECORDED), province=edition.province)
    codes = {guideline.code for guideline in edition.guidelines}
    for row in recorded.rows:
        if row.guideline in codes:
            _add(found, _RECORDED[row.source], row.guideline, row.amount)
    if len(found) > 1:
        for source in list(found):
            for code, amount in found[source].items():
                _add(found, ALL, code, amount)
    return {source: found[source] for source in SOURCES if source in found}


def _add(found: dict[str, dict[str, Decimal]], source: str, code: str, amount: Decimal) -> None:
    amounts = found.setdefault(source, {})
    amounts[code] = amounts.get(code, Decimal(0)) + amount


def of_projects(guideline: Guideline) -> Decimal | None:
    """Baht of a guideline's own umbrella projects of the province; None without any."""
    amounts = [project.amount_baht for project in guideline.projects if project.money == PROVINCIAL]
    return sum(amounts, Decimal(0)) if amounts else None

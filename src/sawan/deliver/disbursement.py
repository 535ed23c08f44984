"""What is publicly known of disbursement: cumulative targets at the ends of quarters, results seen, spending rules.

Only rows of trust A or B are given out; rows that are general knowledge or not established stay in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

SHOWN = ("A", "B")


@dataclass(frozen=True, slots=True)
class QuarterTarget:
    """A cumulative target in percent at the end of a quarter; None where the source gives none.

    `quarter` is `1` to `4`, or the words of the source for another span; `note` says how to read it.
    """

    fiscal_year: int
    quarter: str
    overall: Decimal | None
    investment: Decimal | None
    current: Decimal | None
    source: str
    trust: str
    note: str


@dataclass(frozen=True, slots=True)
class Result:
    """Disbursement reached, in percent, as a public report gives it; `at` is a quarter or a day in its words."""

    fiscal_year: int
    at: str
    scope: str
    total: Decimal | None
    investment: Decimal | None
    current: Decimal | None
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class SpendingRule:
    """A rule of spending that the cabinet set or was asked to set; "any" year applies always."""

    fiscal_year: str
    rule: str
    value: str
    unit: str
    source: str
    trust: str


@cache
def targets() -> tuple[QuarterTarget, ...]:
    """Targets of trust A or B with at least one figure, newest year first, quarters in order."""
    rows = (
        QuarterTarget(
            int(row["fiscal_year_be"]),
            row["quarter"],
            _percent(row["overall_pct_cumulative"]),
            _percent(row["investment_pct_cumulative"]),
            _percent(row["current_pct_cumulative"]),
            row["source"],
            row["trust"],
            row["note"],
        )
        for row in _rows("disbursement-targets.csv")
    )
    known = [row for row in rows if (row.overall, row.investment, row.current) != (None, None, None)]
    return tuple(sorted(known, key=lambda row: (-row.fiscal_year, row.quarter)))


@cache
def results() -> tuple[Result, ...]:
    """Results of trust A or B, newest year first."""
    rows = (
        Result(
            int(row["fiscal_year_be"]),
            row["at"],
            row["scope"],
            _percent(row["total_pct"]),
            _percent(row["investment_pct"]),
            _percent(row["current_pct"]),
            row["source"],
            row["trust"],
        )
        for row in _rows("disbursement-results.csv")
    )
    return tuple(sorted(rows, key=lambda row: -row.fiscal_year))


@cache
def rules() -> tuple[SpendingRule, ...]:
    """Spending rules of trust A or B, in the order of the file."""
    return tuple(
        SpendingRule(row["fiscal_year"], row["rule"], row["value"], row["unit"], row["source"], row["trust"])
        for row in _rows("spending-rules.csv")
    )


def results_of(province_en: str) -> tuple[Result, ...]:
    """Results whose scope names a province by its English name."""
    return tuple(row for row in results() if f"province {province_en}" in row.scope)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("sawan.deliver") / "data" / name).read_text(encoding="utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        row.setdefault("fiscal_year", row.get("fiscal_year_be", ""))
        if row["trust"] in SHOWN:
            yield row


def _percent(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None

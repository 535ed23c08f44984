"""`sawan deliver disbursement`: what is publicly known of disbursement."""

from __future__ import annotations

from decimal import Decimal

import click

from sawan import console
from sawan.deliver import disbursement as published
from sawan.problems import NoAnswer, Problem

COLUMNS = ("kind", "fiscal_year", "at", "scope", "overall_pct", "investment_pct", "current_pct", "source", "trust")

Row = tuple[object, ...]


@click.command()
@click.option("--year", type=click.IntRange(2500, 2700), help="Only this fiscal year, B.E.")
@console.output_format("table", "csv", "json")
def disbursement(year: int | None, format_: str) -> None:
    """Cumulative targets at the ends of quarters and results seen, in percent, with their sources; needs no setup."""
    rows = [row for row in (*_targets(), *_results()) if year in (None, row[1])]
    if not rows:
        raise NoAnswer(
            Problem(
                "no_disbursement",
                f"ไม่มีเป้าหมายหรือผลการเบิกจ่ายที่เผยแพร่ของปีงบประมาณ {year} ในระบบ ดูปีที่มีโดยไม่ใส่ --year",
                f"No published target or result of fiscal year {year} is held: leave --year out to see the years held.",
                field="--year",
            )
        )
    if format_ == "json":
        console.write_json([dict(zip(COLUMNS, map(_plain, row), strict=True)) for row in rows])
    else:
        (console.write_csv if format_ == "csv" else console.write_table)(COLUMNS, rows)


def _targets() -> list[Row]:
    return [
        ("target", one.fiscal_year, one.quarter, "", one.overall, one.investment, one.current, one.source, one.trust)
        for one in published.targets()
    ]


def _results() -> list[Row]:
    return [
        ("result", one.fiscal_year, one.at, one.scope, one.total, one.investment, one.current, one.source, one.trust)
        for one in published.results()
    ]


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell

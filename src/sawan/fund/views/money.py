"""The page of money `/fund`: by source, guideline and place, umbrella projects, lines with filters, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sawan.areas import register
from sawan.fund import queries
from sawan.fund.advice import target_advice
from sawan.fund.queries import ByGuideline, TargetRow, Year
from sawan.fund.views import lines, words
from sawan.people.cached import cached_page
from sawan.plan import queries as plan
from sawan.plan.edition import Edition
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table by guideline: a year and a source of money, and its total in baht."""

    year: int
    source: Text
    total: Decimal


@dataclass(frozen=True, slots=True)
class GuidelineRow:
    """A row of the table by guideline: the columns with their baht, None where no line is tied."""

    code: str
    name: Text
    path: str
    cells: tuple[tuple[Column, Decimal | None], ...]

    @property
    def dry(self) -> bool:
        """Whether no money at all is tied to it."""
        return all(amount is None for _, amount in self.cells)


def money(request: HttpRequest) -> HttpResponse:
    """`/fund`: what money is held, where it goes and how sure that is; the same page for all readers."""
    return cached_page(request, lambda: _money(request), asks=lines.ASKED)


def _money(request: HttpRequest) -> HttpResponse:
    province = plan.province()
    held = queries.years()
    with_lines = [year for year in held if year.kind == "lines"]
    with_projects = [year for year in held if year.kind == "umbrella"]
    edition = _edition(province.code)
    names = {line.code: line.wording.short or line.wording.text for line in edition.guidelines} if edition else {}
    own = queries.umbrella_projects(with_projects[0].fiscal_year, province.code) if with_projects else None
    sources = queries.by_source(with_lines[0].fiscal_year, province=province.code) if with_lines else None
    context: dict[str, Any] = {
        "section": "fund",
        "crumbs": (("", Text("จัดสรร", "Fund")),),
        "held": [_named(year) for year in held],
        "answer": words.answer(own, names, sources),
        "sources": _source_facts(sources, with_lines),
        "cluster_whole": sources.cluster_whole if sources else None,
        "projects": _projects(with_projects),
        "series": queries.province_budget_series(province.code).of("province"),
        "notes": [(year.fiscal_year, note) for year in held for note in year.notes],
        **_by_guideline(edition, held, province.code),
        **_by_place(with_lines, province.code),
        **lines.block(request, with_lines, province.code, names),
    }
    return render(request, "fund/money.html", context)


def _edition(province: str) -> Edition | None:
    stored = plan.current(province)
    return stored.tree if stored else None


def _named(year: Year) -> dict[str, Any]:
    """A year with the names of its stage and of the way its paper was read."""
    return {
        "fiscal_year": year.fiscal_year,
        "stage_name": words.stage(year.stage),
        "reading_name": words.reading(year.reading),
        "trust": year.trust,
    }


def _source_facts(sources: queries.BySource | None, years: list[Year]) -> list[dict[str, Any]]:
    """One fact a source: amount, lines, how many of them no second reading confirms, and what must be said."""
    if sources is None:
        return []
    notes = {note.source: note.text for note in years[0].notes if note.source}
    return [
        {
            "name": words.source(row.source),
            "amount": row.amount,
            "lines": row.lines,
            "unconfirmed": row.unconfirmed,
            "unchecked": row.unchecked,
            "note": notes.get(row.source),
            "year": sources.year,
        }
        for row in sources.rows
    ]


def _by_guideline(edition: Edition | None, held: list[Year], province: str) -> dict[str, Any]:
    """The table by guideline: a column for each source of each year, a row a guideline, untied money first."""
    sums = [(year, queries.budget_by_guideline(year.fiscal_year, province=province)) for year in reversed(held)]
    columns = [(year, money, source) for year, money in sums for source in _present(money)]
    if not columns or edition is None:
        return {"columns": (), "guidelines": ()}
    heads = [_column(*column) for column in columns]

    def row(code: str, name: Text, path: str) -> GuidelineRow:
        amounts = (money.amount(code, source) for _, money, source in columns)
        return GuidelineRow(code, name, path, tuple(zip(heads, amounts, strict=True)))

    path = f"/strategy/{edition.fiscal_year}"
    rows = [row(line.code, line.wording.text, f"{path}/{line.code}") for line in edition.guidelines]
    return {"columns": heads, "guidelines": rows, "untied": row("", words.UNTIED, "")}


def _present(money: ByGuideline) -> list[str]:
    return [source for source in words.SOURCES if any(row.source == source for row in money.rows)]


def _column(year: Year, money: ByGuideline, source: str) -> Column:
    total = sum((row.amount for row in money.rows if row.source == source), Decimal(0))
    whole = source == "cluster" and money.kind == "umbrella"
    return Column(year.fiscal_year, words.WHOLE_CLUSTER if whole else words.source(source), total)


def _by_place(years: list[Year], province: str) -> dict[str, Any]:
    if not years:
        return {"places": ()}
    place = queries.by_place(years[0].fiscal_year, province=province)
    top = max((row.amount for row in place.rows), default=Decimal(1))
    rows = [
        {
            "area": register.get(row.code),
            "amount": row.amount,
            "lines": row.lines,
            "share": float(row.amount / top),
        }
        for row in place.rows
        if register.exists(row.code)
    ]
    return {
        "places": rows,
        "place_year": place.year,
        "several": place.several,
        "unplaced": words.unplaced(place.unplaced.amount, place.unplaced.lines) if place.unplaced.lines else None,
    }


def _projects(years: list[Year]) -> list[dict[str, Any]]:
    """Umbrella projects of each year, the own province first, clusters after; neighbours are left out."""
    own = plan.province().code
    blocks = []
    for year in years:
        rows = [
            row for row in queries.umbrella_projects(year.fiscal_year).rows if row.area == own or not row.area.isdigit()
        ]
        for area in dict.fromkeys(sorted((row.area for row in rows), key=lambda code: code != own)):
            of_area = [row for row in rows if row.area == area]
            total = sum((row.amount for row in of_area), Decimal(0))
            shown = [
                {"project": row, "targets": [_target(row.code, target) for target in row.targets]} for row in of_area
            ]
            blocks.append({"year": year, "unit": of_area[0].unit, "own": area == own, "rows": shown, "total": total})
    return blocks


def _target(project: str, target: TargetRow) -> dict[str, Any]:
    """A target as printed, with what there is to ask about it."""
    asked = target_advice(project, target.indicator, target.value, target.unit)
    return {"printed": target, "asked": [each.message for each in asked]}

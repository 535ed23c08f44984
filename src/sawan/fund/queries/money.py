"""Sums of money: by guideline, by place, by source; a line counted once, sources never mixed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from sawan.fund.models import BudgetLine, LinePlace, UmbrellaProject
from sawan.people.queries import data_version

SOURCES = ("province", "cluster", "ministry", "unit", "local")
"""Province's own budget, cluster's budget, ministries, units in the province (universities), local governments."""
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class GuidelineMoney:
    """Money of one source that is proposed to serve a guideline ("" : untied); amount in baht."""

    guideline: str
    source: str
    amount: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class ByGuideline:
    """Money of a fiscal year by guideline and source. Every tie is a proposal.

    `kind` is `lines` (budget book), `umbrella` (projects of the bill) or "" when nothing is held of the year.
    """

    version: int
    year: int
    province: str
    kind: str
    rows: tuple[GuidelineMoney, ...]

    def amount(self, guideline: str, *sources: str) -> Decimal | None:
        """Baht of a guideline from these sources (all when none is named); None when no line is tied to it."""
        found = [r.amount for r in self.rows if r.guideline == guideline and (not sources or r.source in sources)]
        return sum(found, Decimal(0)) if found else None


@dataclass(frozen=True, slots=True)
class PlaceMoney:
    """Money that lies in one district."""

    code: str
    amount: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class ByPlace:
    """Money of a fiscal year by district of a province; lines of several districts and lines without a place apart."""

    version: int
    year: int
    province: str
    rows: tuple[PlaceMoney, ...]
    several: PlaceMoney
    unplaced: PlaceMoney


@dataclass(frozen=True, slots=True)
class SourceMoney:
    """Money of one source; `unconfirmed` lines disagree with a second reading, `unchecked` ones have none."""

    source: str
    amount: Decimal
    lines: int
    unconfirmed: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class BySource:
    """Money of a fiscal year by source; there is no grand total, since sources are different pots.

    `cluster_whole` is the cluster's budget in all its provinces; the row `cluster` holds only what lies in this one.
    """

    version: int
    year: int
    province: str
    rows: tuple[SourceMoney, ...]
    cluster_whole: Decimal | None


def budget_by_guideline(year: int, sources: Sequence[str] = SOURCES, *, province: str) -> ByGuideline:
    """Money of a fiscal year by guideline: lines of that year's budget book, else its umbrella projects.

    Rows that a later book prints for this year (multi-year lines) are not added; cluster money is a source of its
    own and is never part of the province's.
    """
    version = data_version()
    lines = lines_of(year, province).filter(source__in=sources)
    if BudgetLine.objects.filter(book_year=year).exists():
        return ByGuideline(version, year, province, "lines", tuple(_guideline_rows(lines)))
    projects = UmbrellaProject.objects.filter(fiscal_year=year)
    rows = [
        GuidelineMoney(p.guideline, source, p.amount, 1)
        for p in projects.order_by("guideline", "code")
        if (source := _source_of(p, province)) in sources
    ]
    return ByGuideline(version, year, province, "umbrella" if projects else "", tuple(_merged(rows)))


def by_place(year: int, sources: Sequence[str] = SOURCES, *, province: str) -> ByPlace:
    """Money of a fiscal year by district of a province, each line counted once, largest first."""
    lines = lines_of(year, province).filter(source__in=sources)
    inside = LinePlace.objects.filter(line__in=lines.values("pk"), code__startswith=province)
    districts: dict[int, set[str]] = {}
    for line, code in inside.values_list("line_id", "code"):
        if len(code) >= 4:
            districts.setdefault(line, set()).add(code[:4])
    sums: dict[str, list[Decimal]] = {}
    for line, amount in lines.values_list("pk", "amount"):
        where = districts.get(line, set())
        sums.setdefault(next(iter(where), "") if len(where) < 2 else SEVERAL, []).append(amount)
    places = {key: PlaceMoney(key, sum(held, Decimal(0)), len(held)) for key, held in sums.items()}
    several, unplaced = (places.pop(key, PlaceMoney(key, Decimal(0), 0)) for key in (SEVERAL, ""))
    rows = sorted(places.values(), key=lambda place: (-place.amount, place.code))
    return ByPlace(data_version(), year, province, tuple(rows), several, unplaced)


def by_source(year: int, *, province: str) -> BySource:
    """Money of a fiscal year by source, in the order of `SOURCES`; lines of the year's own book only."""
    found = (
        lines_of(year, province)
        .values("source")
        .annotate(
            amount=Sum("amount"),
            lines=Count("pk"),
            unconfirmed=Count("pk", filter=Q(confirmed=False)),
            unchecked=Count("pk", filter=Q(confirmed__isnull=True)),
        )
    )
    rows = sorted(
        (SourceMoney(r["source"], r["amount"], r["lines"], r["unconfirmed"], r["unchecked"]) for r in found),
        key=lambda row: SOURCES.index(row.source),
    )
    whole = BudgetLine.objects.filter(source="cluster", fiscal_year=year, book_year=year).aggregate(sum=Sum("amount"))
    return BySource(data_version(), year, province, tuple(rows), whole["sum"])


def lines_of(year: int, province: str) -> QuerySet[BudgetLine]:
    """Lines of a year's own book that lie in a province, each once even when it names several provinces."""
    here = LinePlace.objects.filter(code=province).values("line")
    return BudgetLine.objects.filter(fiscal_year=year, book_year=year, pk__in=here)


def _guideline_rows(lines: QuerySet[BudgetLine]) -> list[GuidelineMoney]:
    found = lines.values("guideline", "source").annotate(amount=Sum("amount"), lines=Count("pk"))
    rows = [GuidelineMoney(r["guideline"], r["source"], r["amount"], r["lines"]) for r in found]
    return sorted(rows, key=lambda row: (row.guideline, SOURCES.index(row.source)))


def _merged(rows: Sequence[GuidelineMoney]) -> list[GuidelineMoney]:
    sums: dict[tuple[str, str], list[Decimal]] = {}
    for row in rows:
        sums.setdefault((row.guideline, row.source), []).append(row.amount)
    return [GuidelineMoney(*key, sum(held, Decimal(0)), len(held)) for key, held in sorted(sums.items())]


def _source_of(project: UmbrellaProject, province: str) -> str:
    """Own province, its cluster, or a neighbour (which belongs to no source here)."""
    if project.area == province:
        return "province"
    return "" if project.area.isdigit() else "cluster"

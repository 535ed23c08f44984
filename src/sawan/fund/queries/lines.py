"""Budget lines with filters, page by page or whole for a download."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet, Sum

from sawan.fund.models import BudgetLine, LinePlace
from sawan.people.queries import data_version
from sawan.texts import Text
from sawan.thai import fold

PAGE_SIZE = 25
SORTS = {"amount": ("-amount", "code"), "code": ("code",), "unit": ("unit", "code")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; "" shows all. `guideline` may be `none` (untied); `place` is any official code."""

    year: int
    place: str = ""
    source: str = ""
    guideline: str = ""
    text: str = ""
    sort: str = "amount"


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a budget book. `confirmed` None: no second reading covers its page."""

    code: str
    group: str
    source: str
    fiscal_year: int
    unit: str
    ministry: str
    project: str
    category: tuple[str, ...]
    text: str
    amount: Decimal
    guideline: str
    tie: Text
    provinces: tuple[str, ...]
    districts: tuple[str, ...]
    subdistricts: tuple[str, ...]
    villages: str
    sizes: Mapping[str, str] = field(hash=False)
    page: str = ""
    confirmed: bool | None = None
    years: str = ""
    group_total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LinePage:
    """A page of lines with the count and the sum over all pages."""

    version: int
    filters: Filters
    rows: tuple[LineRow, ...]
    lines: int
    amount: Decimal
    page: int
    pages: int


def budget_lines(filters: Filters, page: int = 1) -> LinePage:
    """Lines of the year's own book, 25 a page; a page outside the range becomes the nearest one."""
    found = _filtered(filters)
    total = found.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    count = found.count()
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = found.order_by(*SORTS.get(filters.sort, SORTS["amount"]))[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return LinePage(data_version(), filters, tuple(_rows(shown)), count, total, page, pages)


def all_lines(filters: Filters) -> list[LineRow]:
    """Every line that fits, in the order asked for: what a download holds."""
    return list(_rows(_filtered(filters).order_by(*SORTS.get(filters.sort, SORTS["amount"]))))


def _filtered(filters: Filters) -> QuerySet[BudgetLine]:
    found = BudgetLine.objects.filter(fiscal_year=filters.year, book_year=filters.year)
    if filters.place:
        found = found.filter(pk__in=LinePlace.objects.filter(code=filters.place).values("line"))
    if filters.source:
        found = found.filter(source=filters.source)
    if filters.guideline:
        found = found.filter(guideline="" if filters.guideline == "none" else filters.guideline)
    for word in filters.text.split():
        found = found.filter(folded__contains=fold(word))
    return found


def _rows(found: QuerySet[BudgetLine]) -> Iterator[LineRow]:
    for line in found.prefetch_related("places"):
        codes = sorted(place.code for place in line.places.all())
        yield LineRow(
            code=line.code,
            group=line.group,
            source=line.source,
            fiscal_year=line.fiscal_year,
            unit=line.unit,
            ministry=line.ministry,
            project=line.project or line.output,
            category=tuple(line.category),
            text=line.text,
            amount=line.amount,
            guideline=line.guideline,
            tie=Text(line.tie_th, line.tie_en),
            provinces=tuple(code for code in codes if len(code) == 2),
            districts=tuple(code for code in codes if len(code) == 4),
            subdistricts=tuple(code for code in codes if len(code) == 6),
            villages=line.villages,
            sizes=line.sizes,
            page=line.page,
            confirmed=line.confirmed,
            years=line.years,
            group_total=line.group_total,
        )

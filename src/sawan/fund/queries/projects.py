"""Umbrella projects with their targets, and the yearly budgets of a province."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sawan.fund.models import UmbrellaProject, YearlyBudget
from sawan.people.queries import data_version
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as printed; `note` says what is wrong with it, in English as noted when it was read."""

    indicator: str
    kind: str
    value: Decimal
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """An umbrella project; `tie` is the reason of its proposed guideline."""

    code: str
    unit: str
    area: str
    number: int
    name: str
    amount: Decimal
    guideline: str
    tie: Text
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class Projects:
    """Umbrella projects of a fiscal year; `total` is their sum in baht."""

    version: int
    year: int
    rows: tuple[ProjectRow, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class YearFigure:
    """Money of one fiscal year: of the province as a budget unit (`province`) or all state money in it (`state`)."""

    fiscal_year: int
    kind: str
    amount: Decimal
    stage: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Series:
    """Yearly figures of a province, oldest first; years that are not held are not there."""

    version: int
    province: str
    rows: tuple[YearFigure, ...]

    def of(self, kind: str) -> tuple[YearFigure, ...]:
        """The figures of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def umbrella_projects(year: int, area: str = "") -> Projects:
    """Umbrella projects of a fiscal year; `area` (`60`, `N-L2`) keeps to one province or cluster."""
    found = UmbrellaProject.objects.filter(fiscal_year=year, **({"area": area} if area else {}))
    rows = tuple(_row(project) for project in found.order_by("area", "number").prefetch_related("targets"))
    return Projects(data_version(), year, rows, sum((row.amount for row in rows), Decimal(0)))


def province_budget_series(code: str) -> Series:
    """What the province got as a budget unit and, apart from it, all state money placed in it, by fiscal year."""
    found = YearlyBudget.objects.filter(province=code).order_by("kind", "fiscal_year")
    rows = (YearFigure(y.fiscal_year, y.kind, y.amount, y.stage, y.source, y.trust) for y in found)
    return Series(data_version(), code, tuple(rows))


def _row(project: UmbrellaProject) -> ProjectRow:
    targets = (TargetRow(t.indicator, t.kind, Decimal(t.value), t.unit, t.note) for t in project.targets.all())
    return ProjectRow(
        project.code,
        project.unit,
        project.area,
        project.number,
        project.name,
        project.amount,
        project.guideline,
        Text(project.tie_th, project.tie_en),
        tuple(targets),
    )

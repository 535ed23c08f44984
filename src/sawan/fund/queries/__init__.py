"""What pages, the API and commands ask about money: by guideline, place and source; lines; projects; years."""

from sawan.fund.queries.lines import Filters, LinePage, LineRow, all_lines, budget_lines
from sawan.fund.queries.money import (
    ByGuideline,
    ByPlace,
    BySource,
    GuidelineMoney,
    PlaceMoney,
    SourceMoney,
    budget_by_guideline,
    by_place,
    by_source,
)
from sawan.fund.queries.projects import (
    ProjectRow,
    Projects,
    Series,
    TargetRow,
    YearFigure,
    province_budget_series,
    umbrella_projects,
)
from sawan.fund.queries.years import Year, years

__all__ = [
    "ByGuideline",
    "ByPlace",
    "BySource",
    "Filters",
    "GuidelineMoney",
    "LinePage",
    "LineRow",
    "PlaceMoney",
    "ProjectRow",
    "Projects",
    "Series",
    "SourceMoney",
    "TargetRow",
    "Year",
    "YearFigure",
    "all_lines",
    "budget_by_guideline",
    "budget_lines",
    "by_place",
    "by_source",
    "province_budget_series",
    "umbrella_projects",
    "years",
]

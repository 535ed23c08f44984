"""The tables of the room fund."""

from sawan.fund.models.fields import MoneyField
from sawan.fund.models.records import (
    BudgetLine,
    LinePlace,
    RecordFile,
    UmbrellaProject,
    UmbrellaTarget,
    YearlyBudget,
)

__all__ = [
    "BudgetLine",
    "LinePlace",
    "MoneyField",
    "RecordFile",
    "UmbrellaProject",
    "UmbrellaTarget",
    "YearlyBudget",
]

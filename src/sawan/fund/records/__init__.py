"""Records of money as files: umbrella projects, budget lines, yearly budgets, their ties to guidelines."""

from sawan.fund.records.folder import Folder, Note, Source, open_folder
from sawan.fund.records.reading import (
    Line,
    Target,
    Umbrella,
    YearlyBudget,
    read_lines,
    read_state_budgets,
    read_umbrellas,
    read_unit_budgets,
)
from sawan.fund.records.ties import Tie, Ties

__all__ = [
    "Folder",
    "Line",
    "Note",
    "Source",
    "Target",
    "Tie",
    "Ties",
    "Umbrella",
    "YearlyBudget",
    "open_folder",
    "read_lines",
    "read_state_budgets",
    "read_umbrellas",
    "read_unit_budgets",
]

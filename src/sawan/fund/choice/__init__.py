"""Choosing projects under ceilings: exact, explained, and checkable with a spreadsheet.

`select` does a whole run; `Model` is the programme behind it, built once and asked again with other bounds.
"""

from __future__ import annotations

from .clock import Clock
from .findings import Findings
from .measures import Selection
from .model import Choice, Model
from .proposals import Proposals
from .rules import Rules
from .selecting import Sources, read, select
from .statement import Change
from .written import FILES, files, problem_file

__all__ = [
    "FILES",
    "Change",
    "Choice",
    "Clock",
    "Findings",
    "Model",
    "Proposals",
    "Rules",
    "Selection",
    "Sources",
    "files",
    "problem_file",
    "read",
    "select",
]

"""Choosing projects under ceilings: exact, explained, and checkable with a spreadsheet.

`select` does a whole run; `Model` is the programme behind it, built once and asked again with other bounds.
"""

from __future__ import annotations

from .clock import Clock
from .engine import Engine
from .findings import Findings
from .measures import Selection
from .model import Choice, Model
from .proposals import Proposals
from .rules import Rules
from .selecting import Sources, read, select
from .session import Answer, Locks, Session
from .statement import Change
from .written import FILES, files, problem_file

__all__ = [
    "FILES",
    "Answer",
    "Change",
    "Choice",
    "Clock",
    "Engine",
    "Findings",
    "Locks",
    "Model",
    "Proposals",
    "Rules",
    "Selection",
    "Session",
    "Sources",
    "files",
    "problem_file",
    "read",
    "select",
]

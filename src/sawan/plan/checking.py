"""Checking the file of an edition beyond its own rules: are its indicators in the catalogue?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sawan.plan import faults
from sawan.plan.edition import Edition
from sawan.plan.province import PlanFile, read_plan
from sawan.problems import Problem


def check_file(path: Path) -> PlanFile:
    """The edition of a file with all warnings about it; Refused with all faults when it cannot be loaded."""
    plan = read_plan(path)
    return replace(plan, warnings=(*plan.warnings, *unknown_indicators(plan.edition, str(path))))


def unknown_indicators(edition: Edition, name: str) -> list[Problem]:
    """A warning for every indicator that the national catalogue lacks, once each."""
    from sawan.measure import catalogue  # slow import

    known = catalogue.load()
    found: dict[str, str] = {}
    for node, code in edition.indicator_codes():
        if code not in known:
            found.setdefault(code, node)
    return [faults.unknown_indicator(name, None, node, code) for code, node in found.items()]

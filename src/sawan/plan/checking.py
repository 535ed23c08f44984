"""Checking the file of an edition beyond its own rules: are its indicators in the catalogue?"""

from __future__ import annotations

from collections.abc import Iterable
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
    """A warning for every indicator that the catalogue lacks, at the first node that names it."""
    first: dict[str, str] = {}
    for node, code in edition.indicator_codes():
        first.setdefault(code, node)
    folder = Path(name).parent
    return [faults.unknown_indicator(name, None, first[code], code) for code in not_in_catalogue(first, folder)]


def not_in_catalogue(codes: Iterable[str], *provinces: Path) -> list[str]:
    """The codes that neither the national catalogue nor the `indicators/` of a province's folder holds."""
    from sawan.measure import catalogue  # slow import

    known = catalogue.load(*(folder / "indicators" for folder in provinces))
    return [code for code in codes if code not in known]

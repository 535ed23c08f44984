"""Checking the file of an edition beyond its own rules: are its indicators in the catalogue?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sawan.plan import faults
from sawan.plan.edition import Edition
from sawan.plan.province import PlanFile, read_plan
from sawan.plan.yaml_cursor import Page, decode, open_text
from sawan.problems import Problem


def check_file(path: Path) -> PlanFile:
    """The edition of a file with all warnings about it; Refused with all faults when it cannot be loaded."""
    plan = read_plan(path)
    return replace(plan, warnings=(*plan.warnings, *unknown_indicators(plan.edition, str(path), plan.content)))


def unknown_indicators(edition: Edition, name: str, content: bytes) -> list[Problem]:
    """A warning for every indicator that the catalogue lacks, at the first node and line that name it."""
    first: dict[str, str] = {}
    for node, code in edition.indicator_codes():
        first.setdefault(code, node)
    unknown = not_in_catalogue(first, Path(name).parent)
    lines = _lines_of_indicators(name, content) if unknown else {}
    return [faults.unknown_indicator(name, lines.get(code), first[code], code) for code in unknown]


def _lines_of_indicators(name: str, content: bytes) -> dict[str, int]:
    """The first line at which a file names each indicator."""
    lines: dict[str, int] = {}
    waiting = [(open_text(decode(name, content), Page(name)), False)]
    while waiting:
        cursor, names_one = waiting.pop()
        if names_one and cursor.node.id == "scalar":
            code = str(cursor.node.value).strip()
            lines[code] = min(lines.get(code, cursor.line), cursor.line)
        waiting += [(entry, names_one) for entry in cursor.entries_again()]
        waiting += [(inner, key in ("indicator", "indicators")) for key, inner in cursor.fields_again()]
    return lines


def not_in_catalogue(codes: Iterable[str], *provinces: Path) -> list[str]:
    """The codes that neither the national catalogue nor the `indicators/` of a province's folder holds."""
    from sawan.measure import catalogue  # slow import

    known = catalogue.load(*(folder / "indicators" for folder in provinces))
    return [code for code in codes if code not in known]

"""Checking the file of an edition beyond its own rules: are its indicators in the catalogue?"""

from __future__ import annotations

from pathlib import Path

from sawan.plan import edition_file, faults
from sawan.plan.edition import Edition
from sawan.problems import Problem


def check_file(path: Path) -> tuple[Edition, list[Problem]]:
    """The edition of a file and the warnings about it; Refused with all faults when it cannot be loaded."""
    edition, warnings = edition_file.read(path)
    return edition, [*warnings, *unknown_indicators(edition, str(path))]


def unknown_indicators(edition: Edition, name: str) -> list[Problem]:
    """A warning for every indicator that the national catalogue lacks, once each."""
    from sawan.measure import catalogue  # slow import

    known = catalogue.load()
    found: dict[str, str] = {}
    for node, code in edition.indicator_codes():
        if code not in known:
            found.setdefault(code, node)
    return [faults.unknown_indicator(name, None, node, code) for code, node in found.items()]

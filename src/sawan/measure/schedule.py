"""In which order the computed indicators of every kind stand: formulas, queries over raw tables, composites."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from sawan.measure import composed, derive
from sawan.measure.catalogue import Catalogue, Indicator

KINDS = ("query", "composite", "formula")


class Batch(NamedTuple):
    """Indicators of one kind that can be computed together, once the batches before are done."""

    kind: str
    entries: list[Indicator]


def needs(entry: Indicator) -> set[str]:
    """The codes that a computed indicator is made of; empty for a query, whose raw tables are no indicators."""
    if entry.kind == "formula":
        return derive.needs(entry)
    return set(composed.spec(entry).tree.indicators) if entry.kind == "composite" else set()


def order(catalogue: Catalogue, wanted: Iterable[str] | None = None) -> list[Indicator]:
    """Computed indicators, each after those that it needs; with `wanted`, only these and what they need.

    Raises Refused when some need each other in a circle.
    """
    return derive.in_order(catalogue.computed, wanted, needs)


def dependants(catalogue: Catalogue, changed: Iterable[str]) -> list[Indicator]:
    """Computed indicators among `changed` or made of one of them, directly or through others, in order."""
    touched, found = set(changed), []
    for entry in order(catalogue):
        if entry.code in touched or needs(entry) & touched:
            touched.add(entry.code)
            found.append(entry)
    return found


def batches(entries: Iterable[Indicator], reported: Set[str]) -> list[Batch]:
    """The indicators (in order) as few batches of one kind.

    What is made of a composite, of a query, or of an indicator that also has reported figures (`reported`) waits for
    the next round, in which those figures are inputs like any others.
    """
    rounds: dict[str, int] = {}
    kinds: dict[str, str] = {}
    placed: dict[tuple[int, int], list[Indicator]] = {}
    for entry in entries:
        before = needs(entry) & rounds.keys()
        later = {code for code in before if entry.kind != "formula" or kinds[code] != "formula" or code in reported}
        rounds[entry.code] = max((rounds[code] + (code in later) for code in before), default=0)
        kinds[entry.code] = entry.kind
        placed.setdefault((rounds[entry.code], KINDS.index(entry.kind)), []).append(entry)
    return [Batch(KINDS[kind], placed[number, kind]) for number, kind in sorted(placed)]

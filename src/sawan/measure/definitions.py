"""What is checked of every computed indicator before anything runs: names, levels, units, calendars, cycles, SQL."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sawan.measure import composed, dimensions, faults, formula, queried, raw, schedule
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.formula.tree import Number, Operation, walk
from sawan.problems import Problem, Refused

APART = frozenset({"crop", "academic"})
"""Calendars whose years may not meet those of another calendar in one formula."""


def require_sound(catalogue: Catalogue) -> None:
    """Raise Refused with every fault of the definitions, each with file, line and key."""
    if problems := list(check(catalogue)):
        raise Refused(problems)


def check(catalogue: Catalogue) -> Iterator[Problem]:
    """Every fault of the definitions; units and cycles are looked at once names are right."""
    found = [problem for entry in catalogue.computed.values() for problem in _own(entry, catalogue)]
    yield from found
    if found:
        return
    try:
        schedule.order(catalogue)
    except Refused as refusal:
        yield from refusal.problems
        return
    for code, why in dimensions.faults(catalogue):
        yield faults.definition(catalogue[code], "formula", f"หน่วยไม่เข้ากัน ({why})", f"Unlike units: {why}.")


def _own(entry: Indicator, catalogue: Catalogue) -> Iterator[Problem]:
    """The faults of one definition by itself."""
    if entry.kind == "query":
        yield from _query(entry)
        return
    try:
        needed = sorted(schedule.needs(entry))
    except formula.NotAFormula as error:
        yield faults.definition(entry, "formula", error.th, error.en)
        return
    except Refused as refusal:
        yield faults.definition(entry, "spec", "ข้อกำหนดของดัชนีรวมผิด", "Its composite specification is refused.")
        yield from refusal.problems
        return
    key = "formula" if entry.kind == "formula" else "spec"
    unknown = [code for code in needed if code not in catalogue]
    for code in unknown:
        near = difflib.get_close_matches(code, list(catalogue), n=2)
        th = f"ไม่มี {code} ในบัญชีตัวชี้วัด" + (f" อาจหมายถึง {', '.join(near)}" if near else "")
        en = f"The catalogue has no {code}." + (f" Perhaps {', '.join(near)} was meant." if near else "")
        yield faults.definition(entry, key, th, en)
    if not unknown:
        yield from (_formula if entry.kind == "formula" else _composite)(entry, catalogue)


def _query(entry: Indicator) -> Iterator[Problem]:
    try:
        queried.tables(entry)
    except Refused as refusal:
        yield from refusal.problems
    except raw.NotAQuery as error:
        yield faults.definition(entry, "query", error.th, error.en)


def _formula(entry: Indicator, catalogue: Catalogue) -> Iterator[Problem]:
    node = formula.parse(entry.formula)
    given = formula.inputs(node)
    if not given:
        yield faults.definition(entry, "formula", "สูตรไม่อ้างตัวชี้วัดใด", "The formula names no indicator.")
    if any(isinstance(part, Operation) and part.operator == "/" and part.right == Number(0.0) for part in walk(node)):
        yield faults.definition(entry, "formula", "สูตรหารด้วยศูนย์", "The formula divides by zero.")
    for one in given:
        levels = catalogue[one.code].levels
        if one.level and one.level not in levels:
            th, en = f"{one.code} ไม่มีระดับ {one.level}", f"{one.code} is not held at the level {one.level}."
            yield faults.definition(entry, "formula", th, en)
        elif not one.level and not set(levels) & set(entry.levels):
            th, en = f"{one.code} ไม่มีระดับเดียวกันกับสูตร", f"{one.code} has no level in common with the formula."
            yield faults.definition(entry, "formula", th, en)
    calendars = {catalogue[one.code].calendar for one in given if catalogue[one.code].frequency != "once"}
    if len(calendars) > 1 and calendars & APART:
        told = ", ".join(sorted(calendars))
        yield faults.definition(entry, "formula", f"ปฏิทินต่างกัน ({told})", f"Years of unlike calendars meet: {told}.")


def _composite(entry: Indicator, catalogue: Catalogue) -> Iterator[Problem]:
    tree = composed.spec(entry).tree
    if tree.top != entry.code:
        th, en = f"ยอดของดัชนีชื่อ {tree.top} ไม่ใช่ {entry.code}", f"The top of its tree is {tree.top}, not {entry.code}."
        yield faults.definition(entry, "spec", th, en)
    for code in tree.indicators:
        if not set(catalogue[code].levels) & set(entry.levels):
            th, en = f"{code} ไม่มีระดับเดียวกันกับดัชนี", f"{code} has no level in common with the index."
            yield faults.definition(entry, "spec", th, en)

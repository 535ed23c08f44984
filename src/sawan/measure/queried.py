"""Indicators that are SQL over raw tables: read, checked, and run once for all indicators of one query."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.measure import catalogue, faults, raw
from sawan.measure.catalogue import Indicator
from sawan.measure.importing import STATUSES, Builder, Origin, SeriesKey
from sawan.problems import Problem, Refused

if TYPE_CHECKING:
    import pyarrow as pa

PAGE = ".sql"
Runner = Callable[[str, Mapping[str, "pa.Table"]], "pa.Table"]
"""What runs a query over named tables: `raw.run`, or an engine."""


def text(entry: Indicator) -> str:
    """The SQL of an indicator, from its record or from the page `queries/NAME.sql` that the record names.

    Raises NotAQuery when the page is not there.
    """
    if not entry.query.strip().endswith(PAGE):
        return entry.query
    try:
        return catalogue.beside(entry, "queries", entry.query.strip()).read_text(encoding="utf-8")
    except OSError as error:
        raise raw.NotAQuery(
            f"ไม่มีแฟ้ม {entry.query} ในโฟลเดอร์ queries", f"There is no page {entry.query} in the folder queries."
        ) from error


def column(entry: Indicator) -> str:
    """The column that holds the value: the code where the query is a page for several indicators."""
    return entry.code if entry.query.strip().endswith(PAGE) else "value"


def tables(entry: Indicator) -> tuple[str, ...]:
    """The raw tables that an indicator reads; Refused, at its line, for anything but one SELECT over named tables."""
    try:
        return raw.used(text(entry))
    except raw.NotAQuery as error:
        raise Refused(faults.definition(entry, "query", error.th, error.en)) from error


def ready(entry: Indicator) -> bool:
    """Whether every raw table of an indicator is offered."""
    return set(tables(entry)) <= set(raw.offered())


def fingerprint(table: pa.Table) -> str:
    """A short text that two equal tables share."""
    told = hashlib.blake2b(str(table.schema).encode(), digest_size=12)
    for column_ in table.columns:
        for chunk in column_.chunks:
            told.update(f"{len(chunk)} {chunk.offset}".encode())
            for part in chunk.buffers():
                told.update(part or b"")
    return told.hexdigest()


def compute(
    entries: Sequence[Indicator], source: str, builder: Builder, run: Runner = raw.run, lent: raw.Tables | None = None
) -> None:
    """Add the figures of queries to `builder`; a query that several indicators share runs once.

    A figure is never better than its raw tables: it bears the worst `status` that they hold, unless the query itself
    gives a column `status`. Raises Refused, at the line of the record, when a query fails, names an unknown area or
    one of a level that the record does not name, gives a year that is not B.E., or says the same figure twice.
    """
    shared: dict[str, list[Indicator]] = {}
    for entry in entries:
        tables(entry)
        shared.setdefault(text(entry), []).append(entry)
    problems: list[Problem] = []
    for query, asked in shared.items():
        names = raw.used(query)
        try:
            held = raw.lent(names) if lent is None else {name: lent[name] for name in names if name in lent}
            answer = run(query, held)
            for entry in asked:
                problems += _add(entry, answer, _worst(held.values()), source, builder)
        except raw.NotAQuery as error:
            problems += [faults.definition(entry, "query", error.th, error.en) for entry in asked]
    if problems:
        raise Refused(problems)


def _worst(held: Iterable[pa.Table]) -> int:
    """The worst status that raw tables hold in a column `status`; official when none has one."""
    found = {text for table in held if "status" in table.column_names for text in table["status"].unique().to_pylist()}
    return max((STATUSES.index(status) for status in found if status in STATUSES), default=0)


def _add(entry: Indicator, answer: pa.Table, status: int, source: str, builder: Builder) -> list[Problem]:
    """Add the figures of one indicator; what is wrong with them, at most one problem of each kind."""
    wanted = ("area", "year_be", column(entry))
    absent = [name for name in wanted if name not in answer.column_names]
    if absent:
        raise raw.NotAQuery(
            f"ต้องให้คอลัมน์ {', '.join(wanted)} (ขาด {', '.join(absent)})",
            f"It must give the columns {', '.join(wanted)} ({', '.join(absent)} is missing).",
        )
    wrong: dict[str, Problem] = {}
    seen: set[tuple[str, str]] = set()
    own = answer["status"].to_pylist() if "status" in answer.column_names else [None] * len(answer)
    for area, year, value, told in zip(*(answer[name].to_pylist() for name in wanted), own, strict=True):
        fault = _fault(entry, area, year, value, seen)
        if fault:
            kind, th, en = fault
            wrong.setdefault(kind, faults.definition(entry, "query", th, en))
            continue
        seen.add((str(area), str(year)))
        if value is not None and value == value:
            stands = STATUSES.index(told) if told in STATUSES else status
            origin = Origin("", 0, stands, source, "", f"query {entry.query.strip() if PAGE in entry.query else 'SQL'}")
            builder.add(SeriesKey(entry.code, str(area)), str(year), origin, float(value))
    return list(wrong.values())


def _fault(
    entry: Indicator, area: object, year: object, value: object, seen: set[tuple[str, str]]
) -> tuple[str, str, str] | None:
    """What is wrong with one row: kind, Thai, English."""
    if not register.exists(str(area)):
        return "area", *faults.about(area, "ไม่ใช่รหัสพื้นที่", "not the code of an area.")
    level = register.get(str(area)).level
    if level not in entry.levels:
        th, en = f"เป็นระดับ {level} ซึ่งรายการนี้ไม่ได้ระบุ", f"its level {level} is not named by the record."
        return "level", *faults.about(area, th, en)
    if not isinstance(year, int) or not 2400 <= year <= 2800:
        return "year", *faults.about(year, "ไม่ใช่ปี พ.ศ.", "not a B.E. year.")
    if value is not None and not isinstance(value, (int, float)):
        return "value", *faults.about(value, "ไม่ใช่จำนวน", "not a number.")
    if (str(area), str(year)) in seen:
        return "twice", *faults.about(f"{area} {year}", "มีมากกว่าหนึ่งแถว", "more than one row.")
    return None

"""Indicators that are SQL over raw tables: read, checked, and run once for all indicators of one query."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    import pyarrow as pa  # slow import

    told = hashlib.blake2b(str(table.schema).encode(), digest_size=12)
    for column_ in table.columns:
        for chunk in column_.chunks:
            told.update(f"{len(chunk)} {chunk.offset}".encode())
            if pa.types.is_dictionary(chunk.type):
                told.update("\x1f".join(map(str, chunk.dictionary.to_pylist())).encode())
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
            answer = _read(run(query, held))
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a query gave, with its areas and years by number; `statuses` is None where the query says none."""

    table: pa.Table
    areas: list[str]
    periods: list[str]
    at: tuple[Any, Any]
    statuses: Any
    faults: dict[str, tuple[str, str]]


def _read(table: pa.Table) -> _Answer:
    """Take an answer apart, and say what is wrong with its areas and years, at most one fault of each kind."""
    import numpy as np  # slow import

    areas, area_at = _numbered(table["area"])
    years, year_at = _numbered(table["year_be"])
    wrong: dict[str, tuple[str, str]] = {}
    for area in areas:
        if not register.exists(area):
            wrong.setdefault("area", faults.about(area, "ไม่ใช่รหัสพื้นที่", "not the code of an area."))
    for year in years:
        if not (year.isdigit() and 2400 <= int(year) <= 2800):
            wrong.setdefault("year", faults.about(year, "ไม่ใช่ปี พ.ศ.", "not a B.E. year."))
    keys = area_at * len(years) + year_at
    first = np.unique(keys, return_index=True)[1]
    if len(first) < len(keys):
        again = int(np.setdiff1d(np.arange(len(keys)), first)[0])
        told = f"{areas[area_at[again]]} {years[year_at[again]]}"
        wrong["twice"] = faults.about(told, "มีมากกว่าหนึ่งแถว", "more than one row.")
    statuses = None
    if "status" in table.column_names:
        statuses = np.array([STATUSES.index(one) if one in STATUSES else 0 for one in table["status"].to_pylist()])
    return _Answer(table, areas, years, (area_at, year_at), statuses, wrong)


def _numbered(column_: pa.ChunkedArray) -> tuple[list[str], Any]:
    """The distinct texts of a column, and for each row the place of its text."""
    import pyarrow as pa  # slow import

    coded = pa.concat_arrays(column_.cast(pa.string()).chunks or [pa.array([], pa.string())]).dictionary_encode(
        "encode"
    )
    return [text or "" for text in coded.dictionary.to_pylist()], coded.indices.to_numpy(zero_copy_only=False)


def _add(entry: Indicator, answer: _Answer, status: int, source: str, builder: Builder) -> list[Problem]:
    """Add the figures of one indicator, or say what is wrong with them."""
    import numpy as np  # slow import

    name = column(entry)
    if name not in answer.table.column_names:
        raise raw.NotAQuery(f"ต้องให้คอลัมน์ {name}", f"It must give the column {name}.")
    wrong = dict(answer.faults)
    for area in answer.areas:
        if register.exists(area) and (level := register.get(area).level) not in entry.levels:
            th, en = f"เป็นระดับ {level} ซึ่งรายการนี้ไม่ได้ระบุ", f"its level {level} is not named by the record."
            wrong.setdefault("level", faults.about(area, th, en))
    try:
        values = np.array(answer.table[name].cast("double").to_numpy(), dtype=float)
    except (ValueError, TypeError, NotImplementedError):
        wrong["value"] = faults.about(name, "ไม่ใช่จำนวน", "not a column of numbers.")
    if wrong:
        return [faults.definition(entry, "query", th, en) for th, en in wrong.values()]
    there = np.isfinite(values)
    stands = np.full(len(values), status) if answer.statuses is None else answer.statuses
    note = f"query {entry.query.strip()}" if entry.query.strip().endswith(PAGE) else "query"
    origins = [Origin("", 0, number, source, "", note) for number in range(len(STATUSES))]
    at = (*(places[there] for places in answer.at), stands[there])
    if there.any():
        builder.extend(
            [SeriesKey(entry.code, area) for area in answer.areas], answer.periods, origins, at, values[there]
        )
    return []

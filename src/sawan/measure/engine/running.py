"""Running the formulas of the catalogue on an engine, from figures to rows that can be stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sawan.measure import derive
from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.engine import plan, schema
from sawan.measure.engine.backends import connect, table
from sawan.measure.importing import Builder, Origin, Rows, SeriesKey

if TYPE_CHECKING:
    import pyarrow as pa


MOST_TOGETHER = {"spark": 6}
"""Formulas in one query where the engine's planning grows faster than the query: Spark plans 46 of them for minutes."""


def run(name: str, entries: Sequence[Indicator], figures: Iterable[Figure], catalogue: Catalogue, source: str) -> Rows:
    """Every figure of the formulas (in the order of computing) that has a value, computed on the engine `name`."""
    builder, found = Builder(), list(figures)
    if not entries or not found:
        return builder.rows
    levels = {one.level for entry in entries for one in derive.inputs(entry)} - {""}
    with connect(name) as connection:
        for kind in sorted({_kind(figure[2]) for figure in found}):
            part = [figure for figure in found if _kind(figure[2]) == kind]
            content = schema.figures_table(part, catalogue, len(part[0][2]))
            above = _above(part) if levels else set()
            with (
                table(connection, schema.FIGURES, content) as long,
                table(connection, schema.MEMBERS, schema.members_table(levels, above)) as members,
            ):
                for some, needed in _together(entries, MOST_TOGETHER.get(name, len(entries))):
                    answer = plan.build(long, members, needed, catalogue).to_pyarrow()
                    _add(builder, some, answer, kind, source)
    return builder.rows


def _together(entries: Sequence[Indicator], most: int) -> Iterator[tuple[Sequence[Indicator], Sequence[Indicator]]]:
    """Formulas to ask for in one query, each time with those that they need, in the order of computing."""
    for start in range(0, len(entries), most):
        some = entries[start : start + most]
        wanted = {entry.code for entry in some}
        for entry in reversed(entries[: start + most]):
            if entry.code in wanted:
                wanted |= derive.needs(entry)
        yield some, [entry for entry in entries if entry.code in wanted]


def _kind(period: str) -> str:
    if len(period) == 4:
        return "year"
    return "quarter" if period[5] == "Q" else "month"


def _above(figures: Sequence[Figure]) -> set[str]:
    from sawan.areas import register

    codes = {figure[1] for figure in figures}
    return codes | {area.code for code in codes for area in register.ancestors(code)}


def _add(builder: Builder, entries: Sequence[Indicator], answer: pa.Table, kind: str, source: str) -> None:
    """Unfold the wide answer into rows; each distinct combination of edition, day and status is named once."""
    import numpy as np  # slow import

    areas, area_at = _coded(answer["area"])
    numbers, period_at = np.unique(answer["t"].to_numpy(), return_inverse=True)
    periods = [schema.period(int(number), kind) for number in numbers]
    for entry in entries:
        value = answer[entry.code].to_numpy()
        there = ~np.isnan(value)
        if not there.any():
            continue
        vintages, vintage_at = _coded(answer[entry.code + plan.VINTAGE])
        day = answer[entry.code + plan.DAY].fill_null(0).to_numpy()
        status = answer[entry.code + plan.STATUS].fill_null(0).to_numpy()
        facts = np.stack([vintage_at, day, status], axis=1)[there]
        distinct, where = np.unique(facts, axis=0, return_inverse=True)
        origins = [
            Origin(derive.joined([vintages[v]]), int(d), int(s), source, "", entry.formula) for v, d, s in distinct
        ]
        keys = [SeriesKey(entry.code, area) for area in areas]
        at = (area_at[there], period_at[there], where.reshape(-1))
        builder.extend(keys, periods, origins, at, value[there])


def _coded(column: Any) -> tuple[list[str], Any]:
    """The distinct texts of a column, and the place of each row among them."""
    coded = (
        column.combine_chunks().dictionary_encode() if column.num_chunks != 1 else column.chunk(0).dictionary_encode()
    )
    return [text or "" for text in coded.dictionary.to_pylist()] or [""], coded.indices.fill_null(0).to_numpy()

"""What computed indicators come to from the figures that are stored, batch by batch; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from sawan.measure import bulk, composed, derive, engine, queried, schedule
from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.importing import Builder, Rows
from sawan.measure.queries import stored

COMPUTED_HERE = "computed by the system"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """Computed figures as rows to store, without those that a source reports itself, and how many have no value."""

    rows: Rows
    missing: dict[str, Counter[str]]


def results(
    entries: Sequence[Indicator], catalogue: Catalogue, engine_name: str, areas: Set[str] | None = None
) -> Results:
    """Every figure of computed indicators (in order); formulas of some areas only where `areas` says so.

    Where a source reports a figure that could also be computed, the reported one is used by what is made of it.
    Raises Refused when a query fails.
    """
    if any(entry.kind == "composite" for entry in entries):
        areas = None  # an index compares all areas, so all of its inputs are needed
    own = {entry.code for entry in entries}
    standing = stored.given(sorted(own), None, stored.COMPUTED)
    places = {figure[:3] for figure in standing}
    builder, missing = Builder(), {entry.code: Counter[str]() for entry in entries}
    done: dict[str, list[Figure]] = {}
    for figure in standing:
        done.setdefault(figure[0], []).append(figure)
    rounds = schedule.batches(entries, {code for code, _, _ in places})
    later = {code for batch in rounds for entry in batch.entries for code in schedule.needs(entry)} & own
    for kind, some in rounds:
        part = Builder()
        if kind == "query":
            queried.compute(some, COMPUTED_HERE, part, run=engine.query(engine_name))
        else:
            figures = _inputs(some, done, catalogue, _limited(some, areas))
            if kind == "composite":
                for entry in some:
                    missing[entry.code] = composed.compute(entry, figures, catalogue, COMPUTED_HERE, part)
            else:
                part = Builder(_formulas(some, figures, catalogue, engine_name, missing))
        _keep(part.rows, builder, places)
        for code, found in _figures(part.rows, {entry.code for entry in some} & later, places).items():
            done.setdefault(code, []).extend(found)
    return Results(builder.rows, missing)


def _limited(entries: Sequence[Indicator], areas: Set[str] | None) -> list[str] | None:
    """The areas whose figures are enough: all (None) for a composite, and where a formula sums over areas below."""
    below = any(entry.kind != "formula" or any(one.level for one in derive.inputs(entry)) for entry in entries)
    return None if areas is None or below else sorted(areas)


def _inputs(
    entries: Sequence[Indicator], done: dict[str, list[Figure]], catalogue: Catalogue, areas: Sequence[str] | None
) -> list[Figure]:
    """The figures that a batch needs: those of the batches before, and what is stored of all others."""
    own = {entry.code for entry in entries}
    needed = {code for entry in entries for code in schedule.needs(entry)} - own
    found = [figure for code in needed & done.keys() for figure in done[code]]
    found += stored.inputs_of(needed - done.keys(), areas, catalogue)
    return found


def _formulas(
    entries: Sequence[Indicator],
    figures: list[Figure],
    catalogue: Catalogue,
    engine_name: str,
    missing: dict[str, Counter[str]],
) -> Rows:
    computed = bulk.compute(entries, figures, catalogue, COMPUTED_HERE)
    for code, without in computed.by_code.items():
        missing[code] = without
    if engine_name == engine.ARRAYS:
        return computed.rows
    return engine.run(engine_name, entries, figures, catalogue, COMPUTED_HERE)


def _keep(rows: Rows, builder: Builder, places: Set[Key]) -> None:
    """Add to `builder` what no source reports."""
    import numpy as np  # slow import

    at = [np.frombuffer(column, dtype=np.int32) for column in (rows.series_at, rows.period_at, rows.origin_at)]
    free = np.ones(len(rows), dtype=bool)
    if {key.indicator for key in rows.series} & {code for code, _, _ in places}:
        free[:] = [key not in places for key in _keys(rows)]
    values = np.frombuffer(rows.value)[free]
    series, periods, origins = (column[free] for column in at)
    if len(values):
        builder.extend(rows.series, rows.periods, rows.origins, (series, periods, origins), values)


def _keys(rows: Rows) -> Iterable[Key]:
    for series, period in zip(rows.series_at, rows.period_at, strict=True):
        key = rows.series[series]
        yield key.indicator, key.area, rows.periods[period]


def _figures(rows: Rows, codes: Set[str], places: Set[Key]) -> dict[str, list[Figure]]:
    """Computed figures of some codes as inputs of later batches."""
    found: dict[str, list[Figure]] = {code: [] for code in codes}
    if not codes:
        return found
    for key, origin, value in zip(_keys(rows), rows.origin_at, rows.value, strict=True):
        if key[0] in codes and key not in places:
            told = rows.origins[origin]
            found[key[0]].append((*key, told.vintage, told.published, value, told.status, "", 0))
    return found

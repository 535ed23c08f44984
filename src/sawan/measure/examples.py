"""The worked example under a definition: figures in, the value that must come out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sawan.measure import composed, derive, dimensions, queried, schedule
from sawan.measure.catalogue import Catalogue, Indicator, beside
from sawan.measure.derive import Entry, Known
from sawan.measure.importing import Builder
from sawan.problems import Problem

PLACE = "60"
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Example:
    """One example computed: what was expected and what came out (None: no value), and whether they agree."""

    code: str
    expected: float | None
    found: float | None
    right: bool
    note: str = ""


def check(catalogue: Catalogue) -> Iterator[Example]:
    """Every computed indicator of the catalogue: its example, the units of its parts, its inputs.

    An example is `{period: 2563, inputs: {code: {2562: 1.5, 2563: 2.0}}, value: 33.3}` under a formula, `{period,
    area, inputs: {code: {area: value}}, value}` under a composite, `{period, area, tables: {name: PAGE.csv}, value}`
    under a query; the value may leave out digits. A definition without an example fails. Raises Refused for
    definitions in a circle.
    """
    unlike = dict(dimensions.faults(catalogue))
    for entry in schedule.order(catalogue):
        if entry.code in unlike:
            yield Example(entry.code, None, None, right=False, note=unlike[entry.code])
        elif not entry.example:
            yield Example(entry.code, None, None, right=False, note="it has no worked example")
        else:
            yield _COMPUTED[entry.kind](entry, catalogue)


def fault(example: Example) -> Problem:
    """What to tell of an example that fails."""
    note = example.note or f"expected {example.expected}, found {example.found}"
    return Problem(
        "example_fails",
        f"ตัวอย่างคำนวณของ {example.code} ไม่ผ่าน ({note}) โปรดแก้สูตรหรือตัวอย่าง",
        f"The worked example of {example.code} fails ({note}): mend the formula or the example.",
        field=example.code,
    )


def _computed(entry: Indicator, catalogue: Catalogue) -> Example:
    known = Known()
    for code, figures in entry.example["inputs"].items():
        for period, value in figures.items():
            known.put(str(code), PLACE, str(period), (Entry("example", 1, float(value), 0),))
    found = derive.answer(entry, PLACE, str(entry.example["period"]), known, catalogue)
    return _told(entry, found.value, "" if found.value is not None else found.reason)


def _composed(entry: Indicator, catalogue: Catalogue) -> Example:
    """The index of one year from figures by area."""
    given, year = entry.example["inputs"], str(entry.example["period"])
    values = {(code, str(area), year): float(value) for code, by in given.items() for area, value in by.items()}
    areas = sorted({area for _, area, _ in values})
    index = composed.of(entry, values, areas, [year])
    return _told(entry, float(index.top[0, areas.index(str(entry.example["area"]))]), "")


def _queried(entry: Indicator, catalogue: Catalogue) -> Example:
    """The query over tables of a few rows that stand beside it."""
    from pyarrow import csv  # slow import

    as_text = csv.ConvertOptions(column_types={"area": "string"})
    tables = {
        name: csv.read_csv(beside(entry, "queries", page), convert_options=as_text)
        for name, page in entry.example["tables"].items()
    }
    builder = Builder()
    queried.compute([entry], "", builder, lent=tables)
    rows, wanted = builder.rows, (str(entry.example["area"]), str(entry.example["period"]))
    found = [
        value
        for series, period, value in zip(rows.series_at, rows.period_at, rows.value, strict=True)
        if (rows.series[series].area, rows.periods[period]) == wanted
    ]
    return _told(entry, found[0] if found else None, "")


def _told(entry: Indicator, found: float | None, note: str) -> Example:
    expected = float(entry.example["value"])
    right = found is not None and math.isclose(found, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return Example(entry.code, expected, found, right, note)


_COMPUTED = {"formula": _computed, "composite": _composed, "query": _queried}

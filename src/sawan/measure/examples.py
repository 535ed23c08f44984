"""The worked example under a definition: figures in, the value that must come out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sawan.measure import derive, dimensions
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.derive import Entry, Known
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
    """Every formula of the catalogue: its example, the units of its parts, its inputs.

    An example is `{period: 2563, inputs: {code: {2562: 1.5, 2563: 2.0}}, value: 33.3}` under the definition; the
    value may leave out digits. A formula without an example fails. Raises Refused for formulas in a circle.
    """
    unlike = dict(dimensions.faults(catalogue))
    for entry in derive.order(catalogue):
        if entry.code in unlike:
            yield Example(entry.code, None, None, right=False, note=unlike[entry.code])
        elif not entry.example:
            yield Example(entry.code, None, None, right=False, note="it has no worked example")
        else:
            yield _computed(entry, catalogue)


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
    expected = float(entry.example["value"])
    found = derive.answer(entry, PLACE, str(entry.example["period"]), known, catalogue)
    right = found.value is not None and math.isclose(found.value, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return Example(entry.code, expected, found.value, right, "" if found.value is not None else found.reason)

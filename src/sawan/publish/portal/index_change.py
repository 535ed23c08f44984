"""What moved a composite index between years: exact Shapley parts of its indicators, adding up to the change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sawan.areas import register
from sawan.charts.marks import share_bar
from sawan.measure import composite, instance
from sawan.measure import queries as measure
from sawan.measure.composite import Spec
from sawan.problems import Refused
from sawan.publish.portal import frame
from sawan.publish.portal.reading import number
from sawan.texts import Text

MOST_STEPS, FEWEST_AREAS, LEAST_SHOWN = 3, 10, 0.005
"""Steps shown; areas that an indicator needs in a year; parts under it are nought in two decimals."""
Values = dict[int, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """An indicator's contribution in points of the index, and a bar as long as it is of the largest one."""

    name: Text
    points: str
    bar: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one year to the next: both scores, their difference, its parts, the largest first, and how many had none."""

    start: int
    end: int
    before: str
    after: str
    change: str
    parts: tuple[Part, ...]
    still: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Contributions `[step, indicator]` of one area and its scores `[year]`, as numbers."""

    years: tuple[int, ...]
    indicators: tuple[str, ...]
    scores: tuple[float, ...]
    contributions: tuple[tuple[float, ...], ...]


def steps(spec: Spec) -> tuple[Step, ...]:
    """The newest steps of the own province, the newest first; empty where fewer than two years have a score."""
    found = moved(spec, frame.province())
    if found is None:
        return ()
    catalogue, listed = instance.current_catalogue(), []
    for at, values in enumerate(found.contributions):
        before, after = found.scores[at], found.scores[at + 1]
        if not np.isfinite([before, after, *values]).all():
            continue
        parts = sorted(zip(found.indicators, values, strict=True), key=lambda pair: -abs(pair[1]))
        parts = [(code, value) for code, value in parts if abs(value) >= LEAST_SHOWN]
        listed.append(
            Step(
                start=found.years[at],
                end=found.years[at + 1],
                before=number(before, 2),
                after=number(after, 2),
                change=_signed(after - before),
                parts=tuple(
                    Part(catalogue[code].name, _signed(value), _bar(value, parts[0][1])) for code, value in parts
                ),
                still=len(values) - len(parts),
            )
        )
    return tuple(reversed(listed))[:MOST_STEPS]


def moved(spec: Spec, area: str) -> Moved | None:
    """Scores and contributions of an area by year, every indicator with its newest value of that year or before.

    None where no two years can be compared.
    """
    held = {code: _by_year(code) for code in spec.tree.indicators}
    if not all(held.values()):
        return None
    first = max(min(values) for values in held.values())
    years = sorted({year for values in held.values() for year in values if year >= first})
    if len(years) < 2:
        return None
    areas = tuple(one.code for one in register.of_level("province"))
    cube = np.array(
        [
            [[_newest(held[code], year).get(place, np.nan) for code in spec.tree.indicators] for place in areas]
            for year in years
        ]
    )
    try:
        index = composite.compute(spec, composite.panel_of(cube, areas, spec.tree.indicators, years=years))
        change = composite.changes(index)
    except Refused:
        return None
    if index.layout.years != tuple(years) or area not in index.layout.areas:
        return None
    own = index.layout.areas.index(area)
    return Moved(
        tuple(years),
        spec.tree.indicators,
        tuple(index.top[:, own].tolist()),
        tuple(tuple(row) for row in change.contributions[:, own, :].tolist()),
    )


def _by_year(code: str) -> Values:
    """Values of the provinces by B.E. year, years with too few of them left out."""
    found: Values = {}
    for row in measure.table(code) if code in instance.current_catalogue() else ():
        province = register.exists(row.area) and register.get(row.area).level == "province"
        if province and not row.breakdown and len(row.period) == 4:
            found.setdefault(int(row.period), {})[row.area] = row.value
    return {year: values for year, values in found.items() if len(values) >= FEWEST_AREAS}


def _newest(values: Values, year: int) -> dict[str, float]:
    """The values of the newest year up to `year`."""
    return values[max(one for one in values if one <= year)]


def _bar(value: float, largest: float) -> str:
    return share_bar(abs(value / largest) if largest else 0.0, "data-2" if value >= 0 else "data-4")


def _signed(value: float) -> str:
    said = number(value, 2)
    return f"+{said}" if value > 0 and said != number(0.0, 2) else said

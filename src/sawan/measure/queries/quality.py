"""Figures that deserve a second look, in a file before it is stored and at a stored figure; they refuse nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sawan.areas import register
from sawan.measure import instance, periods, quality
from sawan.measure.catalogue import Indicator
from sawan.measure.importing import Report
from sawan.measure.quality import Remark
from sawan.measure.queries.figures import series
from sawan.measure.queries.ranking import across
from sawan.problems import Problem

MOST_SERIES, MOST_TOLD, LONGEST = 300, 200, 30
"""Series of a file that are held against what is stored; remarks that are told; periods of history looked at."""

Values = Mapping[str, float]
"""Values of one series by period."""


def of_report(report: Report) -> list[Problem]:
    """Warnings about the rows of a checked file: range for every row, the other rules where the file is not large.

    A row that is unusual for two reasons is told twice; at most 200 are told.
    """
    found = []
    for number, remark in _of_rows(report):
        code = f"quality_{remark.rule}"
        found.append(Problem(code, remark.said.th, remark.said.en, report.file, number, "value", warning=True))
        if len(found) == MOST_TOLD:
            break
    return sorted(found, key=lambda problem: problem.row or 0)


def of_series(code: str, area: str) -> list[tuple[str, Remark]]:
    """What is unusual about the current figures of an indicator in an area, newest period first.

    Range and jumps are looked for in every period, unlikeness to other areas and missed totals in the newest.
    """
    entry = instance.current_catalogue().require(code)
    values = _stored(code, area)
    found = [(period, remark) for period in sorted(values, reverse=True) for remark in _alone(entry, values, period)]
    if not values:
        return found
    newest = max(values)
    peers = quality.unlike_peers(entry, _peers(code, area, newest, {}), values[newest])
    total = _totals(area, newest, {code: values[newest]}).get(code)
    return [*((newest, remark) for remark in (peers, total) if remark), *found]


def _of_rows(report: Report) -> Iterator[tuple[int, Remark]]:
    rows, catalogue = report.rows, instance.current_catalogue()
    given: dict[tuple[str, str], dict[str, float]] = {}
    small = len(rows.series) <= MOST_SERIES
    numbers: dict[tuple[str, str, str], int] = {}
    for at, period_at, value, number in zip(rows.series_at, rows.period_at, rows.value, rows.number, strict=True):
        key, period = rows.series[at], rows.periods[period_at]
        if value != value:
            continue
        remark = quality.out_of_range(catalogue[key.indicator], value)
        if remark:
            yield number, remark
        elif small and not key.breakdown:
            given.setdefault((key.indicator, key.area), {})[period] = value
            numbers[key.indicator, key.area, period] = number
    yield from _against_stored(given, numbers)


def _against_stored(
    given: Mapping[tuple[str, str], Values], numbers: Mapping[tuple[str, str, str], int]
) -> Iterator[tuple[int, Remark]]:
    catalogue = instance.current_catalogue()
    together: dict[tuple[str, str], dict[str, float]] = {}
    for (code, area), values in given.items():
        whole = {**_stored(code, area), **values}
        for period, value in values.items():
            here = {other: them[period] for (one, other), them in given.items() if one == code and period in them}
            peers = quality.unlike_peers(catalogue[code], _peers(code, area, period, here), value)
            step = quality.jump(catalogue[code], _history(whole, period), value)
            yield from ((numbers[code, area, period], remark) for remark in (peers, step) if remark)
            together.setdefault((area, period), {})[code] = value
    for (area, period), values in together.items():
        for total, remark in _totals(area, period, values).items():
            at = next(code for code in (total, *values) if (code, area, period) in numbers)
            yield numbers[at, area, period], remark


def _alone(entry: Indicator, values: Values, period: str) -> list[Remark]:
    found = (
        quality.out_of_range(entry, values[period]),
        quality.jump(entry, _history(values, period), values[period]),
    )
    return [remark for remark in found if remark]


def _history(values: Values, period: str) -> list[float]:
    """The values before a period, in order, as far as none is missing."""
    found: list[float] = []
    before = periods.earlier(period, 1)
    while before in values and len(found) < LONGEST:
        found.append(values[before])
        before = periods.earlier(before, 1)
    return found[::-1]


def _stored(code: str, area: str) -> dict[str, float]:
    return {point.period: point.value for point in series(code, area).known if point.value is not None}


def _peers(code: str, area: str, period: str, here: Values) -> list[float]:
    """The values of the other areas of the same level in a period, those of the file before stored ones."""
    level = register.get(area).level
    stored = {row.area: row.value for row in across(code, level, period).rows}
    both = {**stored, **{other: value for other, value in here.items() if register.get(other).level == level}}
    return [value for other, value in both.items() if other != area]


def _totals(area: str, period: str, values: Values) -> dict[str, Remark]:
    """The totals that `values`, by indicator, touch, with what is stored of the rest."""
    codes = {
        code
        for rule in quality.sums()
        if {rule.total, *rule.parts} & values.keys()
        for code in (rule.total, *rule.parts)
    }
    stored = {code: found[period] for code in codes if period in (found := _stored(code, area))}
    return quality.missed_totals({**stored, **values})

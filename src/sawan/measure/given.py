"""Figures that someone gave for an indicator that is computed: they stand, and what depends on them uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Indicator
from sawan.measure.importing import Builder, Rows

Compute = Callable[[Sequence[Indicator], Sequence[Figure]], Rows]


def computed(
    entries: Sequence[Indicator], figures: Sequence[Figure], given: Sequence[Figure], compute: Compute
) -> Rows:
    """The figures of formulas (in the order of computing) at all places where none is given.

    Without a given figure this is one computation. Otherwise it is cut after each indicator that has one: what
    follows takes the given figures, and the computed ones elsewhere, as its inputs.
    """
    left, known = list(entries), list(figures)
    stands = {figure[0] for figure in given}
    done = Builder()
    while cut := next((at for at, entry in enumerate(left, 1) if entry.code in stands), 0):
        here = compute(left[:cut], known).without({figure[:3] for figure in given})
        _add(done, here)
        known += [*_figures(here), *(figure for figure in given if figure[0] == left[cut - 1].code)]
        left = left[cut:]
    rest = compute(left, known) if left or not done.rows else Rows()
    if not done.rows:
        return rest
    _add(done, rest)
    return done.rows


def _figures(rows: Rows) -> Iterator[Figure]:
    for series, period, origin, value in zip(rows.series_at, rows.period_at, rows.origin_at, rows.value, strict=True):
        key, told = rows.series[series], rows.origins[origin]
        place = (key.indicator, key.area, rows.periods[period])
        yield (*place, told.vintage, told.published, value if value == value else None, told.status, told.reason, 0)


def _add(builder: Builder, rows: Rows) -> None:
    for series, period, origin, value in zip(rows.series_at, rows.period_at, rows.origin_at, rows.value, strict=True):
        told = value if value == value else None
        builder.add(rows.series[series], rows.periods[period], rows.origins[origin], told)

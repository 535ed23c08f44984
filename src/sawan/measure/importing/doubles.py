"""The same key twice in one file: said again is harmless, with another value it is refused."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

from sawan.measure import faults
from sawan.measure.importing.report import Report, Rows


def settle(report: Report) -> None:
    """Take out rows that repeat an earlier one, and refuse those that contradict it."""
    import numpy as np  # slow import

    rows = report.rows
    if len(rows) < 2:
        return
    keys = _keys(rows)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    again = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
    if not len(again):
        return
    first = order[np.searchsorted(ordered, ordered[again])]
    doubled = order[again]
    status = np.array([origin.status for origin in rows.origins], dtype=np.int16)
    value, origin = np.frombuffer(rows.value), np.frombuffer(rows.origin_at, dtype=np.int32)
    alike = (value[doubled] == value[first]) | (np.isnan(value[doubled]) & np.isnan(value[first]))
    alike &= status[origin[doubled]] == status[origin[first]]
    for at, before in zip(doubled[~alike].tolist(), first[~alike].tolist(), strict=True):
        report.refuse(
            faults.contradicts(report.file, rows.number[at], rows.number[before], rows.value[at], rows.value[before])
        )
    report.repeated = int(alike.sum())
    del value, origin
    _drop(rows, doubled.tolist())


def _keys(rows: Rows) -> Any:
    """One number a row for (series, period, vintage)."""
    import numpy as np  # slow import

    vintages: dict[str, int] = {}
    vintage = np.array([vintages.setdefault(o.vintage, len(vintages)) for o in rows.origins], dtype=np.int64)
    series = np.frombuffer(rows.series_at, dtype=np.int32).astype(np.int64)
    period = np.frombuffer(rows.period_at, dtype=np.int32)
    return (series * len(rows.periods) + period) * len(vintages) + vintage[
        np.frombuffer(rows.origin_at, dtype=np.int32)
    ]


def _drop(rows: Rows, places: Iterable[int]) -> None:
    import numpy as np  # slow import

    keep = np.ones(len(rows), dtype=bool)
    keep[list(places)] = False
    for name, kind in (("series_at", "i"), ("period_at", "i"), ("origin_at", "i"), ("value", "d"), ("number", "i")):
        column = np.frombuffer(getattr(rows, name), dtype=np.float64 if kind == "d" else np.int32)
        kept = array(kind)
        kept.frombytes(column[keep].tobytes())
        setattr(rows, name, kept)

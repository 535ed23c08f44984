"""The table of a node's indicators: bars, newest value, change, ranks then and now, status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sawan.charts.marks import row_bars
from sawan.evaluate.queries import NodeStatus, TargetStatus
from sawan.measure import queries as measure
from sawan.publish.portal.reading import SAMPLE, Reading, number, year_label
from sawan.texts import Text

YEARS_OF_BARS = 6


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the indicators' table; empty strings where nothing is known."""

    path: str
    name: Text
    unit: Text
    status: str
    bars: str = ""
    latest: str = ""
    year: str = ""
    change: str = ""
    since: Text | None = None
    ranks: str = ""
    note: Text | None = None
    sample: bool = False


def indicator_rows(found: Sequence[Reading], mark: NodeStatus | None, codes: Sequence[str]) -> tuple[IndicatorRow, ...]:
    """A row an indicator, those with data first in the plan's order; codes outside the catalogue are left out."""
    ordered = sorted(found, key=lambda reading: (reading.latest is None, codes.index(reading.indicator.code)))
    return tuple(_row(reading, mark) for reading in ordered)


def _row(reading: Reading, mark: NodeStatus | None) -> IndicatorRow:
    code, entry = reading.indicator.code, reading.indicator
    targets = [t for t in mark.targets if t.planned.indicator == code] if mark else []
    status, note = _status(reading, targets)
    path = f"/indicators/{code}"
    if reading.latest is None:
        return IndicatorRow(path, entry.name, entry.unit, status, note=note)
    shown = reading.points[-YEARS_OF_BARS:]
    label = ", ".join(f"{year_label(point)} {reading.said(point.value)}" for point in shown)
    first = shown[0]
    return IndicatorRow(
        path=path,
        name=entry.name,
        unit=entry.unit,
        status=status,
        bars=row_bars([point.value for point in shown], label) if len(shown) > 1 else "",
        latest=reading.said(reading.latest.value),
        year=reading.year,
        change=_change(reading, first.value, reading.latest.value) if len(shown) > 1 else "",
        since=Text(f"เทียบปี {first.year_be}", f"on {first.year_be}") if len(shown) > 1 else None,
        ranks=_ranks(reading, first.year_be),
        note=note,
        sample=reading.latest.status == SAMPLE,
    )


def _status(reading: Reading, targets: Sequence[TargetStatus]) -> tuple[str, Text | None]:
    """The mark of the newest judged target with the sentence that names its year."""
    judged = [target for target in targets if target.status.counts]
    if judged:
        newest = max(judged, key=lambda target: target.year)
        then = next((p.value for p in reading.points if p.year_be == newest.year), None)
        share = f"{100 * then / newest.level:.0f}" if then is not None and newest.level else ""
        note = Text(f"ปี {newest.year}: {share}% ของเป้า", f"{newest.year}: {share}% of the target") if share else None
        return str(newest.status.mark), note
    return ("no_target" if reading.latest else "no_data"), None


def _change(reading: Reading, first: float | None, last: float | None) -> str:
    if first is None or last is None:
        return ""
    percent = reading.indicator.unit.en in ("percent",) or "index" in reading.indicator.unit.en
    moved = last - first if percent else (100 * (last / first - 1) if first else None)
    if moved is None:
        return ""
    sign = "+" if moved > 0 else ""
    return f"{sign}{number(moved, reading.decimals if percent else 1) or '0'}{'' if percent else '%'}"


def _ranks(reading: Reading, first_year: int) -> str:
    """`41 → 30`: the rank of the first year shown and of the newest."""
    if reading.rank is None:
        return ""
    then = measure.rank(reading.indicator.code, first_year, reading.area)
    return (
        f"{then.rank} → {reading.rank.rank}" if then and then.period != reading.rank.period else str(reading.rank.rank)
    )


def span(found: Sequence[Reading]) -> Text:
    """The head of the column of bars."""
    years = [point.year_be for reading in found for point in reading.points[-YEARS_OF_BARS:]]
    if not years:
        return Text("แนวโน้ม", "Trend")
    return Text(f"{min(years)} – {max(years)}", f"{min(years)} – {max(years)}")

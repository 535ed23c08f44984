"""Reading observations as they are stored: rows with their editions, sources and runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue
from sawan.measure.content import Content
from sawan.measure.copies import CopyRow
from sawan.measure.derive import Entry, Known, editions
from sawan.measure.editions import as_date
from sawan.measure.importing import STATUSES

COMPUTED = "computed"
"""The kind of the runs that wrote what the system computed."""

MOST_MARKS = 900
_FROM = """
FROM measure_series s JOIN measure_observation o ON o.series_id = s.id
JOIN measure_edition e ON e.id = o.edition_id
"""
_CURRENT = "o.superseded_by IS NULL"
_KIND = "(SELECT r.kind FROM measure_run r WHERE r.id = o.run_id)"
_FULL = f"""
SELECT o.id, s.indicator, s.area, s.breakdown, o.period, o.value, o.reason, o.status, e.vintage, o.published, o.run_id,
       o.superseded_by, u.publisher, u.url, u.note, r.kind
{_FROM} JOIN measure_source u ON u.id = o.source_id LEFT JOIN measure_run r ON r.id = o.run_id
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored row; `published` counts days (0 = not known), `closed_by` is None for what is current."""

    row: int
    indicator: str
    area: str
    breakdown: str
    period: str
    value: float | None
    reason: str
    status_number: int
    vintage: str
    published: int
    run: int
    closed_by: int | None
    publisher: str
    url: str
    note: str
    kind: str = ""

    @property
    def computed(self) -> bool:
        """Whether the system computed it; else a source reported it."""
        return self.kind == COMPUTED

    @property
    def status(self) -> str:
        """The status by its name."""
        return STATUSES[self.status_number]

    @property
    def published_on(self) -> date | None:
        """The day on which the edition came out, None when it is not known."""
        return as_date(self.published)


def standing(indicator: str, area: str, breakdown: str = "") -> list[Stored]:
    """Every edition of a series that stands, by period, the newest edition first; corrected rows are left out."""
    return _newest_first(_fetch("s.indicator = %s AND s.area = %s AND s.breakdown = %s", [indicator, area, breakdown]))


def current(indicator: str, area: str, breakdown: str = "") -> list[Stored]:
    """What is current of a series, in order of the periods."""
    where = "s.indicator = %s AND s.area = %s AND s.breakdown = %s AND o.superseded_by IS NULL"
    return sorted(_fetch(where, [indicator, area, breakdown]), key=lambda found: found.period)


def current_of_areas(indicator: str, areas: Sequence[str], periods: Sequence[str], breakdown: str = "") -> list[Stored]:
    """What is current of an indicator in several areas and periods."""
    found: list[Stored] = []
    for part in _parts(areas):
        where = (
            f"s.indicator = %s AND s.breakdown = %s AND o.superseded_by IS NULL AND s.area IN ({_marks(part)})"
            f" AND o.period IN ({_marks(periods)})"
        )
        found += _fetch(where, [indicator, breakdown, *part, *periods])
    return found


def known_on(rows: Iterable[Stored], day: date) -> list[Stored]:
    """Of standing rows, per period the newest edition that had been published by `day`."""
    newest: dict[str, Stored] = {}
    for row in rows:
        if row.published <= day.toordinal():
            newest.setdefault(row.period, row)
    return [newest[period] for period in sorted(newest)]


def as_of_run(indicator: str, area: str, run: int, breakdown: str = "") -> list[Stored]:
    """What was current of a series when `run` had been made."""
    where = (
        "s.indicator = %s AND s.area = %s AND s.breakdown = %s AND o.run_id <= %s"
        " AND (o.superseded_by IS NULL OR o.superseded_by > %s)"
    )
    return sorted(_fetch(where, [indicator, area, breakdown, run, run]), key=lambda found: found.period)


def known(codes: Iterable[str], areas: Sequence[str] | None = None, by: date | None = None) -> Known:
    """Every standing edition of the totals of some indicators, in some areas (all when None), published `by` a day."""
    gathered: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for code, area, period, vintage, published, value, status, reason, row in _standing_figures(sorted(codes), areas):
        entry = Entry(vintage, published, value, status, reason, row)
        if by is None or entry.published <= by.toordinal():
            gathered.setdefault((code, area, period), {})[entry.vintage] = entry
    found = Known()
    for (indicator, area, period), entries in gathered.items():
        found.put(indicator, area, period, editions(entries))
    return found


def inputs_of(codes: Iterable[str], areas: Sequence[str] | None, catalogue: Catalogue) -> Iterator[Figure]:
    """The totals of some indicators for computing: what is current, and of accounts every standing edition."""
    wanted = sorted(codes)
    yield from _figures([code for code in wanted if not catalogue[code].account], areas, _CURRENT)
    yield from _standing_figures([code for code in wanted if catalogue[code].account], areas)


def _standing_figures(codes: Sequence[str], areas: Sequence[str] | None) -> Iterable[Figure]:
    """Every edition of the totals; of an edition that was corrected, the last row."""
    latest: dict[tuple[str, ...], Figure] = {}
    for found in _figures(codes, areas, "1 = 1"):
        before = latest.get(found[:4])
        if before is None or before[-1] < found[-1]:
            latest[found[:4]] = found
    return latest.values()


def _figures(codes: Sequence[str], areas: Sequence[str] | None, which: str) -> Iterator[Figure]:
    for some in _parts(codes):
        for places in [None] if areas is None else _parts(areas):
            where, values = f"{which} AND s.breakdown = '' AND s.indicator IN ({_marks(some)})", list(some)
            if places is not None:
                where += f" AND s.area IN ({_marks(places)})"
                values += places
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT s.indicator, s.area, o.period, e.vintage, o.published, o.value, o.status, o.reason, o.id"
                    f" {_FROM} WHERE {where}",
                    values,
                )
                yield from cursor.fetchall()


def _fetch(where: str, values: Sequence[str | int]) -> list[Stored]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_FULL} WHERE {where}", list(values))
        return [Stored(*row) for row in cursor.fetchall()]


def _newest_first(rows: Iterable[Stored]) -> list[Stored]:
    latest: dict[tuple[str, str], Stored] = {}
    for row in rows:
        key = (row.period, row.vintage)
        if key not in latest or latest[key].run < row.run:
            latest[key] = row
    newest = sorted(latest.values(), key=lambda row: (row.published, row.row), reverse=True)
    return sorted(newest, key=lambda row: row.period)


def _parts(items: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), MOST_MARKS // 2):
        yield list(items[start : start + MOST_MARKS // 2])


def _marks(items: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(items))


def contents(run: int) -> Iterator[Content]:
    """The rows of one run, for its fingerprint and its copy."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.indicator, s.area, s.breakdown, o.period, e.vintage, o.published, o.value, o.reason, o.status"
            f" {_FROM} WHERE o.run_id = %s",
            [run],
        )
        while rows := cursor.fetchmany(10_000):
            yield from rows


def areas_of_run(run: int) -> set[str]:
    """The areas that a run wrote."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT s.area {_FROM} WHERE o.run_id = %s", [run])
        return {area for (area,) in cursor.fetchall()}


def with_value(codes: Sequence[str], areas: Sequence[str] | None, kind: str) -> list[tuple[str, str, str]]:
    """Where some indicators have a current value from a run of that kind: indicator, area, period."""
    which = f"o.value IS NOT NULL AND {_CURRENT} AND {_KIND} = '{kind}'"
    return [(code, area, period) for code, area, period, *_ in _figures(sorted(codes), areas, which)]


def given(codes: Sequence[str], areas: Sequence[str] | None, kind: str) -> list[Figure]:
    """The current values of some indicators from runs of any kind but that one."""
    which = f"o.value IS NOT NULL AND {_CURRENT} AND {_KIND} <> '{kind}'"
    return list(_figures(sorted(codes), areas, which))


def count_computed(codes: Sequence[str]) -> int:
    """How many current figures of some indicators the system computed."""
    total = 0
    for some in _parts(codes):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COUNT(*) {_FROM} WHERE s.indicator IN ({_marks(some)}) AND o.superseded_by IS NULL"
                f" AND o.value IS NOT NULL AND {_KIND} = '{COMPUTED}'",
                list(some),
            )
            total += cursor.fetchone()[0]
    return total


def copy_rows(run: int) -> Iterator[CopyRow]:
    """The rows of one run with whether each was current when the run was made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.indicator, s.area, s.breakdown, o.period, e.vintage, o.published, o.value, o.reason, o.status,"
            f" CASE WHEN o.superseded_by = o.run_id THEN 0 ELSE 1 END {_FROM} WHERE o.run_id = %s"
            " ORDER BY o.series_id, o.period, o.edition_id",
            [run],
        )
        while rows := cursor.fetchmany(10_000):
            for *row, opened in rows:
                yield (*row, bool(opened))

"""The copy for analysis kept in step with the table, and the proof that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from sawan import console
from sawan.measure import content, copies
from sawan.measure.models import Run
from sawan.measure.queries import stored


@dataclass(frozen=True, slots=True)
class Check:
    """One run compared: `fault` is "" or `rows` (the table differs from what the run wrote), `copy` (the copy
    differs from the table) or `broken` (the copy's bytes are not those that were written)."""

    run: int
    rows: int
    fault: str


def live_runs() -> list[int]:
    """The runs that were not undone, oldest first."""
    return list(Run.objects.filter(undone_at__isnull=True).order_by("pk").values_list("pk", flat=True))


def ensure_copies() -> list[int]:
    """Write the copies that are missing and take away what is left over; the numbers of the runs that are there."""
    home, live = console.home(), live_runs()
    copies.clean(home, live)
    for run in live:
        if copies.find(home, run) is None:
            copies.write(home, run, stored.copy_rows(run))
    return live


def verify() -> Iterator[Check]:
    """Compare every live run with what it wrote and with its copy; copies that are missing are written first."""
    ensure_copies()
    for run in Run.objects.filter(undone_at__isnull=True).order_by("pk"):
        yield Check(run.pk, run.new + run.revised, _fault(run))


def orphans() -> int:
    """Rows whose series, edition, source or run does not exist; always 0 in a sound store."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM measure_observation o"
            " LEFT JOIN measure_series s ON s.id = o.series_id LEFT JOIN measure_edition e ON e.id = o.edition_id"
            " LEFT JOIN measure_source u ON u.id = o.source_id LEFT JOIN measure_run r ON r.id = o.run_id"
            " WHERE s.id IS NULL OR e.id IS NULL OR u.id IS NULL OR r.id IS NULL"
        )
        return int(cursor.fetchone()[0])


def _fault(run: Run) -> str:
    rows = list(stored.contents(run.pk))
    if len(rows) != run.new + run.revised or content.of_content(rows) != run.content_hash:
        return "rows"
    copy = copies.find(console.home(), run.pk)
    if copy is None or not copies.is_whole(copy):
        return "broken"
    return "" if content.of_content(copies.read(copy)) == run.content_hash else "copy"

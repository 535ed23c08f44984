"""Whole datasets as rows, and how many provinces a group of indicators covers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from sawan.measure import instance
from sawan.measure.importing import STATUSES

_SELECT = """
SELECT s.area, s.breakdown, o.period, o.value, o.status, e.vintage, u.publisher, u.url, u.note
FROM measure_series s JOIN measure_observation o ON o.series_id = s.id
JOIN measure_edition e ON e.id = o.edition_id JOIN measure_source u ON u.id = o.source_id
WHERE s.indicator = %s AND o.superseded_by IS NULL AND o.value IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One current figure with its pedigree; `unit` is the unit's English name, as in files."""

    area: str
    breakdown: str
    period: str
    value: float
    unit: str
    status: str
    vintage: str
    publisher: str
    url: str
    note: str


def table(indicator: str, *, year: str = "", area: str = "", most: int | None = None) -> list[Listed]:
    """The current figures of an indicator by area and period, of one B.E. year or area when named, at most `most`.

    Refused for a code that the catalogue does not know.
    """
    unit = instance.current_catalogue().require(indicator).unit.en
    where, values = "", [indicator]
    if year:
        where, values = where + " AND o.period LIKE %s", [*values, f"{year}%"]
    if area:
        where, values = where + " AND s.area = %s", [*values, area]
    limit = f" LIMIT {int(most)}" if most is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT}{where} ORDER BY s.area, s.breakdown, o.period{limit}", values)
        return [
            Listed(place, breakdown, period, value, unit, STATUSES[status], vintage, publisher, url, note)
            for place, breakdown, period, value, status, vintage, publisher, url, note in cursor.fetchall()
        ]


def provinces_by_year(group: str) -> list[tuple[str, int, int]]:
    """(indicator, B.E. year, provinces with a current value) for every indicator of a group of the catalogue."""
    codes = [entry.code for entry in instance.current_catalogue().values() if entry.group == group]
    if not codes:
        return []
    marks = ", ".join(["%s"] * len(codes))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.indicator, SUBSTR(o.period, 1, 4), COUNT(DISTINCT s.area)"
            " FROM measure_series s JOIN measure_observation o ON o.series_id = s.id"
            f" WHERE s.indicator IN ({marks}) AND LENGTH(s.area) = 2 AND s.area <> 'TH'"
            " AND o.superseded_by IS NULL AND o.value IS NOT NULL GROUP BY s.indicator, SUBSTR(o.period, 1, 4)",
            codes,
        )
        return [(code, int(year), count) for code, year, count in cursor.fetchall()]

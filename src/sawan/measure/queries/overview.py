"""What the data catalogue shows: every indicator, and how many figures it has for which years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from sawan.areas import register
from sawan.measure import instance
from sawan.measure.catalogue import Indicator
from sawan.people.queries import data_version


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held of one indicator: years, figures and areas that have a current value (years are B.E.)."""

    indicator: Indicator
    first_year: int | None
    last_year: int | None
    figures: int
    areas: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """Every indicator of the catalogue with what is held of it."""

    rows: tuple[Holding, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures with a value by group of the catalogue and B.E. year; `indicators` counts each group's records."""

    groups: tuple[str, ...]
    years: tuple[int, ...]
    figures: Mapping[tuple[str, int], int]
    indicators: Mapping[str, int]
    version: int


def holdings(area: str | None = None) -> Holdings:
    """Every indicator with what is held of it, in one area or in all; Refused for an unknown area."""
    catalogue = instance.current_catalogue()
    version = data_version()
    held = {code: (first, last, figures, areas) for code, first, last, figures, areas in _count(area)}
    rows = []
    for code, entry in catalogue.items():
        first, last, figures, areas = held.get(code, (None, None, 0, 0))
        rows.append(Holding(entry, int(first) if first else None, int(last) if last else None, figures, areas))
    return Holdings(tuple(rows), version)


def coverage(area: str | None = None) -> Coverage:
    """How many current figures each group of the catalogue holds for each year, in one area or in all."""
    catalogue = instance.current_catalogue()
    version = data_version()
    figures: dict[tuple[str, int], int] = {}
    for code, year, count in _by_year(area):
        if code in catalogue:
            key = (catalogue[code].group, int(year))
            figures[key] = figures.get(key, 0) + count
    groups = tuple(dict.fromkeys(entry.group for entry in catalogue.values()))
    counts = {group: sum(entry.group == group for entry in catalogue.values()) for group in groups}
    return Coverage(groups, tuple(sorted({year for _, year in figures})), figures, counts, version)


def _count(area: str | None) -> list[tuple[str, str, str, int, int]]:
    where, values = _where(area)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.indicator, MIN(SUBSTR(o.period, 1, 4)), MAX(SUBSTR(o.period, 1, 4)), COUNT(*),"
            " COUNT(DISTINCT s.area) FROM measure_series s JOIN measure_observation o ON o.series_id = s.id"
            f" WHERE {where} GROUP BY s.indicator",
            values,
        )
        found: list[tuple[str, str, str, int, int]] = cursor.fetchall()
        return found


def _by_year(area: str | None) -> list[tuple[str, str, int]]:
    where, values = _where(area)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.indicator, SUBSTR(o.period, 1, 4), COUNT(*)"
            " FROM measure_series s JOIN measure_observation o ON o.series_id = s.id"
            f" WHERE {where} GROUP BY s.indicator, SUBSTR(o.period, 1, 4)",
            values,
        )
        found: list[tuple[str, str, int]] = cursor.fetchall()
        return found


def _where(area: str | None) -> tuple[str, list[str]]:
    current = "o.superseded_by IS NULL AND o.value IS NOT NULL"
    return (f"{current} AND s.area = %s", [register.get(area).code]) if area else (current, [])

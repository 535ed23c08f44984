"""The Thai air quality index in both editions, daily means, and days over the standard in force."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

EDITION_2566 = date(2023, 6, 1)
"""The new PM2.5 bands and 24-hour standard (37.5 instead of 50) hold from this day."""
INDEX_EDGES = ((0, 25), (26, 50), (51, 100), (101, 200))
HOURS_NEEDED, DAYS_NEEDED = 18, 0.75


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands of a pollutant: (lower, upper) concentration of each band below 201, and the step of the table."""

    bands: tuple[tuple[float, float], ...]
    step: float


_COMMON = {
    "pm10": Scale(((0, 50), (51, 80), (81, 120), (121, 180)), 1),
    "o3": Scale(((0, 35), (36, 50), (51, 70), (71, 120)), 1),
    "co": Scale(((0, 4.4), (4.5, 6.4), (6.5, 9.0), (9.1, 30.0)), 0.1),
    "no2": Scale(((0, 60), (61, 106), (107, 170), (171, 340)), 1),
    "so2": Scale(((0, 100), (101, 200), (201, 300), (301, 400)), 1),
}
SCALES: Mapping[int, Mapping[str, Scale]] = {
    2561: _COMMON | {"pm25": Scale(((0, 25), (26, 37), (38, 50), (51, 90)), 1)},
    2566: _COMMON | {"pm25": Scale(((0, 15.0), (15.1, 25.0), (25.1, 37.5), (37.6, 75.0)), 0.1)},
}
"""Breakpoints by edition (B.E.): PCD's bands as announced; only PM2.5 changed in 2566."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The index and the pollutant that gave it; `above` means over 200, where the tables give no number."""

    index: int
    pollutant: str
    above: bool = False


def edition_on(day: date) -> int:
    """The edition (B.E.) in force on a day."""
    return 2566 if day >= EDITION_2566 else 2561


def sub_index(pollutant: str, concentration: float, edition: int) -> float | None:
    """The unrounded index of one pollutant; None above the last band, where the table gives no upper bound.

    Linear inside the band whose printed lower edge is reached, on the concentration rounded half up to the table's
    step (Pollution Control Department). Units: PM in micrograms per cubic metre, CO in ppm, the others in ppb;
    averages as the table asks (24 h PM, 8 h O3 and CO, 1 h the rest). ValueError for a negative concentration.
    """
    scale = SCALES[edition][pollutant]
    if concentration < 0 or not math.isfinite(concentration):
        raise ValueError("a concentration is a number from nought")
    value = _half_up(concentration / scale.step) * scale.step
    for (low, high), (index_low, index_high) in zip(scale.bands, INDEX_EDGES, strict=True):
        if value <= high + scale.step / 1000:
            return (index_high - index_low) / (high - low) * (value - low) + index_low
    return None


def index(concentrations: Mapping[str, float], edition: int) -> Reading | None:
    """The air quality index: the highest sub-index, rounded half up; None without any concentration."""
    found: list[tuple[float, str]] = []
    for pollutant, concentration in concentrations.items():
        part = sub_index(pollutant, concentration, edition)
        if part is None:
            return Reading(201, pollutant, above=True)
        found.append((part, pollutant))
    if not found:
        return None
    highest, pollutant = max(found)
    return Reading(_half_up(highest), pollutant)


def daily_mean(hours: Sequence[float | None], needed: int = HOURS_NEEDED) -> float | None:
    """The mean of a day's hourly values; None with fewer than `needed` of 24."""
    known = [hour for hour in hours if hour is not None]
    return sum(known) / len(known) if len(known) >= needed else None


@dataclass(frozen=True, slots=True)
class Days:
    """Days over the PM2.5 standard in force on each day, the valid days counted, and the mean of the valid days."""

    over: int
    valid: int
    mean: float | None


def days_over(days: Mapping[date, float | None], standard: float | None = None) -> Days:
    """Count the valid daily PM2.5 means above `standard` (or above the one in force on the day), µg/m3."""
    valid = {day: value for day, value in days.items() if value is not None}
    over = sum(value > (standard if standard is not None else standard_on(day)) for day, value in valid.items())
    mean = sum(valid.values()) / len(valid) if valid else None
    return Days(over, len(valid), mean)


def standard_on(day: date) -> float:
    """The 24-hour PM2.5 standard in force on a day, µg/m3."""
    return 37.5 if day >= EDITION_2566 else 50.0


def annual_status(valid: int, days_in_year: int) -> str:
    """`official` when enough days are valid (75 %), else `estimate`."""
    return "official" if valid >= DAYS_NEEDED * days_in_year else "estimate"


def _half_up(value: float) -> int:
    return math.floor(value + 0.5 + 1e-9)

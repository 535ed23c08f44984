"""The Thai air quality index and the yearly figures of fine dust, as the Pollution Control Department counts them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files

EDITIONS = ("2561", "2566")
HOURS_NEEDED = 18
"""Hours of a day that must be measured for a daily mean (75 %; usual practice, not confirmed in an official text)."""

DAYS_SHARE = 0.75
STANDARD_CHANGED = date(2023, 6, 1)
STANDARD_BEFORE, STANDARD_AFTER = 50.0, 37.5
"""24-hour standard of PM2.5 in micrograms per cubic metre: 50 until 31 May B.E. 2566, 37.5 from 1 June 2566."""


@dataclass(frozen=True, slots=True)
class Band:
    """Concentrations from `low` to `high`, on a scale of `step`, and the index at both ends."""

    step: Decimal
    low: Decimal
    high: Decimal
    index_low: int
    index_high: int


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a reading and the pollutant that set it; `value` None is above 200, where no bound is published."""

    value: int | None
    pollutant: str


@dataclass(frozen=True, slots=True)
class Year:
    """Fine dust of a station in a period: mean of valid daily means, valid days, days over the standard in force.

    `enough` says whether at least 75 % of the days were valid; otherwise the figure is an estimate.
    """

    mean: float | None
    valid_days: int
    days_over: int
    enough: bool


def sub_index(edition: str, pollutant: str, concentration: float) -> float | None:
    """The index of one pollutant: pm25, pm10 (micrograms per cubic metre, 24 h), o3 (ppb, 8 h), co (ppm, 8 h), no2,
    so2 (ppb, 1 h); None above the last band.

    Linear inside the printed band, after rounding half up to the step of the table. Edition 2561; edition 2566
    changed PM2.5 only (Royal Gazette vol. 140, special part 157). Raises KeyError for an unknown edition or pollutant.
    """
    bands = _bands()[edition, pollutant]
    rounded = _rounded(concentration, bands[0].step)
    for band in bands:
        if rounded <= band.high:
            share = (rounded - band.low) / (band.high - band.low)
            return float(band.index_low + share * (band.index_high - band.index_low))
    return None


def index(edition: str, readings: Mapping[str, float]) -> Index:
    """The index of a station: the largest of its pollutants, rounded half up. Raises ValueError without readings."""
    found = {pollutant: sub_index(edition, pollutant, value) for pollutant, value in readings.items()}
    above = [pollutant for pollutant, value in found.items() if value is None]
    if above:
        return Index(None, above[0])
    known = {pollutant: value for pollutant, value in found.items() if value is not None}
    worst = max(known, key=lambda pollutant: known[pollutant])
    return Index(int(_rounded(known[worst], Decimal(1))), worst)


def daily_means(hours: Iterable[tuple[datetime, float]]) -> dict[date, float]:
    """Means of the days of which at least 18 hours were measured; `hours` in local time."""
    by_day: dict[date, list[float]] = {}
    for at, value in hours:
        by_day.setdefault(at.date(), []).append(value)
    return {day: sum(values) / len(values) for day, values in sorted(by_day.items()) if len(values) >= HOURS_NEEDED}


def standard(day: date) -> float:
    """The 24-hour standard of PM2.5 in force on a day."""
    return STANDARD_AFTER if day >= STANDARD_CHANGED else STANDARD_BEFORE


def fine_dust(days: Mapping[date, float], of: int, limit: float | None = None) -> Year:
    """Mean and days over the standard from valid daily means in a period of `of` days; `limit` replaces it."""
    if not days:
        return Year(None, 0, 0, enough=False)
    over = sum(value > (standard(day) if limit is None else limit) for day, value in days.items())
    return Year(sum(days.values()) / len(days), len(days), over, enough=len(days) >= DAYS_SHARE * of)


def _rounded(value: float, step: Decimal) -> Decimal:
    return (Decimal(repr(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@cache
def _bands() -> Mapping[tuple[str, str], tuple[Band, ...]]:
    page = (files("sawan.measure") / "data" / "aqi-breakpoints.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], list[Band]] = {}
    for row in csv.DictReader(page.splitlines()):
        step, low, high = (Decimal(row[name]) for name in ("step", "low", "high"))
        band = Band(step, low, high, int(row["index_low"]), int(row["index_high"]))
        for edition in EDITIONS if row["edition"] == "both" else (row["edition"],):
            found.setdefault((edition, row["pollutant"]), []).append(band)
    return {key: tuple(bands) for key, bands in found.items()}

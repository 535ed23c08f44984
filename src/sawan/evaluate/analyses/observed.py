"""Observations that ship with the system, read straight from their files: quick, without a database."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from sawan.measure import editions

_SECTORS = "gpp-by-sector.csv.gz"
_SECTOR_CODES = ("gpp_current_", "gpp_cvm_")
_COLUMNS = ("area_code", "area_level", "year_be", "value", "unit", "status", "vintage")
_NEVER_PUBLISHED = 0
_EPOCH = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Observed:
    """One figure: `value` in `unit`, of `year` (B.E.), in the edition `vintage`, with its letter of `status`."""

    indicator: str
    area: str
    level: str
    year: int
    value: float
    unit: str
    status: str
    vintage: str


def read(
    indicators: Collection[str], *, level: str | None = None, years: Collection[int] | None = None
) -> list[Observed]:
    """Every shipped row of the indicators, all editions, in the order of the files."""
    wanted = frozenset(indicators)
    found = [one for name in sorted(wanted) for one in _of_indicator(name)]
    return [one for one in found if (level is None or one.level == level) and (years is None or one.year in years)]


def one_edition(rows: Collection[Observed]) -> list[Observed]:
    """The rows of one edition only, so that areas can be compared: the one with most areas, the newest of equals."""
    if not rows:
        return []
    held = Counter(one.vintage for one in rows)
    published = editions.load()
    year = max(one.year for one in rows)

    def worth(vintage: str) -> tuple[int, int, str]:
        known = vintage in published.days
        day = published.day(vintage, year, _EPOCH) if known else _NEVER_PUBLISHED
        return held[vintage], day, vintage

    chosen = max(held, key=worth)
    return [one for one in rows if one.vintage == chosen]


def values(indicator: str, year: int, level: str) -> dict[str, Observed]:
    """The figures of one year by area, all of one edition; empty when there are none."""
    rows = one_edition(read([indicator], level=level, years=[year]))
    return {one.area: one for one in rows}


def series(indicator: str, area: str) -> dict[int, Observed]:
    """The figures of one area by year, all of the edition with most years."""
    rows = one_edition(_of_indicator(indicator, area))
    return {one.year: one for one in sorted(rows, key=lambda one: one.year)}


@lru_cache(maxsize=256)
def _of_indicator(indicator: str, area: str = "") -> tuple[Observed, ...]:
    """Every row of an indicator, or those of one area."""
    sectoral = indicator.startswith(_SECTOR_CODES) and indicator not in ("gpp_current", "gpp_cvm")
    found: list[Observed] = []
    for page in _pages():
        if (page.name == _SECTORS) == sectoral:
            found.extend(_rows(page, indicator, area))
    return tuple(found)


@lru_cache(maxsize=1)
def _pages() -> tuple[Path, ...]:
    folder = Path(str(files("sawan.measure") / "data" / "observations"))
    return tuple(sorted(page for page in folder.iterdir() if page.name.endswith((".csv", ".csv.gz"))))


@lru_cache(maxsize=1)
def _content(page: Path) -> bytes:
    """One file at a time is kept: sectors are asked for one after the other, and together they are large."""
    content = page.read_bytes()
    return gzip.decompress(content) if page.suffix == ".gz" else content


@lru_cache(maxsize=20)
def _stretch(page: Path, indicator: str) -> bytes:
    """The part of a file from the first to the last row of an indicator, empty when it has none."""
    content, start = _content(page), f"\n{indicator},".encode()
    first, last = content.find(start), content.rfind(start)
    if first < 0:
        return b""
    end = content.find(b"\n", last + 1)
    return content[first : end if end >= 0 else len(content)]


@cache
def _header(page: Path) -> tuple[str, ...]:
    content = _content(page)
    return tuple(content[: content.index(b"\n")].decode("utf-8-sig").split(","))


def _rows(page: Path, indicator: str, area: str) -> Iterator[Observed]:
    """Rows that begin with the indicator (and the area): lines are chosen by their beginning before they are parsed."""
    header = _header(page)
    at_area, level, year, value, unit, status, vintage = (header.index(column) for column in _COLUMNS)
    start = f"\n{indicator},{area}," if area else f"\n{indicator},"
    for row in csv.reader(_lines(_stretch(page, indicator), start.encode())):
        yield Observed(
            indicator, row[at_area], row[level], int(row[year]), float(row[value]), row[unit], row[status], row[vintage]
        )


def _lines(content: bytes, start: bytes) -> Iterator[str]:
    at = content.find(start)
    while at >= 0:
        end = content.find(b"\n", at + 1)
        yield content[at + 1 : end if end >= 0 else len(content)].decode()
        at = content.find(start, end) if end >= 0 else -1

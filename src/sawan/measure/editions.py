"""When each edition of a source came out: what decides which of two figures is the newer."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from sawan.fiscal import to_ce

UNKNOWN = 0
"""The day of an edition whose date nobody knows: before every dated edition."""

_YEARLY = re.compile(r"^year\+(\d)-(\d\d)-(\d\d)$")


@dataclass(frozen=True, slots=True)
class Editions:
    """The days on which known editions were published, by the name that files give them.

    A day is counted from 0001-01-01 (`date.toordinal`), `UNKNOWN` when no date is known. A rule `year+1-03-31`
    means that day of the year after the one observed.
    """

    days: Mapping[str, str]

    def day(self, vintage: str, year_be: int, imported: date) -> int:
        """The day of publication of `vintage` for a figure of `year_be`; the day of import when it is not listed."""
        if vintage not in self.days:
            return imported.toordinal()
        text = self.days[vintage]
        if not text:
            return UNKNOWN
        if found := _YEARLY.match(text):
            return date(to_ce(year_be) + int(found[1]), int(found[2]), int(found[3])).toordinal()
        return date.fromisoformat(text).toordinal()


def as_date(day: int) -> date | None:
    """The date of a counted day, None when it is not known."""
    return date.fromordinal(day) if day else None


def load(*pages: Path) -> Editions:
    """The list that ships, then each further `vintages.csv` that exists; later pages win."""
    shipped = Path(str(files("sawan.measure") / "data" / "vintages.csv"))
    found = [page for page in (shipped, *pages) if page.is_file()]
    return _load(tuple((page, page.stat().st_mtime_ns) for page in found))


@lru_cache(maxsize=8)
def _load(pages: tuple[tuple[Path, int], ...]) -> Editions:
    return Editions({row["vintage"]: row["published"].strip() for page, _ in pages for row in _rows(page)})


def _rows(page: Path) -> Iterable[dict[str, str]]:
    return csv.DictReader(page.read_text(encoding="utf-8").splitlines())

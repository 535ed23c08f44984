"""Indicators that are composite indices: a specification of `composites/` over figures of the same period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sawan.areas import register
from sawan.measure import catalogue, derive, periods
from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.importing import Builder, Origin, SeriesKey
from sawan.problems import Refused

if TYPE_CHECKING:
    from sawan.measure.composite import Index, Spec

TOO_LITTLE, ESTIMATE = "too_little_data", 2


@dataclass(frozen=True, slots=True)
class _Held:
    """A figure that enters an index: value, status, day of publication, edition."""

    value: float
    status: int
    published: int
    vintage: str


def page(entry: Indicator) -> Path:
    """The specification of a composite indicator."""
    return catalogue.beside(entry, "composites", f"{entry.spec}.yaml")


def spec(entry: Indicator) -> Spec:
    """The specification as it stands now; Refused with its faults by line."""
    path = page(entry)
    return _spec(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=32)
def _spec(path: Path, changed: int) -> Spec:
    from sawan.measure.composite import read_spec  # slow import

    return read_spec(path)


def compute(
    entry: Indicator, figures: Iterable[Figure], among: Catalogue, source: str, builder: Builder
) -> Counter[str]:
    """Add the index of every area and year that has one to `builder`; how many have none (`too_little_data`).

    Years stand together in one panel and areas of one level are compared with each other. An area that the
    specification screens out has no value. A result carries the worst status, the newest day and the editions of
    the area's own figures; where one had to be imputed it is at best an estimate.
    """
    known = _known(figures)
    codes = spec(entry).tree.indicators
    lasting = {code for code in codes if among[code].frequency == derive.ONCE}
    missing: Counter[str] = Counter()
    for level in entry.levels:
        areas = [area.code for area in register.of_level(level)]
        here = {key: value for key, value in known.items() if key[1] in set(areas)}
        years = sorted({key[2] for key in here if key[0] not in lasting and len(key[2]) == 4})
        held = _lasting(here, lasting, years)
        there = [area for area in areas if any((code, area, year) in held for code in codes for year in years)]
        if len(there) < 2:
            continue
        try:
            index = of(entry, {key: one.value for key, one in held.items()}, there, years)
        except Refused:
            missing[TOO_LITTLE] += len(there) * len(years)
            continue
        missing[TOO_LITTLE] += _add(entry, index, held, source, builder)
    return missing


def of(
    entry: Indicator, values: Mapping[tuple[str, str, str], float], areas: Sequence[str], years: Sequence[str]
) -> Index:
    """The index from values by code, area and B.E. year; Refused where its specification cannot be applied."""
    import numpy as np  # slow import

    from sawan.measure.composite import compute as computed
    from sawan.measure.composite import panel_of  # slow import

    codes = spec(entry).tree.indicators
    cube = np.array(
        [[[values.get((code, area, year), np.nan) for code in codes] for area in areas] for year in years], dtype=float
    )
    return computed(spec(entry), panel_of(cube, areas, codes, years=[periods.year(year) for year in years]))


def _known(figures: Iterable[Figure]) -> dict[tuple[str, str, str], _Held]:
    """The newest edition of each figure that has a value."""
    found: dict[tuple[str, str, str], _Held] = {}
    for code, area, period, vintage, published, value, status, _, _ in figures:
        before = found.get((code, area, period))
        if value is not None and (before is None or before.published <= published):
            found[code, area, period] = _Held(value, status, published, vintage)
    return found


def _lasting(
    known: dict[tuple[str, str, str], _Held], lasting: set[str], years: Sequence[str]
) -> dict[tuple[str, str, str], _Held]:
    """The same with the newest of each figure taken once standing in every year."""
    newest = {key[:2]: known[key] for key in sorted(known) if key[0] in lasting}
    held = {key: one for key, one in known.items() if key[0] not in lasting}
    return held | {(*key, year): one for key, one in newest.items() for year in years}


def _add(entry: Indicator, index: Index, held: Mapping[tuple[str, str, str], _Held], source: str, to: Builder) -> int:
    import numpy as np  # slow import

    without = 0
    for at, area in np.ndindex(*index.top.shape):
        place, year = index.panel.areas[area], str(index.panel.years[at])
        used = [held[key] for code in index.panel.indicators if (key := (code, place, year)) in held]
        value = float(index.top[at, area])
        if not np.isfinite(value):
            without += bool(used)
            continue
        to.add(SeriesKey(entry.code, place), year, _origin(entry, used, index.status[at, area], source), value)
    return without


def _origin(entry: Indicator, used: Sequence[_Held], states: Any, source: str) -> Origin:
    imputed = int((states == "imputed").sum())
    worst = max((one.status for one in used), default=ESTIMATE)
    note = f"composite {entry.spec}.yaml" + (f", {imputed} of {len(states)} imputed" if imputed else "")
    return Origin(
        derive.joined(one.vintage for one in used),
        max((one.published for one in used), default=0),
        max(worst, ESTIMATE) if imputed else worst,
        source,
        "",
        note,
    )

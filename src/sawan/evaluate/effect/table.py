"""A long panel, one row a unit and time, as arrays."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sawan import tables
from sawan.evaluate import faults as room_faults
from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect import faults
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table
from sawan.thai import to_arabic_digits

LARGEST = 1e150
"""Beyond it squares overflow: as good as infinite."""
MOST_TIMES = 5_000


@dataclass(frozen=True, slots=True)
class PanelTable:
    """`values[column]` (T, U) with NaN for a hole; `doubled` names the units and times that have several rows."""

    file: str
    units: tuple[str, ...]
    times: tuple[int, ...]
    values: dict[str, Floats]
    doubled: dict[str, tuple[int, ...]]

    def of(self, column: str, units: Sequence[str]) -> Floats:
        """(T, len(units)) of one column."""
        place = {unit: at for at, unit in enumerate(self.units)}
        return self.values[column][:, [place[unit] for unit in units]]

    def observed(self, column: str, units: Sequence[str]) -> PanelTable:
        """The same panel from the first to the last time at which any of these units has the column."""
        known = np.flatnonzero(~np.isnan(self.of(column, units)).all(axis=1))
        if not known.size:
            return self
        inside = slice(int(known[0]), int(known[-1]) + 1)
        values = {name: found[inside] for name, found in self.values.items()}
        return replace(self, times=self.times[inside], values=values)

    def listed(self, text: str) -> tuple[str, ...]:
        """The units of a comma-separated option; a unit whose own name holds a comma is found too."""
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        found: list[str] = []
        while pieces:
            taken = next((n for n in range(len(pieces), 0, -1) if ", ".join(pieces[:n]) in self.units), 1)
            found.append(", ".join(pieces[:taken]))
            pieces = pieces[taken:]
        return tuple(found)

    def hole_faults(self, column: str, units: Iterable[str]) -> list[Problem]:
        """A fault for each unit with missing or doubled times in this column."""
        found = []
        for unit in units:
            if unit in self.doubled:
                found.append(faults.times_doubled(self.file, unit, self.doubled[unit]))
                continue
            missing = np.isnan(self.of(column, [unit])[:, 0])
            if missing.any():
                lacking = [time for time, gone in zip(self.times, missing, strict=True) if gone]
                found.append(faults.times_missing(self.file, unit, lacking))
        return found


def read_panel(path: Path, *, unit: str, time: str, columns: Iterable[str]) -> PanelTable:
    """Read a panel; Refused with every fault: columns that are not there, nameless units, bad times, bad numbers.

    Times run in steps of one from the first to the last of the file; what a unit lacks is NaN.
    """
    table = tables.read(path)
    wanted = list(dict.fromkeys(columns))
    missing = [column for column in dict.fromkeys([unit, time, *wanted]) if column not in table.columns]
    if missing:
        raise Refused([room_faults.column_missing(table.name, column) for column in missing])
    if not table.rows:
        raise Refused(room_faults.no_rows(table.name))
    problems: list[Problem] = []
    rows = [(row, found) for row in table if (found := _time(table, row, time, problems)) is not None]
    problems += [room_faults.nameless(table.name, row.number, unit) for row in table if not row[unit]]
    cells = {column: [_number(table, row, column, problems) for row, _ in rows] for column in wanted}
    when = [found for _, found in rows]
    if when and max(when) - min(when) >= MOST_TIMES:
        problems.append(faults.times_far_apart(table.name, time, min(when), max(when)))
    if problems:
        raise Refused(sorted(problems, key=lambda one: one.row or 0))
    return _arranged(table.name, [row[unit] for row, _ in rows], when, cells)


def _arranged(file: str, names: list[str], when: list[int], cells: dict[str, list[float]]) -> PanelTable:
    units = tuple(sorted(set(names)))
    times = tuple(range(min(when), max(when) + 1))
    place = {name: at for at, name in enumerate(units)}
    values = {column: np.full((len(times), len(units)), np.nan) for column in cells}
    seen: dict[str, list[int]] = defaultdict(list)
    for at, (name, time) in enumerate(zip(names, when, strict=True)):
        seen[name].append(time)
        for column, found in cells.items():
            values[column][time - times[0], place[name]] = found[at]
    doubled = {
        name: tuple(sorted({time for time in found if found.count(time) > 1}))
        for name, found in seen.items()
        if len(set(found)) < len(found)
    }
    return PanelTable(file, units, times, values, doubled)


def _time(table: Table, row: Row, column: str, problems: list[Problem]) -> int | None:
    text = to_arabic_digits(row[column])
    whole = text.removesuffix(".0")
    if whole.lstrip("+-").isdigit() and len(whole) <= 7:
        return int(whole)
    problems.append(faults.not_a_time(table.name, row.number, column, row[column]))
    return None


def _number(table: Table, row: Row, column: str, problems: list[Problem]) -> float:
    text = row[column]
    if tables.is_missing(text):
        return math.nan
    found = tables.parse_number(text)
    if found is not None and abs(found) <= LARGEST:
        return found
    infinite = found is not None or text.casefold().lstrip("+-") in ("inf", "infinity", "nan")
    fault = faults.not_finite if infinite else room_faults.not_a_number
    problems.append(fault(table.name, row.number, column, text))
    return math.nan

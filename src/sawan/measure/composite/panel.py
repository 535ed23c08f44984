"""DATA.csv, long or wide, as an array years x areas x indicators."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.faults import fault
from sawan.measure.composite.reader import WHOLE, listed, number
from sawan.problems import Problem, Refused

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
MISSING = ("", "NA")
MOST_FAULTS = 60
FIXED_LONG = ("area", "year", "indicator", "value", "se")
FIXED_WIDE = ("area", "year")


@dataclass(frozen=True)
class Panel:
    """Observations: `values[t, i, j]` of year t, area i, indicator j, NaN where missing; `errors` the column `se`.

    `years` is `(None,)` where DATA has none; `attributes` give one text (or None) an area, `disputed` holds for an
    attribute the first area that has two values, with both.
    """

    areas: tuple[str, ...]
    years: tuple[int | None, ...]
    indicators: tuple[str, ...]
    values: Array
    errors: Array | None = None
    attributes: Mapping[str, tuple[str | None, ...]] = field(default_factory=lambda: MappingProxyType({}))
    disputed: Mapping[str, tuple[str, str, str]] = field(default_factory=lambda: MappingProxyType({}))
    file: str | None = None

    def of(self, indicators: tuple[str, ...]) -> Panel:
        """The same with these indicators, in this order; raises `Refused` where one is lacking."""
        if indicators == self.indicators:
            return self
        place = {code: at for at, code in enumerate(self.indicators)}
        lacking = [code for code in indicators if code not in place]
        if lacking:
            raise Refused([fault("lacks_indicator", file=self.file, field=code, code=code) for code in lacking])
        columns = [place[code] for code in indicators]
        errors = self.errors[..., columns] if self.errors is not None else None
        return replace(self, indicators=indicators, values=self.values[..., columns], errors=errors)


def panel_of(
    values: Array,
    areas: Sequence[str],
    indicators: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    errors: Array | None = None,
    attributes: Mapping[str, Sequence[str | None]] | None = None,
) -> Panel:
    """A panel from arrays: `values[t, i, j]`, or `[i, j]` where there are no years; NaN is missing.

    The rules are those of DATA.csv; raises `Refused` for a value that is infinite, fewer than two areas, an area or
    year twice, an indicator without a value, and `ValueError` for shapes that do not agree.
    """
    cube = np.array(values, dtype=float, ndmin=3)
    when: tuple[int | None, ...] = tuple(years) if years is not None else (None,)
    if cube.shape != (len(when), len(areas), len(indicators)):
        raise ValueError(f"values have the shape {cube.shape}, names are {(len(when), len(areas), len(indicators))}")
    problems = [fault("too_few_areas", field="area", count=len(areas))] if len(areas) < 2 else []
    problems += [
        fault("not_a_number", field=indicators[j], value=cube[t, i, j])
        for t, i, j in np.argwhere(np.isinf(cube)).tolist()
    ]
    for names in (areas, when):
        twice = [name for name in dict.fromkeys(names) if list(names).count(name) > 1]
        problems += [fault("row_twice", what=name, first=list(names).index(name) + 1) for name in twice]
    empty = np.isnan(cube).all(axis=(0, 1))
    problems += [
        fault("lacks_indicator", field=indicators[j], code=indicators[j]) for j in np.flatnonzero(empty).tolist()
    ]
    if problems:
        raise Refused(problems)
    order = np.argsort([year or 0 for year in when], kind="stable")
    own = {name: tuple(texts) for name, texts in (attributes or {}).items()}
    ordered_errors = np.array(errors, dtype=float, ndmin=3)[order] if errors is not None else None
    ordered_years = tuple(when[at] for at in order)
    return Panel(tuple(areas), ordered_years, tuple(indicators), cube[order], ordered_errors, own)


Row = tuple[int, list[str]]


def read_panel(path: Path, indicators: Sequence[str]) -> Panel:
    """Read the indicators of a tree from DATA.csv; raises `Refused` with every fault, each with row and field."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(fault("no_file", file=str(path), why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(fault("not_utf8", file=str(path))) from error
    return parse_panel(text, indicators, path.name)


def parse_panel(text: str, indicators: Sequence[str], file: str | None = None) -> Panel:
    """The same from the text of the file."""
    return _Reading(file, tuple(indicators)).panel(text)


class _Reading:
    """One pass over a data file."""

    def __init__(self, file: str | None, indicators: tuple[str, ...]) -> None:
        self.file = file
        self.indicators = indicators
        self.column = {code: at for at, code in enumerate(indicators)}
        self.problems: list[Problem] = []
        self.areas: dict[str, int] = {}
        self.years: set[int | None] = set()
        self.seen: dict[tuple[str, int | None, str], int] = {}
        self.cells: list[tuple[int | None, int, int, float]] = []
        self.errors: list[tuple[int | None, int, int, float]] = []
        self.has_errors = False
        self.attributes: dict[str, dict[str, str]] = {}
        self.disputed: dict[str, tuple[str, str, str]] = {}

    def wrong(self, name: str, row: int | None, field: str | None, /, **facts: Any) -> None:
        self.problems.append(fault(name, file=self.file, row=row, field=field, **facts))

    def panel(self, text: str) -> Panel:
        header, rows = self.table(text)
        long = "indicator" in header
        self.check_header(header, long=long)
        self.stop()
        if long:
            self.read_long(header, rows)
        else:
            self.read_wide(header, rows)
        self.stop()
        return self.build()

    def stop(self) -> None:
        """Refuse if anything was wrong so far."""
        if len(self.problems) > MOST_FAULTS:
            more = fault("more_faults", file=self.file, count=len(self.problems) - MOST_FAULTS)
            raise Refused([*self.problems[:MOST_FAULTS], more])
        if self.problems:
            raise Refused(self.problems)

    def table(self, text: str) -> tuple[list[str], list[Row]]:
        """Header and rows with the line on which each begins; blank lines do not count."""
        reader = csv.reader(io.StringIO(text), strict=True)
        rows: list[Row] = []
        line = 1
        try:
            for fields in reader:
                if fields and any(field.strip() for field in fields):
                    rows.append((line, fields))
                line = reader.line_num + 1
        except csv.Error as error:
            raise Refused(fault("not_csv", file=self.file, row=line, why=error)) from error
        if not rows:
            raise Refused(fault("empty_data", file=self.file))
        header = [name.strip() for name in rows[0][1]]
        for at, fields in rows[1:]:
            if len(fields) != len(header):
                self.wrong("row_length", at, None, found=len(fields), expected=len(header))
        return header, [row for row in rows[1:] if len(row[1]) == len(header)]

    def check_header(self, header: list[str], *, long: bool) -> None:
        for name in ("area", "indicator", "value") if long else ("area",):
            if name not in header:
                self.wrong("no_column", 1, name, column=name, header=listed(header))
        for name in dict.fromkeys(header):
            if name and header.count(name) > 1:
                self.wrong("column_twice", 1, name, column=name)

    def read_long(self, header: list[str], rows: list[Row]) -> None:
        area, indicator, value = (header.index(name) for name in ("area", "indicator", "value"))
        error = header.index("se") if "se" in header else None
        self.has_errors = error is not None
        self.empty_years(header, rows)
        for row, fields in rows:
            key = self.key(header, row, fields)
            code = fields[indicator].strip()
            if not code:
                self.wrong("no_indicator", row, "indicator")
            if key is None or code not in self.column:
                continue
            if not self.first_time(row, fields[area].strip(), key[1], code):
                continue
            self.keep(self.cells, row, "value", (key[1], key[0], self.column[code]), fields[value])
            if error is not None:
                self.keep(self.errors, row, "se", (key[1], key[0], self.column[code]), fields[error])
        self.read_attributes(header, rows, FIXED_LONG)

    def read_wide(self, header: list[str], rows: list[Row]) -> None:
        area = header.index("area")
        columns = [(at, self.column[name], name) for at, name in enumerate(header) if name in self.column]
        columns = [column for column in columns if column[2] not in FIXED_WIDE]
        self.empty_years(header, rows)
        for row, fields in rows:
            key = self.key(header, row, fields)
            if key is None or not self.first_time(row, fields[area].strip(), key[1], ""):
                continue
            for at, column, name in columns:
                self.keep(self.cells, row, name, (key[1], key[0], column), fields[at])
        self.read_attributes(header, rows, (*FIXED_WIDE, *self.indicators))

    def empty_years(self, header: list[str], rows: list[Row]) -> None:
        """A column `year` that is empty throughout is no column."""
        if "year" in header and not any(fields[header.index("year")].strip() for _, fields in rows):
            header[header.index("year")] = ""

    def key(self, header: list[str], row: int, fields: list[str]) -> tuple[int, int | None] | None:
        """Number of the area and year of a row; None where one is wrong."""
        area = fields[header.index("area")].strip()
        year: int | None = None
        good = bool(area)
        if not area:
            self.wrong("no_area", row, "area")
        if "year" in header:
            written = fields[header.index("year")].strip()
            if WHOLE.fullmatch(written):
                year = int(written)
            else:
                self.wrong("bad_year", row, "year", value=written)
                good = False
        if not good:
            return None
        self.years.add(year)
        return self.areas.setdefault(area, len(self.areas)), year

    def first_time(self, row: int, area: str, year: int | None, code: str) -> bool:
        key = (area, year, code)
        if key in self.seen:
            what = ", ".join(str(part) for part in key if part not in (None, ""))
            self.wrong("row_twice", row, None, what=what, first=self.seen[key])
            return False
        self.seen[key] = row
        return True

    def keep(
        self,
        cells: list[tuple[int | None, int, int, float]],
        row: int,
        column: str,
        place: tuple[int | None, int, int],
        written: str,
    ) -> None:
        written = written.strip()
        if written in MISSING:
            return
        value = number(written)
        if value is None:
            self.wrong("not_a_number", row, column, value=written)
        elif column == "se" and cells is self.errors and value < 0:
            self.wrong("negative_se", row, column, value=value)
        else:
            cells.append((*place, value))

    def read_attributes(self, header: list[str], rows: list[Row], fixed: Sequence[str]) -> None:
        """One value an area; two that differ are a fault only if a step uses them (`by`)."""
        area = header.index("area")
        for at, name in enumerate(header):
            if not name or name in fixed:
                continue
            found = self.attributes.setdefault(name, {})
            for _, fields in rows:
                value = fields[at].strip()
                if value in MISSING:
                    continue
                first = found.setdefault(fields[area].strip(), value)
                if first != value:
                    self.disputed.setdefault(name, (fields[area].strip(), first, value))

    def build(self) -> Panel:
        years = tuple(sorted(self.years, key=lambda year: (year is not None, year)))
        when = {year: at for at, year in enumerate(years)}
        shape = (len(years), len(self.areas), len(self.indicators))
        values = np.full(shape, np.nan)
        for year, area, column, value in self.cells:
            values[when[year], area, column] = value
        if len(self.areas) < 2:
            self.wrong("too_few_areas", None, "area", count=len(self.areas))
        for column, code in enumerate(self.indicators):
            if shape[0] and np.isnan(values[:, :, column]).all():
                self.wrong("lacks_indicator", None, code, code=code)
        self.stop()
        errors = None
        if self.has_errors:
            errors = np.zeros(shape)
            for year, area, column, value in self.errors:
                errors[when[year], area, column] = value
        attributes = {name: tuple(found.get(area) for area in self.areas) for name, found in self.attributes.items()}
        return Panel(tuple(self.areas), years, self.indicators, values, errors, attributes, self.disputed, self.file)

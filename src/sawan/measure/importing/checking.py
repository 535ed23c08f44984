"""Checking a tidy file against the catalogue and the register of areas; nothing is stored here.

Each distinct combination of texts is understood once; a row then costs two look-ups and a number, which is what
lets a million rows pass in a few seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from sawan import tables
from sawan.areas import names
from sawan.areas.register import Area
from sawan.measure import faults, periods, units
from sawan.measure.catalogue import Catalogue
from sawan.measure.editions import Editions
from sawan.measure.importing import cells, doubles
from sawan.measure.importing.reading import Sheet, file_hash, open_sheet
from sawan.measure.importing.report import Origin, Report, Rows, SeriesKey
from sawan.problems import Problem, Refused
from sawan.thai import normalise

T = TypeVar("T")

AREA_COLUMNS = ("area", "area_code_th", "area_code")
YEAR_COLUMNS = ("period", "year_be", "year_ce")
SERIES_COLUMNS = ("indicator", *AREA_COLUMNS, "breakdown")
ORIGIN_COLUMNS = ("indicator", *YEAR_COLUMNS, "unit", "status", "vintage", "published", "source", "source_url", "note")
KNOWN = frozenset({*SERIES_COLUMNS, *ORIGIN_COLUMNS, "value"})
REASONS_COLUMN = "reasons"
_YEARS = {"period": cells.period, "year_be": cells.year_be, "year_ce": cells.year_ce}


Opening = Callable[[Path, str | None], AbstractContextManager[Sheet]]
"""How a file is opened: as a context that gives its rows."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a file is checked against: the catalogue, the editions, the day of import, the source for the whole file."""

    catalogue: Catalogue
    editions: Editions
    today: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Fault:
    """A problem without its row."""

    field: str | None
    code: str
    th: str
    en: str

    def at(self, file: str, row: int) -> Problem:
        return Problem(self.code, self.th, self.en, file=file, row=row, field=self.field)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the cells beside the value say: indexes into the rows, and by what a number is multiplied."""

    period: int
    origin: int
    factor: float = 1.0


def check(path: Path, against: Against, name: str | None = None, *, opening: Opening = open_sheet) -> Report:
    """Read a tidy file and say what is in it; `name` is what the user calls the file.

    With `opening=importers.open_any` files in the layouts of publishers are understood too.

    Raises Refused when the file cannot be read as a table or lacks a column; problems of rows are in the report.
    """
    with opening(path, name) as sheet:
        report = Report(sheet.name, file_hash(path), against.today, Rows())
        _columns(sheet)
        report.ignored = tuple(column for column in sheet.columns if column not in KNOWN)
        _Checker(sheet, against, report).run()
    if not report.read:
        raise Refused(faults.no_rows(sheet.name))
    doubles.settle(report)
    return report


def _columns(sheet: Sheet) -> None:
    """Raise Refused for each column that must be there and is not."""
    wanted = (("indicator",), AREA_COLUMNS, YEAR_COLUMNS, ("value",))
    missing = [choices for choices in wanted if not set(choices) & set(sheet.columns)]
    if missing:
        raise Refused([faults.missing_column(sheet.name, choices) for choices in missing])


def _picker(sheet: Sheet, columns: Sequence[str]) -> tuple[tuple[str, ...], Callable[[list[str]], tuple[str, ...]]]:
    """Those of the columns that the sheet has, and how to take their cells from a row."""
    present = tuple(column for column in columns if column in sheet.columns)
    places = [sheet.columns.index(column) for column in present]
    if len(places) == 1:
        return present, lambda row: (row[places[0]],)
    return present, itemgetter(*places)


@dataclass
class _Checker:
    """Checks the rows of one sheet; remembers what each combination of texts meant."""

    sheet: Sheet
    against: Against
    report: Report
    warned: set[tuple[str, str]] = field(default_factory=set)
    areas: dict[str, Area | _Fault] = field(default_factory=dict)
    period_index: dict[str, int] = field(default_factory=dict)
    origin_index: dict[Origin, int] = field(default_factory=dict)
    missing_index: dict[tuple[int, str], int] = field(default_factory=dict)
    series_index: dict[SeriesKey, int] = field(default_factory=dict)

    def run(self) -> None:
        """Check every row into the report."""
        report, rows, width = self.report, self.report.rows, len(self.sheet.columns)
        series_columns, series_cells = _picker(self.sheet, SERIES_COLUMNS)
        origin_columns, origin_cells = _picker(self.sheet, ORIGIN_COLUMNS)
        value_at = self.sheet.columns.index("value")
        series_known: dict[tuple[str, ...], int | list[_Fault]] = {}
        origin_known: dict[tuple[str, ...], _Meaning | list[_Fault]] = {}
        add_series, add_period, add_origin = rows.series_at.append, rows.period_at.append, rows.origin_at.append
        add_value, add_number = rows.value.append, rows.number.append
        for number, row in self.sheet.rows:
            report.read += 1
            if len(row) != width:
                report.refuse(faults.ragged(report.file, number, len(row), width))
                continue
            key = series_cells(row)
            series = series_known.get(key)
            if series is None:
                series = series_known[key] = self._series(dict(zip(series_columns, key, strict=True)), number)
            key = origin_cells(row)
            meaning = origin_known.get(key)
            if meaning is None:
                meaning = origin_known[key] = self._meaning(dict(zip(origin_columns, key, strict=True)), number)
            cell = row[value_at]
            try:
                value = float(cell)
                plain = value - value == 0 and "_" not in cell
            except ValueError:
                plain = False
            if plain and type(series) is int and type(meaning) is _Meaning and meaning.factor == 1.0:
                add_series(series)
                add_period(meaning.period)
                add_origin(meaning.origin)
                add_value(value)
                add_number(number)
            else:
                self._slowly(number, series, meaning, cell)
        rows.series = list(self.series_index)
        rows.periods = list(self.period_index)
        rows.origins = list(self.origin_index)

    def _slowly(self, number: int, series: int | list[_Fault], meaning: _Meaning | list[_Fault], cell: str) -> None:
        """A row with a fault, a missing value, or a number in another spelling or unit."""
        found = [*(series if isinstance(series, list) else ()), *(meaning if isinstance(meaning, list) else ())]
        value = float("nan")
        if not tables.is_missing(cell):
            try:
                value = cells.number(cell, 1.0 if isinstance(meaning, list) else meaning.factor)
            except cells.Wrong as wrong:
                found.append(self._fault("value", cell, wrong))
        if found or isinstance(series, list) or isinstance(meaning, list):
            for fault in found:
                self.report.refuse(fault.at(self.report.file, number))
            return
        rows, origin = self.report.rows, meaning.origin
        if value != value:
            origin = self._missing(origin, cell.strip())
        rows.series_at.append(series)
        rows.period_at.append(meaning.period)
        rows.origin_at.append(origin)
        rows.value.append(value)
        rows.number.append(number)

    def _missing(self, origin: int, reason: str) -> int:
        """The same origin for a value that is not available, with the source's own word as the reason."""
        key = (origin, reason)
        if key not in self.missing_index:
            told = replace(list(self.origin_index)[origin], reason=reason or "empty")
            self.missing_index[key] = self.origin_index.setdefault(told, len(self.origin_index))
        return self.missing_index[key]

    def _fault(self, column: str | None, text: str, wrong: cells.Wrong) -> _Fault:
        return _Fault(column, wrong.code, *faults.about(text, wrong.th, wrong.en))

    def _series(self, row: Mapping[str, str], number: int) -> int | list[_Fault]:
        found: list[_Fault] = []
        code = row["indicator"].strip()
        if code not in self.against.catalogue:
            problem = faults.unknown_indicator(code, self.against.catalogue)
            found.append(_Fault("indicator", problem.code, problem.th, problem.en))
        area = self._area(next((text for column in AREA_COLUMNS if (text := row.get(column, "").strip())), ""))
        if isinstance(area, _Fault):
            found.append(area)
        breakdown = ""
        try:
            breakdown = cells.breakdown(row.get("breakdown", ""))
        except cells.Wrong as wrong:
            found.append(self._fault("breakdown", row["breakdown"], wrong))
        if found or isinstance(area, _Fault):
            return found
        self._warn_of_level(code, area, number)
        self._warn_of_formula(code, number)
        key = SeriesKey(code, area.code, breakdown)
        return self.series_index.setdefault(key, len(self.series_index))

    def _area(self, text: str) -> Area | _Fault:
        if text not in self.areas:
            try:
                self.areas[text] = names.find(text)
            except Refused as refusal:
                problem = refusal.problems[0]
                self.areas[text] = _Fault("area", problem.code, problem.th, problem.en)
        return self.areas[text]

    def _warn_of_level(self, code: str, area: Area, number: int) -> None:
        if area.level not in self.against.catalogue[code].levels and (code, area.level) not in self.warned:
            self.warned.add((code, area.level))
            self.report.warnings.append(faults.level_not_named(self.report.file, number, code, area.level))

    def _warn_of_formula(self, code: str, number: int) -> None:
        if self.against.catalogue[code].kind == "formula" and (code, "formula") not in self.warned:
            self.warned.add((code, "formula"))
            self.report.warnings.append(faults.given_formula(self.report.file, number, code))

    def _meaning(self, row: Mapping[str, str], number: int) -> _Meaning | list[_Fault]:
        found: list[_Fault] = []
        period = self._period(row, found)
        status = self._try(found, "status", row, cells.status) or 0
        factor, note = self._unit(row, found, number)
        stated = row.get("published", "").strip()
        published = self._try(found, "published", row, cells.day) if stated else None
        if found or period is None:
            return found
        vintage = normalise(row.get("vintage", ""))
        if published is not None:
            day = published.toordinal()
        else:
            day = self.against.editions.day(vintage, periods.year(period), self.against.today)
        publisher = row.get("source", "").strip() or self.against.source
        notes = "; ".join(filter(None, (row.get("note", "").strip(), note)))
        origin = Origin(vintage, day, status, publisher, row.get("source_url", "").strip(), notes)
        return _Meaning(
            self.period_index.setdefault(period, len(self.period_index)),
            self.origin_index.setdefault(origin, len(self.origin_index)),
            factor,
        )

    def _try(self, found: list[_Fault], column: str, row: Mapping[str, str], read: Callable[[str], T]) -> T | None:
        try:
            return read(row.get(column, ""))
        except cells.Wrong as wrong:
            found.append(self._fault(column, row[column], wrong))
            return None

    def _period(self, row: Mapping[str, str], found: list[_Fault]) -> str | None:
        """The period of a row from whichever of its columns is filled; two that disagree are a fault."""
        stated = [(column, row[column]) for column in YEAR_COLUMNS if row.get(column, "").strip()]
        if not stated:
            column = next(column for column in YEAR_COLUMNS if column in row)
            found.append(_Fault(column, "no_period", "ต้องระบุปี", "The year is missing: give it."))
            return None
        read = [self._try(found, column, row, _YEARS[column]) for column, _ in stated]
        if None not in read and len({periods.year(period) for period in read if period}) > 1:
            found.append(
                _Fault(stated[1][0], "periods_disagree", "ปีในสองคอลัมน์ไม่ตรงกัน", "Two columns name different years.")
            )
        return read[0]

    def _unit(self, row: Mapping[str, str], found: list[_Fault], number: int) -> tuple[float, str]:
        """By what to multiply, and what to note about it."""
        given, code = row.get("unit", "").strip(), row["indicator"].strip()
        if not given or code not in self.against.catalogue:
            return 1.0, ""
        wanted = self.against.catalogue[code].unit
        factor = 1.0 if given in (wanted.en, wanted.th) else units.convert(given, wanted.en)
        if factor is None:
            found.append(_Fault("unit", "unlike_unit", *faults.unlike_unit(given, wanted.th, wanted.en)))
            return 1.0, ""
        if factor == 1.0:
            return 1.0, ""
        if (code, given) not in self.warned:
            self.warned.add((code, given))
            self.report.warnings.append(faults.converted(self.report.file, number, code, given, wanted.en))
        return factor, f"converted from {given}"

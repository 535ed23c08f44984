"""Lists of facilities: read, checked against the area, placed; what has no position is said, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sawan import tables
from sawan.areas import names, positions, register
from sawan.evaluate.analyses import faults, shipped
from sawan.evaluate.analyses.answer import Input, Listing, missing_input
from sawan.evaluate.analyses.places import Array, centres
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table
from sawan.texts import Text

ID_COLUMNS = ("id", "code")
NAME_COLUMNS = ("name_th", "name", "name_en")
PLACE_COLUMNS = ("tambon_code", "subdistrict", "subdistrict_code", "area", "area_code")
SUPPLY_COLUMNS = ("supply", "beds", "capacity")
SUBDISTRICT_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """A list that a province may hold: its file, its name, who can send it."""

    file: str
    name: Text
    owner: Text


LISTS = {
    "hospitals": Kind(
        "hospitals",
        Text("โรงพยาบาล", "hospitals"),
        Text("สำนักงานสาธารณสุขจังหวัด", "the provincial public health office"),
    ),
    "health-centres": Kind(
        "health-centres",
        Text("โรงพยาบาลส่งเสริมสุขภาพตำบล", "health-promoting hospitals"),
        Text("สำนักงานสาธารณสุขจังหวัด", "the provincial public health office"),
    ),
    "stations": Kind(
        "railway-stations", Text("สถานีรถไฟ", "railway stations"), Text("การรถไฟแห่งประเทศไทย", "the State Railway")
    ),
    "schools": Kind("schools", Text("โรงเรียน", "schools"), Text("สำนักงานเขตพื้นที่การศึกษา", "the education service areas")),
    "waste-sites": Kind(
        "waste-sites",
        Text("สถานที่กำจัดขยะ", "waste disposal sites"),
        Text("กรมควบคุมมลพิษ หรือท้องถิ่นจังหวัด", "the Pollution Control Department or the local administration office"),
    ),
}
"""Lists by the name that commands take; one is held when `data/analyses/FILE-CODE.csv` is there."""


@dataclass(frozen=True, slots=True)
class Facility:
    """A place that serves: `id` tells it apart, `area` is its subdistrict if known, `supply` its beds, seats or tonnes.

    `estimated` says that its position is only the centre of its subdistrict.
    """

    id: str
    name: str
    lat: float
    lon: float
    area: str = ""
    estimated: bool = False
    supply: float | None = None


@dataclass(frozen=True, slots=True)
class Facilities:
    """A list read: what could be placed, in the order of its ids, and the names of what could not."""

    name: str
    rows: int
    placed: tuple[Facility, ...]
    unplaced: tuple[str, ...]

    @property
    def estimated(self) -> tuple[str, ...]:
        """Names of those placed at the centre of their subdistrict only."""
        return tuple(one.name for one in self.placed if one.estimated)

    @property
    def lat(self) -> Array:
        """Latitudes of the placed, degrees."""
        return np.array([one.lat for one in self.placed], dtype=float)

    @property
    def lon(self) -> Array:
        """Longitudes of the placed, degrees."""
        return np.array([one.lon for one in self.placed], dtype=float)

    def as_listing(self) -> Listing:
        """All of the list: the placed with their position, then the names of those that could not be placed."""
        placed = [
            (one.id, one.name, one.area or None, one.lat, one.lon, one.estimated, one.supply) for one in self.placed
        ]
        left = [(name, name, None, None, None, None, None) for name in self.unplaced]
        return Listing(("id", "name", "area", "lat", "lon", "estimated", "supply"), (*placed, *left))

    def as_input(self) -> Input:
        """How much of the list went into an answer."""
        return Input(self.name, self.rows, len(self.placed), len(self.estimated), len(self.unplaced))


def load(source: str, area: str, *, allow_outside: bool = False) -> Facilities:
    """A list of `LISTS` as held for the province of `area`, `subdistricts` (their centres in `area`), or a file.

    Raises NoAnswer when the list is not held, Refused with every fault of the CSV or XLSX file: positions that are no
    degrees, swapped, or outside the province; codes of another system; doubled ids; nothing that can be placed.
    """
    if source == "subdistricts":
        return _centres(area)
    province = register.ancestor(area, "province")
    scope = province.code if province else area
    if source not in LISTS:
        return parse(tables.read(Path(source)), scope, allow_outside=allow_outside)
    kind = LISTS[source]
    table = shipped.table(kind.file, area)
    if table is None:
        what = Text(f"รายชื่อ{kind.name.th}พร้อมพิกัดของ {scope}", f"a list of {kind.name.en} with positions in {scope}")
        raise missing_input("facilities", what, kind.owner)
    return replace(parse(table, scope, allow_outside=allow_outside), name=source)


def parse(table: Table, area: str, *, allow_outside: bool = False) -> Facilities:
    """Facilities from a table: a name and either `lat` and `lon` or the code of the subdistrict."""
    if not set(NAME_COLUMNS + ID_COLUMNS) & set(table.columns):
        raise Refused(faults.columns_missing(table.name, NAME_COLUMNS))
    problems: list[Problem] = []
    placed: list[Facility] = []
    unplaced: list[str] = []
    for row in table:
        name = _first(row, NAME_COLUMNS + ID_COLUMNS)
        if not name:
            problems.append(faults.nameless_facility(table.name, row.number))
            continue
        reader = _Reader(table.name, row, area, allow_outside=allow_outside)
        facility = reader.place(name)
        problems += reader.problems
        if facility:
            placed.append(facility)
        elif not reader.problems:
            unplaced.append(name)
    problems += _doubled(table, placed)
    if problems or not placed:
        raise Refused(problems or [faults.nothing_placed(table.name)])
    return Facilities(table.name, len(table), tuple(sorted(placed, key=lambda one: one.id)), tuple(sorted(unplaced)))


class _Reader:
    """One row on its way to a facility; gathers what is wrong with it."""

    def __init__(self, file: str, row: Row, area: str, *, allow_outside: bool) -> None:
        self.file, self.row, self.area, self.allow_outside = file, row, area, allow_outside
        self.problems: list[Problem] = []

    def place(self, name: str) -> Facility | None:
        """The facility, or None when it has no position or a fault."""
        where = self._position(name)
        code = self._subdistrict() if not self.problems else ""
        supply = self._supply()
        if self.problems or (where is None and not code):
            return None
        estimated = where is None
        lat, lon = where or self._centre(code)
        self._check_inside(name, code, lat, lon)
        if self.problems:
            return None
        return Facility(_id(self.row) or name, name, lat, lon, code, estimated, supply)

    def _position(self, name: str) -> tuple[float, float] | None:
        texts = (self.row["lat"], self.row["lon"])
        if all(tables.is_missing(text) for text in texts):
            return None
        lat, lon = (_degrees(text) for text in texts)
        if lat is None or lon is None:
            text, column = (texts[0], "lat") if lat is None else (texts[1], "lon")
            self.problems.append(faults.bad_position(name, text, self.file, self.row.number, column))
            return None
        if 97 <= lat <= 106 and 5 <= lon <= 21:
            self.problems.append(faults.swapped_position(name, self.file, self.row.number))
        return lat, lon

    def _subdistrict(self) -> str:
        """The subdistrict's code; a district's or nothing gives "": too coarse to place anything by."""
        for column in PLACE_COLUMNS:
            text = self.row[column]
            if tables.is_missing(text):
                continue
            found = names.candidates(text)
            if len(found) != 1:
                self.problems.append(faults.foreign_code(text, self.file, self.row.number, column))
                return ""
            return found[0].code if len(found[0].code) == SUBDISTRICT_DIGITS else ""
        return ""

    def _centre(self, code: str) -> tuple[float, float]:
        one = register.get(code)
        return one.lat or 0.0, one.lon or 0.0

    def _check_inside(self, name: str, code: str, lat: float, lon: float) -> None:
        inside = positions.contains(self.area, lat, lon) and (not code or register.is_within(code, self.area))
        if not inside and not self.allow_outside:
            self.problems.append(faults.facility_outside(name, self.area, self.file, self.row.number))

    def _supply(self) -> float | None:
        column = next((column for column in SUPPLY_COLUMNS if not tables.is_missing(self.row[column])), None)
        if column is None:
            return None
        supply = tables.parse_number(self.row[column])
        if supply is None or supply < 0:
            self.problems.append(faults.not_positive(self.row[column], self.file, self.row.number, column))
        return supply


def _degrees(text: str) -> float | None:
    figure = tables.parse_number(text)
    return figure if figure is not None and abs(figure) <= 180 else None


def _id(row: Row) -> str:
    return _first(row, ID_COLUMNS) or row["name_en"]


def _first(row: Row, columns: Sequence[str]) -> str:
    return next((row[column] for column in columns if row[column]), "")


def _doubled(table: Table, placed: Sequence[Facility]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    rows = {_id(row) or _first(row, NAME_COLUMNS): row.number for row in table}
    for one in placed:
        if one.id in seen:
            problems.append(faults.doubled_id(one.id, table.name, rows[one.id]))
        seen.add(one.id)
    return problems


def _centres(area: str) -> Facilities:
    inside = centres(area)
    placed = tuple(
        Facility(code, register.get(code).name_th, float(lat), float(lon), code)
        for code, lat, lon in zip(inside.codes, inside.lat, inside.lon, strict=True)
    )
    return Facilities("subdistricts", len(placed), placed, ())

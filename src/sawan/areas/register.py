"""The register of places, held in memory: from the country to the subdistricts, and the agencies' own regions."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sawan.areas import faults
from sawan.problems import Refused
from sawan.texts import Text

COUNTRY = "TH"
LEVELS = ("country", "region", "cluster", "province", "district", "subdistrict", "statistical_region")
LEVEL_NAMES = {
    "country": Text("ประเทศ", "Country"),
    "region": Text("ภาค", "Region"),
    "cluster": Text("กลุ่มจังหวัด", "Provincial cluster"),
    "province": Text("จังหวัด", "Province"),
    "district": Text("อำเภอ", "District"),
    "subdistrict": Text("ตำบล", "Subdistrict"),
    "statistical_region": Text("ภาคทางสถิติ", "Statistical region"),
}
_LEVEL_OF_FILE = {"amphoe": "district", "tambon": "subdistrict"}
_BANGKOK = "10"


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the register.

    `code` is the official code (`TH`, `60`, `6007`, `600701`) or, for regions and clusters, this project's own;
    `parent` the code of the place above it ("" for the country and for statistical regions). `lat`, `lon` are a
    point inside it, WGS 84 degrees; `area_km2` is computed from the shapes; `population` is the register of
    `population_year_be` (province and above). None where it is not known. `members` are the provinces of a
    statistical region (empty: not confirmed), `agency` is who counts so.
    """

    code: str
    level: str
    name_th: str
    name_en: str
    parent: str = ""
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    population: int | None = None
    population_year_be: int | None = None
    note: str = ""
    agency: str = ""
    members: tuple[str, ...] = field(default=())

    @property
    def name(self) -> Text:
        """The name without its kind: `ตาคลี`, `Takhli`."""
        return Text(self.name_th, self.name_en)

    @property
    def full_name(self) -> Text:
        """The name with its kind and, below the province, with what it lies in: `อ.ตาคลี จ.นครสวรรค์`."""
        if self.level == "province":
            return Text(self.name_th if self.code == _BANGKOK else f"จ.{self.name_th}", self.name_en)
        if self.level not in ("district", "subdistrict"):
            return self.name
        above = get(self.parent).full_name
        th = self.name_th if self.name_th.startswith("เขต") else f"{_prefix(self)}{self.name_th}"
        return Text(f"{th} {above.th}", f"{self.name_en}, {above.en}")


def _prefix(area: Area) -> str:
    if area.code.startswith(_BANGKOK):
        return "แขวง" if area.level == "subdistrict" else "เขต"
    return "ต." if area.level == "subdistrict" else "อ."


def get(code: str) -> Area:
    """The place with exactly this code; `Refused` (`unknown_area`) when there is none."""
    area = all_areas().get(code)
    if area is None:
        raise Refused(faults.unknown_area(code))
    return area


def exists(code: str) -> bool:
    """Whether the register holds this code."""
    return code in all_areas()


@cache
def all_areas() -> Mapping[str, Area]:
    """Every place by code, in the order of the register (parents first)."""
    found = {area.code: area for area in _official()}
    found.update((area.code, area) for area in _statistical())
    return found


def children(code: str, level: str | None = None) -> tuple[Area, ...]:
    """The places directly below `code`; with `level`, all places of that level anywhere below it, in order of code.

    Bangkok stands directly under its region; the members of a statistical region count as its children.
    """
    get(code)
    if level is None:
        return _below().get(code, ())
    _known(level)
    return tuple(sorted(_descend(code, level), key=lambda area: area.code))


def ancestors(code: str) -> tuple[Area, ...]:
    """The places that hold `code`, nearest first, ending with the country."""
    found: list[Area] = []
    area = get(code)
    while area.parent:
        area = get(area.parent)
        found.append(area)
    return tuple(found)


def ancestor(code: str, level: str) -> Area | None:
    """The place of `level` that holds `code` (itself included), None when there is none."""
    _known(level)
    return next((area for area in (get(code), *ancestors(code)) if area.level == level), None)


def is_within(code: str, outer: str) -> bool:
    """Whether `code` is `outer` or lies in it; a statistical region holds its members and what lies in them."""
    if code == outer:
        return True
    members = get(outer).members
    return any(area.code == outer or area.code in members for area in (get(code), *ancestors(code)))


def of_level(level: str) -> tuple[Area, ...]:
    """All places of a level, in the order of the register."""
    _known(level)
    return _by_level().get(level, ())


def level_named(text: str) -> str:
    """A level as people and files write it (`amphoe`, `อำเภอ`, `District`); `Refused` when unknown."""
    word = text.strip().casefold()
    word = _LEVEL_OF_FILE.get(word, word)
    for level, name in LEVEL_NAMES.items():
        if word in (level, name.th, name.en.casefold()):
            return level
    raise Refused(faults.unknown_level(text, LEVELS))


def _known(level: str) -> None:
    if level not in LEVELS:
        raise Refused(faults.unknown_level(level, LEVELS))


def _descend(code: str, level: str) -> list[Area]:
    found: list[Area] = []
    for child in _below().get(code, ()):
        if child.level == level:
            found.append(child)
        else:
            found.extend(_descend(child.code, level))
    return found


@cache
def _below() -> Mapping[str, tuple[Area, ...]]:
    below: dict[str, list[Area]] = {}
    for area in all_areas().values():
        if area.parent:
            below.setdefault(area.parent, []).append(area)
        if area.members:
            below[area.code] = [all_areas()[member] for member in area.members]
    return {code: tuple(found) for code, found in below.items()}


@cache
def _by_level() -> Mapping[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = {}
    for area in all_areas().values():
        found.setdefault(area.level, []).append(area)
    return {level: tuple(areas) for level, areas in found.items()}


def _lines(name: str) -> list[list[str]]:
    text = (files("sawan.areas") / "data" / name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


def _official() -> list[Area]:
    """Rows of areas.csv: level, code, parent, names, lat, lon, km2, people, their year, note."""
    return [
        Area(
            code,
            _LEVEL_OF_FILE.get(level, level),
            th,
            en,
            parent,
            float(lat) if lat else None,
            float(lon) if lon else None,
            float(km2) if km2 else None,
            int(people) if people else None,
            int(year) if year else None,
            note,
        )
        for level, code, parent, th, en, lat, lon, km2, people, year, note in _lines("areas.csv")
    ]


def _statistical() -> list[Area]:
    return [
        Area(code, "statistical_region", th, en, note=basis, agency=agency, members=tuple(members.split()))
        for code, th, en, agency, members, basis in _lines("statistical-regions.csv")
    ]

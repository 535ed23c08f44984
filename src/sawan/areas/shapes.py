"""Shapes of places as TopoJSON: which file draws which level where, cut to what was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from sawan.areas import faults
from sawan.areas.register import COUNTRY, children, get, is_within
from sawan.problems import Refused
from sawan.texts import Text

CREDIT = Text(
    "ขอบเขตการปกครอง: กรมแผนที่ทหาร ผ่าน OCHA COD-AB (HDX cod-ab-tha), CC BY 3.0 IGO ปรับลดรายละเอียด",
    "Boundaries: Royal Thai Survey Department via OCHA COD-AB, CC BY 3.0 IGO, simplified",
)
OBJECT = "areas"

_FINEST_FIRST = (
    ("subdistrict", "60", "nakhon-sawan-tambon.topojson"),
    ("subdistrict", "TH", "thailand-tambon.topojson"),
    ("district", "60", "nakhon-sawan-amphoe.topojson"),
    ("district", "N-L2", "lower-north-2-amphoe.topojson"),
    ("district", "TH", "thailand-amphoe.topojson"),
    ("province", "TH", "thailand-provinces.topojson"),
)

Topology = dict[str, Any]
Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True, slots=True)
class Map:
    """The shapes of one level inside one area.

    `topojson` holds one object, `areas`: a geometry an area, its `id` the code, its properties `code`, `name_th`,
    `name_en`, `parent`; outer rings run clockwise. `missing` are the codes of the register that have no shape.
    """

    level: str
    within: str
    topojson: bytes
    etag: str
    drawn: tuple[str, ...]
    missing: tuple[str, ...]
    credit: Text


@lru_cache(maxsize=64)
def shapes(level: str, within: str = "TH") -> Map:
    """All areas of `level` inside `within` (a code) as TopoJSON; `Refused` when no file draws that level there."""
    topology = topology_of(level, within)
    drawn = tuple(geometry["id"] for geometry in topology["objects"][OBJECT]["geometries"])
    missing = tuple(area.code for area in _wanted(level, within) if area.code not in set(drawn))
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":")).encode()
    return Map(level, within, text, sha256(text).hexdigest()[:16], drawn, missing, CREDIT)


@lru_cache(maxsize=16)
def topology_of(level: str, within: str) -> Topology:
    """The cut topology as Python values; do not change what is returned."""
    get(within)
    name = next((file for kind, outer, file in _FINEST_FIRST if kind == level and _holds(outer, within)), None)
    wanted = {area.code for area in _wanted(level, within)} if name else set()
    if name is None or not wanted:
        raise Refused(faults.no_shapes(level, within))
    whole = _read(name)
    geometries = [_named(geometry) for geometry in _geometries(whole) if geometry["id"] in wanted]
    if not geometries:
        raise Refused(faults.no_shapes(level, within))
    return _cut(whole, geometries)


def has_shape(code: str) -> bool:
    """Whether some shipped map draws this place."""
    area = get(code)
    return area.level in ("province", "district", "subdistrict") and code in _drawn(area.level)


def without_shape(codes: Sequence[str]) -> tuple[str, ...]:
    """Those of `codes` that no map can show, in the order given: pages name them in words."""
    return tuple(code for code in codes if not has_shape(code))


@cache
def _drawn(level: str) -> frozenset[str]:
    return frozenset(geometry["id"] for geometry in topology_of(level, "TH")["objects"][OBJECT]["geometries"])


@lru_cache(maxsize=4)
def _read(name: str) -> Topology:
    topology: Topology = json.loads((files("sawan.areas") / "data" / name).read_bytes())
    return topology


def _wanted(level: str, within: str) -> tuple[Any, ...]:
    own = get(within)
    return (own,) if own.level == level else children(within, level)


def _geometries(topology: Topology) -> list[dict[str, Any]]:
    (held,) = topology["objects"].values()
    geometries: list[dict[str, Any]] = held["geometries"]
    return geometries


def _holds(outer: str, within: str) -> bool:
    return outer == COUNTRY or is_within(within, outer)


def _named(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Names and parent from the register, for the edition of the map is older."""
    area = get(geometry["id"])
    names = {"code": area.code, "name_th": area.name_th, "name_en": area.name_en, "parent": area.parent}
    return {"type": geometry["type"], "id": area.code, "properties": names, "arcs": geometry["arcs"]}


def _cut(whole: Topology, geometries: list[dict[str, Any]]) -> Topology:
    """Keep the arcs that the geometries use, and number them anew."""
    used = sorted({_arc(index) for geometry in geometries for ring in rings(geometry) for index in ring})
    new = {old: at for at, old in enumerate(used)}
    kept = [{**geometry, "arcs": _renumber(geometry["arcs"], new)} for geometry in geometries]
    return {
        "type": "Topology",
        "transform": whole["transform"],
        "objects": {OBJECT: {"type": "GeometryCollection", "geometries": kept}},
        "arcs": [whole["arcs"][old] for old in used],
    }


def rings(geometry: Mapping[str, Any]) -> list[list[int]]:
    """Every ring of a Polygon or MultiPolygon as a list of arc numbers (negative: backwards, as `~n`)."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon]


def lines(topology: Topology) -> list[Line]:
    """Every arc as degrees, from its whole-number steps (TopoJSON specification 2.1)."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """The points of a ring of arc numbers, first and last the same."""
    line: Line = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def _arc(index: int) -> int:
    return index if index >= 0 else ~index


def _renumber(arcs: Any, new: Mapping[int, int]) -> Any:
    if isinstance(arcs, int):
        return new[arcs] if arcs >= 0 else ~new[~arcs]
    return [_renumber(part, new) for part in arcs]

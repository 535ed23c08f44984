"""Which place a position lies in, and which places touch: geometry of the shipped shapes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sawan.areas.register import COUNTRY, get, is_within
from sawan.areas.shapes import OBJECT, joined, lines, rings, topology_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BORDER_DEGREES = 0.01


@lru_cache(maxsize=16)
def polygons(level: str, within: str) -> Mapping[str, BaseGeometry]:
    """Shapes of the areas of `level` inside `within` by code, WGS 84; areas without a shape are left out.

    `Refused` when no map draws that level there.
    """
    from shapely import MultiPolygon, Polygon  # slow import

    topology = topology_of(level, within)
    arcs = lines(topology)
    found: dict[str, BaseGeometry] = {}
    for geometry in topology["objects"][OBJECT]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        drawn = [Polygon(joined(part[0], arcs), [joined(hole, arcs) for hole in part[1:]]) for part in parts]
        found[geometry["id"]] = drawn[0] if len(drawn) == 1 else MultiPolygon(drawn)
    return found


def locate(lat: float, lon: float, level: str = "subdistrict", within: str = "TH") -> str | None:
    """Code of the area of `level` inside `within` that holds a position (degrees); None when none does.

    A position up to about a kilometre outside all of them is given to the nearest: borders are simplified.
    """
    from shapely import Point  # slow import

    tree, codes = _tree(level, within)
    point = Point(lon, lat)
    inside = tree.query(point, predicate="within")
    if len(inside):
        return codes[int(min(inside))]
    near = tree.query_nearest(point, max_distance=BORDER_DEGREES)
    return codes[int(near[0])] if len(near) else None


def contains(code: str, lat: float, lon: float) -> bool:
    """Whether a position lies in an area or within about a kilometre of it; regions and clusters by their provinces."""
    level = get(code).level
    if level in ("province", "district", "subdistrict"):
        return locate(lat, lon, level, code) == code
    province = locate(lat, lon, "province")
    return province is not None and (code == COUNTRY or is_within(province, code))


@lru_cache(maxsize=16)
def neighbours(level: str, within: str) -> Mapping[str, tuple[str, ...]]:
    """For each drawn area the codes of those that share a border or a corner with it ("queen"), sorted.

    Islands have none.
    """
    topology = topology_of(level, within)
    ends = [_ends(arc) for arc in topology["arcs"]]
    holders: dict[Any, set[str]] = {}
    touched: dict[str, set[Any]] = {}
    for geometry in topology["objects"][OBJECT]["geometries"]:
        for index in (index for ring in rings(geometry) for index in ring):
            arc = index if index >= 0 else ~index
            for part in (arc, *ends[arc]):
                holders.setdefault(part, set()).add(geometry["id"])
                touched.setdefault(geometry["id"], set()).add(part)
    return {
        code: tuple(sorted({other for part in parts for other in holders[part]} - {code}))
        for code, parts in touched.items()
    }


@lru_cache(maxsize=16)
def _tree(level: str, within: str) -> tuple[Any, tuple[str, ...]]:
    from shapely import STRtree  # slow import

    drawn = polygons(level, within)
    return STRtree(list(drawn.values())), tuple(drawn)


def _ends(arc: list[list[int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last point of an arc in whole-number units."""
    first = (arc[0][0], arc[0][1])
    return first, (sum(step[0] for step in arc), sum(step[1] for step in arc))

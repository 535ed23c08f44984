"""Maps drawn by the server: SVG paths of areas, their common border, rivers, and a place for each name."""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sawan.areas.register import Area, get
from sawan.areas.shapes import CREDIT, OBJECT, Line, Point, joined, lines, rings, shapes, topology_of
from sawan.texts import Text

TOLERANCE = 0.35
RIVER_CREDIT = Text("แม่น้ำ: Natural Earth (สาธารณสมบัติ)", "Rivers: Natural Earth (public domain)")


@dataclass(frozen=True, slots=True)
class Shape:
    """One area of a drawing: `path_d` for `<path d>`, `label_xy` where the middle of its name goes, in pixels."""

    code: str
    path_d: str
    label_xy: Point

    @property
    def area(self) -> Area:
        """The place that is drawn."""
        return get(self.code)


@dataclass(frozen=True, slots=True)
class River:
    """One river of a drawing, cut at the border."""

    name_en: str
    path_d: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of `width` x `height` pixels: shapes, the border around them all, rivers, areas without a shape, credit."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    border_d: str
    rivers: tuple[River, ...]
    missing: tuple[str, ...]
    credit: Text


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to pixels: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    across: float
    down: float

    def place(self, lon: float, lat: float) -> Point:
        """The pixel of a place, x to the right and y downwards."""
        return (lon - self.west) * self.across, (self.north - lat) * self.down


@lru_cache(maxsize=64)
def outline(code: str = "TH", level: str = "province", width: float = 520) -> Drawing:
    """The areas of `level` inside `code`, `width` pixels wide; `Refused` when no map draws that level there.

    Borders that two areas share are simplified once (Douglas and Peucker 1973, a third of a pixel), so no gaps open.
    """
    topology = topology_of(level, code)
    arcs = lines(topology)
    frame, height = _frame(arcs, width)
    drawn = [_simplified([frame.place(*point) for point in arc]) for arc in arcs]
    geometries = topology["objects"][OBJECT]["geometries"]
    return Drawing(
        width,
        height,
        tuple(_shape(geometry, drawn, frame) for geometry in geometries),
        _border(geometries, drawn),
        _rivers(geometries, arcs, frame),
        shapes(level, code).missing,
        CREDIT,
    )


def _frame(arcs: Sequence[Line], width: float) -> tuple[Frame, float]:
    west, east = min(x for arc in arcs for x, _ in arc), max(x for arc in arcs for x, _ in arc)
    south, north = min(y for arc in arcs for _, y in arc), max(y for arc in arcs for _, y in arc)
    across = width / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))
    return Frame(west, north, across, down), round((north - south) * down, 1)


def _simplified(line: Line) -> Line:
    """Points that matter at this size; a closed line is first cut at its farthest point."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda at: math.dist(line[0], line[at]))
        return _thinned(line[: far + 1]) + _thinned(line[far:])[1:]
    return _thinned(line)


def _thinned(line: Line) -> Line:
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = first, TOLERANCE
        for at in range(first + 1, last):
            off = _off(line[at], line[first], line[last])
            if off > distance:
                farthest, distance = at, off
        if farthest != first:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[at] for at in sorted(keep)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the straight line between two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if length == 0:
        return math.dist(point, start)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def _shape(geometry: dict[str, Any], arcs: Sequence[Line], frame: Frame) -> Shape:
    closed = [joined(ring, arcs) for ring in rings(geometry)]
    return Shape(
        geometry["id"],
        "".join(_path(ring) + "z" for ring in closed if len(ring) > 3),
        _label(geometry["id"], closed, frame),
    )


def _label(code: str, closed: Sequence[Line], frame: Frame) -> Point:
    """Halfway along the widest level stretch near the middle of the largest ring, for names are wide and low."""
    area = get(code)
    ring = max(closed, key=_size)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    centre = frame.place(area.lon, area.lat)[1] if area.lat is not None and area.lon is not None else (top + bottom) / 2
    reach = (bottom - top) / 4
    best = max(
        (_widest(ring, centre + reach * step / 6) for step in range(-6, 7)), key=lambda run: _worth(run, centre, reach)
    )
    return round(best[0] + best[1] / 2, 1), round(best[2], 1)


def _worth(run: tuple[float, float, float], centre: float, reach: float) -> float:
    """Width, less up to a third for lying away from the centre."""
    return run[1] * (1 - abs(run[2] - centre) / reach / 3) if reach else run[1]


def _widest(ring: Line, y: float) -> tuple[float, float, float]:
    """The longest stretch of the height `y` that lies inside the ring: left end, width, y."""
    cuts = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in itertools.pairwise(ring)
        if (ay <= y < by) or (by <= y < ay)
    )
    runs = [(left, right - left, y) for left, right in zip(cuts[::2], cuts[1::2], strict=False)]
    return max(runs, key=lambda run: run[1], default=(ring[0][0], 0.0, y))


def _size(ring: Line) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring))) / 2


def _border(geometries: Sequence[dict[str, Any]], arcs: Sequence[Line]) -> str:
    """The arcs that only one area uses: the outer border and the coast."""
    uses = Counter(
        index if index >= 0 else ~index for geometry in geometries for ring in rings(geometry) for index in ring
    )
    return "".join(_path(arcs[index]) for index, times in sorted(uses.items()) if times == 1)


def _path(line: Line) -> str:
    """Absolute first point, then steps in tenths of a pixel whose rounding does not add up."""
    at_x, at_y = round(line[0][0], 1), round(line[0][1], 1)
    said = [f"M{at_x:g},{at_y:g}"]
    for x, y in line[1:]:
        step_x, step_y = round(x - at_x, 1), round(y - at_y, 1)
        if step_x or step_y:
            said.append(f"l{step_x:g},{step_y:g}")
            at_x, at_y = at_x + step_x, at_y + step_y
    return "".join(said)


def _rivers(geometries: Sequence[dict[str, Any]], arcs: Sequence[Line], frame: Frame) -> tuple[River, ...]:
    from shapely import LineString, MultiLineString, Polygon, line_merge, unary_union  # slow import

    land = unary_union([Polygon(joined(ring, arcs)).buffer(0) for geometry in geometries for ring in rings(geometry)])
    found = []
    for feature in _river_features():
        course = feature["geometry"]["coordinates"]
        course = [course] if feature["geometry"]["type"] == "LineString" else course
        inside = MultiLineString(course).intersection(land)
        merged = line_merge(inside) if isinstance(inside, MultiLineString) else inside
        parts = [
            part for part in getattr(merged, "geoms", [merged]) if isinstance(part, LineString) and not part.is_empty
        ]
        path = "".join(_path(_simplified([frame.place(x, y) for x, y in part.coords])) for part in parts)
        if path:
            found.append(River(feature["properties"]["name"] or "", path))
    return tuple(found)


def _river_features() -> list[dict[str, Any]]:
    text = (files("sawan.areas") / "data" / "rivers-th-ne10m.geojson").read_bytes()
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features

"""Shapes: complete, clockwise, cut without loss, drawn without gaps."""

import json
import re

import pytest

from sawan.areas import register
from sawan.areas.outlines import outline
from sawan.areas.shapes import CREDIT, has_shape, shapes, topology_of, without_shape
from sawan.problems import Refused

BANGKOK_WITHOUT_SHAPE = {
    "100910", "101406", "102602", "103402", "103403", "104402", "104403",
    "104702", "104703", "105002", "105003", "105004", "105005",
}  # fmt: skip


@pytest.mark.parametrize(
    ("level", "within", "count"),
    [("province", "TH", 77), ("district", "TH", 928), ("district", "60", 15), ("subdistrict", "60", 130),
     ("district", "N-L2", 46), ("subdistrict", "6007", 10), ("province", "NESDC-N", 17), ("province", "60", 1)],
)  # fmt: skip
def test_every_area_of_the_register_is_drawn(level, within, count):
    drawn = shapes(level, within)
    assert len(drawn.drawn) == count
    assert drawn.missing == ()
    assert drawn.credit == CREDIT


def test_new_subdistricts_of_bangkok_are_said_to_have_no_shape():
    assert set(shapes("subdistrict", "10").missing) == BANGKOK_WITHOUT_SHAPE
    assert without_shape(["600101", "100910"]) == ("100910",)
    assert not has_shape("N-L2")


def test_names_come_from_the_register():
    for geometry in topology_of("district", "TH")["objects"]["areas"]["geometries"]:
        area = register.get(geometry["id"])
        assert geometry["properties"]["name_th"] == area.name_th
        assert geometry["properties"]["parent"] == area.parent


def test_level_without_shapes_is_refused():
    with pytest.raises(Refused, match="no map of level region"):
        shapes("region", "TH")
    with pytest.raises(Refused):
        shapes("province", "6007")


def _decoded(topology):
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        yield line


def _ring(indices, arcs):
    line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def test_cut_topology_keeps_closed_clockwise_rings_of_the_right_size():
    """Sizes of the register were computed from the unsimplified shapes: within half a percent for Nakhon Sawan."""
    shapely = pytest.importorskip("shapely")
    topology = json.loads(shapes("subdistrict", "6007").topojson)
    arcs = list(_decoded(topology))
    for geometry in topology["objects"]["areas"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        size = 0.0
        for polygon in polygons:
            outer = _ring(polygon[0], arcs)
            assert outer[0] == outer[-1]
            assert not shapely.LinearRing(outer).is_ccw
            size += shapely.Polygon(outer, [_ring(hole, arcs) for hole in polygon[1:]]).area
        km2 = size * 110.65 * 111.32 * 0.9648  # a degree of latitude and of longitude at 15.25 north
        assert km2 == pytest.approx(register.get(geometry["id"]).area_km2, rel=0.005)


def _points(path):
    """Absolute points of each sub-path of a path of `M` and `l`."""
    for sub in path.split("M")[1:]:
        numbers = [tuple(map(float, pair.split(","))) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", sub)]
        x, y = numbers[0]
        line = [(x, y)]
        for step_x, step_y in numbers[1:]:
            x, y = x + step_x, y + step_y
            line.append((round(x, 1), round(y, 1)))
        yield line


def test_drawing_of_districts_fills_the_province_and_holds_the_names():
    shapely = pytest.importorskip("shapely")
    drawing = outline("60", "district", 520)
    assert len(drawing.shapes) == 15
    polygons = {}
    for shape in drawing.shapes:
        rings = [shapely.Polygon(points).buffer(0) for points in _points(shape.path_d) if len(points) > 3]
        polygons[shape.code] = shapely.unary_union(rings)
        assert polygons[shape.code].contains(shapely.Point(shape.label_xy))
    whole = shapely.unary_union(list(polygons.values()))
    assert whole.area == pytest.approx(sum(polygon.area for polygon in polygons.values()), rel=0.002)
    left, top, right, bottom = whole.bounds
    assert (left, top) == pytest.approx((0, 0), abs=0.2)
    assert (right, bottom) == pytest.approx((520, drawing.height), abs=0.2)
    assert {river.name_en for river in drawing.rivers} == {"Yom", "Ping", "Chao Phraya"}
    for river in drawing.rivers:
        for line in _points(river.path_d):
            assert whole.buffer(1.5).contains(shapely.LineString(line))


def test_drawing_of_the_country_is_small_enough_for_a_page():
    drawing = outline("TH", "province", 300)
    assert len(drawing.shapes) == 77
    assert sum(len(shape.path_d) for shape in drawing.shapes) < 80_000

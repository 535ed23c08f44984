"""Map files as people bring them."""

import json

import pytest

from sawan.areas.uploads import read_map, touching
from sawan.problems import Refused

WEST = [[100.0, 15.0], [100.0, 15.1], [100.1, 15.1], [100.1, 15.0], [100.0, 15.0]]
EAST = [[100.1, 15.0], [100.1, 15.1], [100.2, 15.1], [100.2, 15.0], [100.1, 15.0]]


def _write(tmp_path, *features):
    collection = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for code, ring in features
        ],
    }
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_clockwise_map_with_official_codes_is_taken_in_silence(tmp_path):
    uploaded = read_map(_write(tmp_path, ("6001", WEST), ("6002", EAST)))
    assert list(uploaded.polygons) == ["6001", "6002"]
    assert uploaded.warnings == ()
    assert touching(uploaded.polygons) == {"6001": ("6002",), "6002": ("6001",)}


def test_anticlockwise_rings_are_turned_and_said(tmp_path):
    uploaded = read_map(_write(tmp_path, ("6001", WEST[::-1]), ("TH6002", EAST)))
    (warning,) = uploaded.warnings
    assert warning.code == "turned_rings"
    assert warning.warning
    assert not uploaded.polygons["6001"].exterior.is_ccw
    assert list(uploaded.polygons) == ["6001", "6002"]


def test_topojson_of_the_project_is_read(tmp_path):
    from sawan.areas.shapes import shapes

    path = tmp_path / "map.topojson"
    path.write_bytes(shapes("district", "60").topojson)
    uploaded = read_map(path)
    assert len(uploaded.polygons) == 15
    assert uploaded.warnings == ()


def test_every_fault_is_told_at_once(tmp_path):
    utm = [[620000, 1700000], [620000, 1710000], [630000, 1710000], [620000, 1700000]]
    path = _write(tmp_path, ("THA.32.1_1", WEST), ("6002", utm), ("6003", EAST), ("6003", EAST))
    with pytest.raises(Refused) as refusal:
        read_map(path)
    problems = refusal.value.problems
    assert [problem.code for problem in problems] == ["foreign_code", "not_degrees", "doubled_code"]
    assert all(problem.file == "map.geojson" and problem.th and problem.en for problem in problems)


def test_broken_rings_are_faults_and_no_crash(tmp_path):
    path = _write(tmp_path, ("6002", WEST[:2]), ("6003", [["a", "b"], *EAST[1:]]), ("6004", [3]))
    with pytest.raises(Refused) as refusal:
        read_map(path)
    assert [(one.code, one.row) for one in refusal.value.problems] == [("broken_shape", row) for row in (1, 2, 3)]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"type": "FeatureCollection"}', '{"type": "Topology"}', "\0"])
def test_other_files_are_refused(tmp_path, text):
    path = tmp_path / "map.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_map(path)
    assert refusal.value.problems[0].code == "not_a_map"


def test_points_are_no_areas(tmp_path):
    path = tmp_path / "map.json"
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [100, 15]}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [point]}), encoding="utf-8")
    with pytest.raises(Refused, match="no polygon"):
        read_map(path)

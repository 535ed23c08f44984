"""Hot spots on observations that ship and on files that people bring."""

import json

import pytest

from sawan.areas import register
from sawan.areas.shapes import shapes
from sawan.evaluate.analyses import hotspots
from sawan.evaluate.analyses.hotspots import Options
from sawan.problems import NoAnswer, Refused


@pytest.fixture(scope="module")
def poverty():
    return hotspots.answer("60", Options("poor_share_tpmap", 2561))


def test_poverty_of_2561_is_that_of_tpmap(poverty):
    """20,005 of 690,037 surveyed = 2.8991 %."""
    own = next(row for row in poverty.listing.records() if row["area"] == "60")
    assert own["value"] == pytest.approx(2.8991)
    assert own["smoothed"] == pytest.approx(100 * 20005 / 690037, abs=0.02)
    assert poverty.inputs[0].missing == 1  # Bangkok was not surveyed
    assert "76 of 77" in poverty.text.en


def test_q_is_not_below_p_and_labels_follow(poverty):
    for row in poverty.listing.records():
        if row["label"] == "no_neighbours":
            assert row["gi"] is None
            continue
        assert row["q"] >= row["p"] - 1e-12
        assert (row["label"] != "none") == (row["q"] <= 0.05)
        assert row["label"] != "hot" or row["gi"] > 0


def test_funnel_stands_beside_the_rates(poverty):
    for row in poverty.more["funnel"].records():
        assert row["low95"] < row["high95"]
        assert (row["outside"] == "above") == (row["value"] > row["high95"])


def test_richest_and_poorest_provinces_lie_together():
    found = hotspots.answer("TH", Options("gpp_per_capita_current", 2563)).listing.records()
    hot = {register.get(row["area"]).name_en for row in found if row["label"] == "hot"}
    cold = {row["area"] for row in found if row["label"] == "cold"}
    assert "Chon Buri" in hot
    assert cold
    assert all(register.is_within(code, "NE") for code in cold)


def test_without_people_nothing_is_smoothed_and_it_is_said():
    found = hotspots.answer("60", Options("hai", 2564))
    assert all(row["smoothed"] is None for row in found.listing.records())
    assert "denominator" in found.text.en


def test_what_is_not_clustered_has_no_hot_spot():
    found = hotspots.answer("60", Options("flood_area_60d_satellite", 2565, "district"))
    assert "not clustered" in found.text.en
    assert {row["label"] for row in found.listing.records()} == {"none"}


def test_flood_is_clustered_where_the_water_stands():
    found = hotspots.answer("60", Options("flood_area_30d_satellite", 2565, "subdistrict")).listing.records()
    hot = {row["area"] for row in found if row["label"] == "hot"}
    assert "600302" in hot  # Thap Krit


def test_same_seed_same_answer():
    options = Options("hai", 2564)
    assert hotspots.answer("60", options).listing == hotspots.answer("60", options).listing


def test_latest_year_is_taken_when_none_is_asked():
    assert hotspots.answer("60", Options("hai")).parameters["year"] == 2564


@pytest.mark.parametrize(("indicator", "year", "level"), [("hai", 2490, "province"), ("hai", 2564, "subdistrict")])
def test_no_values_is_an_answer_of_no(indicator, year, level):
    with pytest.raises(NoAnswer):
        hotspots.answer("60", Options(indicator, year, level))


def test_too_few_values_is_an_answer_of_no():
    with pytest.raises(NoAnswer, match="at least 8"):
        hotspots.answer("60", Options("road_deaths_police", 2566))


def test_unknown_indicator_is_refused():
    with pytest.raises(Refused):
        hotspots.answer("60", Options("no_such_indicator"))


def _values(tmp_path, text):
    page = tmp_path / "values.csv"
    page.write_text(text, encoding="utf-8")
    return page


def test_rates_from_a_file_are_smoothed(tmp_path):
    rows = [f"{area.code},{3 + at},{1000 * (at + 1)}" for at, area in enumerate(register.children("60"))]
    page = _values(tmp_path, "area,events,exposure\n" + "\n".join(rows))
    found = hotspots.answer("60", Options("road_deaths", level="district", scale=1000), figures=page)
    first = found.listing.records()[0]
    assert first["value"] == pytest.approx(3)
    assert first["smoothed"] < first["value"]


def test_borders_of_an_own_map_give_the_same_neighbours(tmp_path):
    options = Options("flood_area_60d_satellite", 2565, "district")
    page = tmp_path / "map.topojson"
    page.write_bytes(shapes("district", "60").topojson)
    own = hotspots.answer("60", options, shapes=page)
    assert own.listing == hotspots.answer("60", options).listing
    assert own.warnings == ()


def test_anticlockwise_map_works_and_is_said(tmp_path):
    from shapely.geometry import mapping

    from sawan.areas.positions import polygons

    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(shape.normalize().reverse())}
        for code, shape in polygons("district", "60").items()
    ]
    page = tmp_path / "map.geojson"
    page.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    found = hotspots.answer("60", Options("flood_area_60d_satellite", 2565, "district"), shapes=page)
    assert [problem.code for problem in found.warnings] == ["turned_rings"]


def test_map_of_another_code_system_is_refused(tmp_path):
    page = tmp_path / "map.geojson"
    ring = [[100.0, 15.0], [100.0, 15.1], [100.1, 15.1], [100.0, 15.0]]
    feature = {
        "type": "Feature",
        "properties": {"code": "THA.32.1_1"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    page.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        hotspots.answer("60", Options("hai", 2564), shapes=page)
    (problem,) = refusal.value.problems
    assert problem.code == "foreign_code"
    assert "กรมการปกครอง" in problem.th
    assert "DOPA" in problem.en


def test_map_of_another_level_is_refused(tmp_path):
    page = tmp_path / "map.topojson"
    page.write_bytes(shapes("district", "60").topojson)
    with pytest.raises(Refused, match="level province"):
        hotspots.answer("60", Options("hai", 2564), shapes=page)


def test_province_is_51st_of_76_from_the_least_poor(poverty):
    """20,005 of 690,037 surveyed: rank 51 of 76 provinces counted from the lowest share, 26 from the highest."""
    shares = sorted(row["value"] for row in poverty.listing.records())
    assert shares.index(2.8991) + 1 == 51
    assert len(shares) == 76


def test_map_without_the_areas_asked_for_leaves_them_without_neighbours(tmp_path):
    page = tmp_path / "map.topojson"
    page.write_bytes(shapes("district", "61").topojson)
    found = hotspots.answer("60", Options("flood_area_60d_satellite", 2565, "district"), shapes=page)
    assert {row["label"] for row in found.listing.records()} == {"no_neighbours"}
    assert "not clustered" in found.text.en


@pytest.mark.parametrize("options", [Options("hai", 2564, alpha=5), Options("hai", 2564, scale=0)])
def test_options_that_make_no_sense_are_refused(options):
    with pytest.raises(Refused):
        hotspots.answer("60", options)

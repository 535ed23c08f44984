"""Sites in Nakhon Sawan: the results computed when the guidelines were studied."""

import pytest

from sawan.areas import register
from sawan.evaluate.analyses import location
from sawan.evaluate.analyses.location import Options, parse_sites
from sawan.evaluate.analyses.shipped import page
from sawan.problems import NoAnswer, Refused

BY_AREA = [
    (1, 45.6725, {"Pak Nam Pho"}),
    (2, 38.8689, {"Hua Wai", "Pak Nam Pho"}),
    (3, 35.4543, {"Hua Wai", "Pak Nam Pho", "Chum Saeng"}),
    (4, 34.6494, {"Dong Maku", "Khao Thong", "Pak Nam Pho", "Chum Saeng"}),
]
EQUAL = [
    (1, 35.7617, {"Pak Nam Pho"}),
    (2, 29.4671, {"Hua Wai", "Pak Nam Pho"}),
    (3, 25.8562, {"Dong Maku", "Pak Nam Pho", "Chum Saeng"}),
]


@pytest.mark.parametrize(("weights", "wanted"), [("area", BY_AREA), ("equal", EQUAL)])
def test_stations_of_the_least_distance(weights, wanted):
    found = location.answer("60", options=Options(weights=weights))
    rows = found.listing.records()
    assert [row["sites"] for row in rows] == [1, 2, 3, 4, 5]
    for row, (sites, objective, names) in zip(rows, wanted, strict=False):
        assert row["sites"] == sites
        assert row["objective"] == pytest.approx(objective, abs=5e-5)
        assert set(row["chosen"].split(";")) == names


def test_stations_without_a_position_are_named():
    found = location.answer("60", options=Options(sites=(1,)))
    stations = found.inputs[0]
    assert (stations.rows, stations.used, stations.missing) == (18, 16, 2)
    assert "บึงบอระเพ็ด" in found.text.th


def test_new_hospitals_reach_three_six_eight_of_the_fourteen():
    options = Options(sites=(1, 2, 3), weights="equal", objective="cover", km=30 * 40 / 60 / 1.3, existing="hospitals")
    answer = location.answer("60", "subdistricts", options)
    rows = answer.listing.records()
    assert [row["objective"] for row in rows] == [116, 119, 122, 124]
    chosen = [{register.get(code).name_en for code in row["chosen"].split(";")} for row in rows[1:]]
    sets = [{"Phai Sing"}, {"Phai Sing", "Hua Thanon"}, {"Phai Sing", "Hua Thanon", "Dan Chang"}]
    assert chosen == sets


def test_covering_sets_as_good_are_all_told():
    options = Options(sites=(1,), weights="equal", objective="cover", km=30 * 40 / 60 / 1.3, existing="hospitals")
    found = location.answer("60", "subdistricts", options)
    equal = [row for row in found.more["near_optimal"].records() if row["objective"] == 119]
    assert len(equal) == 5 and "600310" in {row["chosen"] for row in equal}
    assert "As good within 1%" in found.text.en


def test_missing_positions_would_have_advised_a_hospital_where_one_stands(tmp_path):
    """With the 15 hospitals that have a position the best new site is Phaisali, which has a hospital."""
    lines = page("hospitals", "60").read_text(encoding="utf-8").splitlines()
    kept = [line.replace(",,,600908,", ",,,,").replace(",,,601401,", ",,,,") for line in lines]
    facilities = tmp_path / "hospitals.csv"
    facilities.write_text("\n".join(kept), encoding="utf-8")
    for objective in ("cover", "median"):
        options = Options(
            sites=(1,), weights="equal", objective=objective, km=30 * 40 / 60 / 1.3, existing=str(facilities)
        )
        (_, row) = location.answer("60", "subdistricts", options).listing.records()
        assert row["chosen"] == "600908"


def test_each_further_site_helps_and_helps_less_in_the_end():
    rows = location.answer("60", "subdistricts", Options(sites=(1, 2, 3, 4, 5))).listing.records()
    objectives = [row["objective"] for row in rows]
    assert objectives == sorted(objectives, reverse=True)


def test_fixed_site_may_be_named_in_thai():
    found = location.answer("60", options=Options(sites=(2,), fixed=("ชุมแสง",)))
    assert "Chum Saeng" in found.listing.records()[0]["chosen"].split(";")


def test_near_optimal_sets_are_listed():
    found = location.answer("60", options=Options(sites=(1, 2)))
    near = found.more["near_optimal"].records()
    best = {row["sites"]: row["objective"] for row in found.listing.records()}
    assert len(near) > 2
    assert all(best[row["sites"]] <= row["objective"] <= 1.01 * best[row["sites"]] for row in near)


@pytest.mark.parametrize(("text", "sites"), [("3", (3,)), ("1..3", (1, 2, 3)), ("๑-๒", (1, 2)), ("4,2", (2, 4))])
def test_sites_as_people_write_them(text, sites):
    assert parse_sites(text) == sites


@pytest.mark.parametrize("text", ["", "0", "a", "5..1", "1..99", "1;2", "-1"])
def test_other_numbers_of_sites_are_refused(text):
    with pytest.raises(Refused):
        parse_sites(text)


def test_unknown_fixed_site_names_candidates():
    with pytest.raises(Refused, match="Ban Takhli"):
        location.answer("60", options=Options(fixed=("Atlantis",)))


def test_more_sites_than_candidates_is_refused(tmp_path):
    page = tmp_path / "sites.csv"
    page.write_text("id,name,lat,lon\na,ก,15.7,100.1\n", encoding="utf-8")
    with pytest.raises(Refused, match="No choice"):
        location.answer("60", str(page), Options(sites=(2,)))


def test_people_are_asked_for_when_they_are_to_weigh(tmp_path):
    with pytest.raises(NoAnswer, match="population"):
        location.answer("60", options=Options(weights="population"))


def test_capacity_needs_a_column():
    with pytest.raises(Refused, match="supply"):
        location.answer("60", options=Options(capacity=True))


def test_order_of_the_rows_changes_nothing(tmp_path):
    rows = ["b,ข,15.24,100.35", "a,ก,15.7,100.14", "c,ค,15.64,99.54"]
    answers = []
    for at, order in enumerate((rows, rows[::-1])):
        page = tmp_path / f"{at}.csv"
        page.write_text("id,name,lat,lon\n" + "\n".join(order), encoding="utf-8")
        answers.append(location.answer("60", str(page), Options(sites=(1, 2))).listing)
    assert answers[0] == answers[1]


def test_whole_country_by_all_subdistricts_is_too_large():
    with pytest.raises(Refused, match="Too large"):
        location.answer("TH", "subdistricts")


def test_one_named_site_against_another():
    """The yard at Takhli, at Pak Nam Pho or at Chum Saeng: one fixed site each, the same weights."""
    objective = {
        name: location.answer("60", options=Options(sites=(1,), fixed=(name,))).listing.rows[0][1]
        for name in ("Ban Takhli", "Pak Nam Pho", "Chum Saeng")
    }
    assert min(objective, key=objective.get) == "Pak Nam Pho"
    assert objective["Pak Nam Pho"] == pytest.approx(45.6725, abs=5e-5)

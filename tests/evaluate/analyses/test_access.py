"""Access: a published two-step catchment, its invariant, and the results computed for Nakhon Sawan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sawan.areas import register
from sawan.evaluate.analyses import access
from sawan.evaluate.analyses.access import Options, catchment, gaussian_weight
from sawan.evaluate.analyses.places import distances_km, travel_minutes
from sawan.problems import NoAnswer, Refused


def test_catchment_of_the_fca_package():
    """CRAN package fca 0.1.0: P = 1..4, S = 1..6, everything within reach gives 2.1 for all four, supply 21."""
    people, supply = np.arange(1.0, 5), np.arange(1.0, 7)
    shared = catchment(np.zeros((4, 6)), people, supply, limit=1)
    assert shared == pytest.approx([2.1] * 4)
    assert people @ shared == pytest.approx(21)


@given(
    arrays(float, (5, 3), elements=st.floats(0, 60)),
    arrays(float, 5, elements=st.integers(0, 100_000).map(float)),
    arrays(float, 3, elements=st.floats(0, 1e3)),
    st.booleans(),
)
def test_catchment_hands_out_the_supply_of_those_that_somebody_reaches(minutes, people, supply, is_enhanced):
    weight = gaussian_weight(minutes, 30) if is_enhanced else None
    shared = catchment(minutes, people, supply, 30, weight)
    reach = np.where(minutes <= 30, 1.0 if weight is None else weight, 0.0)
    reached = (reach.T @ people) > 0
    assert people @ shared == pytest.approx(supply[reached].sum(), rel=1e-6, abs=1e-6)


def test_gaussian_weight_is_one_at_the_door_and_nothing_at_the_limit():
    assert gaussian_weight(np.array([0.0, 30.0, 40.0]), 30) == pytest.approx([1, 0, 0])


def test_a_degree_of_the_equator_and_of_a_meridian():
    """A great circle of radius 6371.0088 km has 111.195 km a degree."""
    zero, one = np.array([0.0]), np.array([1.0])
    assert distances_km(zero, zero, zero, one)[0, 0] == pytest.approx(111.1951, abs=1e-4)
    assert distances_km(zero, zero, one, zero)[0, 0] == pytest.approx(111.1951, abs=1e-4)


def test_minutes_by_the_formula():
    assert travel_minutes(np.array([20.0]), speed=40, detour=1.3)[0] == pytest.approx(39)


@pytest.fixture(scope="module")
def found():
    return access.answer("60")


def test_with_all_hospitals_fourteen_lie_beyond(found):
    rows = found.listing.records()
    assert len(rows) == 130
    assert sum(row["beyond"] for row in rows) == 14
    assert sum(row["distance_km"] for row in rows) / 130 == pytest.approx(9.297, abs=0.0005)
    far = max(rows, key=lambda row: row["distance_km"])
    assert far["distance_km"] == pytest.approx(21.807, abs=0.0005)
    assert register.get(far["area"]).name_th == "หนองตางู"
    assert far["area"][:4] == "6005"


def test_estimated_hospitals_are_marked_and_named(found):
    (hospitals, people, supply) = found.inputs
    assert (hospitals.rows, hospitals.used, hospitals.estimated, hospitals.missing) == (17, 17, 2, 0)
    assert (people.used, people.missing) == (0, 130)
    assert supply.missing == 17
    assert "โรงพยาบาลไพศาลี" in found.text.th
    assert "estimated" in found.text.en


def test_without_people_no_accessibility_is_told(found):
    assert all(row["accessibility"] is None for row in found.listing.records())
    assert "people by subdistrict" in found.text.en


def test_fifteen_hospitals_with_a_position_leave_twenty_beyond(tmp_path):
    from sawan.evaluate.analyses.shipped import page

    lines = page("hospitals", "60").read_text(encoding="utf-8").splitlines()
    kept = [line.replace(",,,600908,", ",,,,").replace(",,,601401,", ",,,,") for line in lines]
    facilities = tmp_path / "hospitals.csv"
    facilities.write_text("\n".join(kept), encoding="utf-8")
    answer = access.answer("60", str(facilities))
    rows = answer.listing.records()
    assert answer.inputs[0].used == 15
    assert answer.inputs[0].missing == 2
    assert sum(row["beyond"] for row in rows) == 20
    assert sum(row["distance_km"] for row in rows) / 130 == pytest.approx(10.136, abs=0.0005)
    assert "โรงพยาบาลไพศาลี" in answer.text.th
    assert "have no position" in answer.text.en


def _facilities(tmp_path, text):
    page = tmp_path / "facilities.csv"
    page.write_text(text, encoding="utf-8")
    return str(page)


def test_people_and_beds_give_accessibility_that_adds_up(tmp_path):
    facilities = _facilities(
        tmp_path,
        "id,name,lat,lon,beds\na,ก,15.7,100.14,864\nb,ข,15.24,100.35,120\nc,ค,15.64,99.54,30\n".replace(
            "99.54,\n", "99.54,30\n"
        ),
    )
    people = tmp_path / "people.csv"
    codes = [area.code for area in register.children("60", "subdistrict")]
    people.write_text("area,population\n" + "\n".join(f"{code},{1000 + at}" for at, code in enumerate(codes)))
    answer = access.answer("60", facilities, Options(minutes=60), people=people)
    shared = [row["accessibility"] for row in answer.listing.records()]
    assert sum((1000 + at) * share for at, share in enumerate(shared)) == pytest.approx(864 + 120 + 30)
    assert "people" in answer.text.en


def test_travel_times_replace_distance(tmp_path):
    facilities = _facilities(tmp_path, "id,name,lat,lon\na,ก,15.7,100.14\nb,ข,15.24,100.35\n")
    codes = [area.code for area in register.children("6007", "subdistrict")]
    travel = tmp_path / "travel.csv"
    pairs = [f"{code},{to},{minutes}" for code in codes for to, minutes in (("a", 5), ("b", 50))]
    travel.write_text("origin,destination,minutes\n" + "\n".join(pairs))
    rows = access.answer("6007", facilities, travel=travel).listing.records()
    assert {row["nearest"] for row in rows} == {"a"}
    assert {row["minutes"] for row in rows} == {5.0}
    travel.write_text("origin,destination,minutes\n" + "\n".join(pairs[:-2]))
    with pytest.raises(Refused, match="no pair"):
        access.answer("6007", facilities, travel=travel)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("ก,13.75,100.5,", "facility_outside"),
        ("ก,100.14,15.7,", "swapped_position"),
        ("ก,15.7,,", "bad_position"),
        ("ก,x,100.1,", "bad_position"),
        ("ก,,,THA.32.1", "foreign_code"),
        ("ก,,,100101", "facility_outside"),
        (",15.7,100.1,", "nameless"),
        ("ดี,15.7,100.1,", "doubled_id"),
    ],
)
def test_faulty_facilities_are_refused_in_both_languages(tmp_path, row, code):
    facilities = _facilities(tmp_path, f"name_th,lat,lon,tambon_code\nดี,15.7,100.14,\n{row}\n")
    with pytest.raises(Refused) as refusal:
        access.answer("60", facilities)
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert problem.row == 3
    assert problem.file == "facilities.csv"
    assert problem.th
    assert problem.en


def test_every_fault_is_told_at_once(tmp_path):
    facilities = _facilities(tmp_path, "name_th,lat,lon,beds\nก,13.75,100.5,1\nข,100.1,15.7,1\nค,15.7,100.1,-4\n")
    with pytest.raises(Refused) as refusal:
        access.answer("60", facilities)
    assert [problem.row for problem in refusal.value.problems] == [2, 3, 4]


def test_outside_is_taken_when_allowed(tmp_path):
    facilities = _facilities(tmp_path, "name_th,lat,lon\nก,15.9,100.9\nข,15.7,100.1\n")
    with pytest.raises(Refused):
        access.answer("60", facilities)
    assert access.answer("60", facilities, allow_outside=True).inputs[0].used == 2


def test_nothing_that_can_be_placed_is_refused(tmp_path):
    facilities = _facilities(tmp_path, "name_th,lat,lon,tambon_code\nก,,,\nข,,,6001\n")
    with pytest.raises(Refused, match="Not one facility"):
        access.answer("60", facilities)


def test_file_without_names_is_refused(tmp_path):
    with pytest.raises(Refused, match="name_th"):
        access.answer("60", _facilities(tmp_path, "lat,lon\n15.7,100.1\n"))


def test_list_that_is_not_held_gets_a_sentence():
    with pytest.raises(NoAnswer, match="schools"):
        access.answer("60", "schools")
    with pytest.raises(NoAnswer, match="61"):
        access.answer("61")


def test_area_without_subdistricts_is_refused():
    with pytest.raises(Refused, match="no subdistrict"):
        access.answer("600101")


@pytest.mark.parametrize("options", [Options(minutes=0), Options(speed=-1), Options(detour=0.5)])
def test_options_that_make_no_sense_are_refused(options):
    with pytest.raises(Refused):
        access.answer("60", options=options)


def test_all_facilities_are_listed_the_unplaced_too(tmp_path):
    facilities = _facilities(tmp_path, "name_th,lat,lon,tambon_code\nก,15.7,100.14,\nข,,,600908\nค,,,\n")
    rows = {row["id"]: row for row in access.answer("60", facilities).more["facilities"].records()}
    assert rows["ก"]["estimated"] is False
    assert rows["ข"]["estimated"] is True
    assert rows["ค"]["lat"] is None


def test_cluster_of_provinces_takes_a_file(tmp_path):
    facilities = _facilities(tmp_path, "name_th,lat,lon\nนครสวรรค์,15.7,100.14\nอุทัยธานี,15.38,100.02\n")
    rows = access.answer("N-L2", facilities).listing.records()
    assert len(rows) == len(register.children("N-L2", "subdistrict"))
    with pytest.raises(Refused):
        access.answer("N-L1", facilities)

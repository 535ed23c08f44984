"""Positions against places that other people located."""

import pytest

from sawan.areas import positions, register


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [(15.703, 100.151, "600101"), (15.241, 100.352, "600701"), (13.7563, 100.5018, "1001")],
)
def test_position_lies_in_its_area(lat, lon, code):
    level = "subdistrict" if len(code) == 6 else "district"
    assert positions.locate(lat, lon, level) == code


def test_position_elsewhere_is_in_no_area_of_the_province():
    assert positions.locate(13.7563, 100.5018, within="60") is None
    assert not positions.contains("60", 13.7563, 100.5018)


@pytest.mark.parametrize(("code", "inside"), [("N-L2", True), ("NESDC-N", True), ("TH", True), ("N-L1", False)])
def test_clusters_and_regions_hold_what_their_provinces_hold(code, inside):
    assert positions.contains(code, 15.703, 100.151) is inside


def test_every_centre_of_the_register_lies_in_its_own_subdistrict():
    for area in register.children("60", "subdistrict"):
        assert positions.locate(area.lat, area.lon, within="60") == area.code


@pytest.mark.parametrize(("level", "within"), [("province", "TH"), ("district", "60"), ("subdistrict", "60")])
def test_neighbours_are_mutual(level, within):
    near = positions.neighbours(level, within)
    for code, others in near.items():
        assert code not in others
        assert all(code in near[other] for other in others)


def test_neighbours_of_nakhon_sawan_are_those_on_the_map():
    """Kamphaeng Phet, Phichit, Phetchabun, Lop Buri, Sing Buri, Chai Nat, Uthai Thani, Tak."""
    assert positions.neighbours("province", "TH")["60"] == ("16", "17", "18", "61", "62", "63", "66", "67")
    assert positions.neighbours("province", "TH")["83"] == ()

"""Names as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan import thai
from sawan.areas import register
from sawan.areas.names import candidates, find
from sawan.problems import Refused


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TH", "TH"),
        ("60", "60"),
        ("6001", "6001"),
        ("600101", "600101"),
        ("TH-60", "60"),
        ("๖๐", "60"),
        ("นครสวรรค์", "60"),
        ("จ. นครสวรรค์", "60"),
        ("จังหวัดนครสวรรค์", "60"),
        ("Nakhon Sawan", "60"),
        ("nakhonsawan province", "60"),
        ("อ.ตาคลี", "6007"),
        ("อำเภอ ตาคลี", "6007"),
        ("ตาคลี", "6007"),
        ("Takhli", "6007"),
        ("Takhli District", "6007"),
        ("ต.ตาคลี", "600701"),
        ("Pak Nam Pho", "600101"),
        ("ต.ปากน้ำโพ อ.เมือง จ.นครสวรรค์", "600101"),
        ("อำเภอเมือง นครสวรรค์", "6001"),
        ("Muang Nakhon Sawan", "6001"),
        ("Takhli, Nakhon Sawan", "6007"),
        ("กรุงเทพฯ", "10"),
        ("กทม.", "10"),
        ("เขตพระนคร", "1001"),
        ("N-L2", "N-L2"),
        ("ภาคเหนือตอนล่าง 2", "N-L2"),
        ("ภาคเหนือ", "N"),
        ("NESDC-N", "NESDC-N"),
    ],
)
def test_find_takes_codes_and_names_as_people_write_them(text, code):
    assert find(text).code == code


def test_bare_name_of_a_province_means_the_province():
    assert find("อ่างทอง").code == "15"
    assert find("อ่างทอง", within="60").code == "600504"
    assert find("ต.อ่างทอง จ.นครสวรรค์").code == "600504"


def test_name_of_several_places_is_refused_with_the_candidates():
    with pytest.raises(Refused) as refusal:
        find("อ.เฉลิมพระเกียรติ")
    (problem,) = refusal.value.problems
    assert problem.code == "ambiguous_area"
    for area in candidates("อ.เฉลิมพระเกียรติ"):
        assert area.code in problem.th
        assert area.code in problem.en


def test_place_where_one_stands_settles_a_common_name():
    assert find("ชุมแสง", within="60").code == "6003"
    assert find("เมือง", within="60").code == "6001"


def test_level_settles_a_name_of_two_levels():
    assert find("ตาคลี", level="ตำบล").code == "600701"


def test_misspelt_name_is_refused_with_the_nearest():
    with pytest.raises(Refused, match=r"Nakhon Sawan \(60\)"):
        find("นครสวรค์")


def test_municipality_is_not_taken_for_its_province():
    with pytest.raises(Refused) as refusal:
        find("เทศบาลนครนครสวรรค์")
    assert refusal.value.problems[0].code == "municipality_not_held"


def test_every_area_is_found_by_its_own_name_inside_its_parent():
    for area in register.children("60", "district") + register.children("60", "subdistrict"):
        assert find(area.name_th, area.level, area.parent) == area
        assert area in candidates(area.name_en, area.level, area.parent)
        assert find(area.full_name.th) == area


def test_every_full_name_of_the_country_is_found():
    for area in register.of_level("province") + register.of_level("district"):
        assert find(area.full_name.th) == area


@given(st.sampled_from(register.of_level("district")), st.sampled_from(["", " ", "  "]))
@settings(max_examples=50, deadline=None)
def test_spaces_and_thai_digits_change_nothing(area, gap):
    assert find(f"อ.{gap}{area.name_th.removeprefix('เขต')}", within=area.parent) == area
    assert find(thai.to_thai_digits(area.code)) == area


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_is_found_or_refused(text):
    try:
        assert find(text).code
    except Refused as refusal:
        assert all(problem.th and problem.en for problem in refusal.problems)

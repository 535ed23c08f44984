"""The register against what is published of it."""

import subprocess
import sys

import pytest

from sawan.areas import register
from sawan.problems import Refused


@pytest.mark.parametrize(
    ("level", "count"),
    [("country", 1), ("region", 6), ("cluster", 18), ("province", 77), ("district", 928), ("subdistrict", 7436)],
)
def test_register_holds_every_official_area(level, count):
    assert len(register.of_level(level)) == count


def test_every_parent_exists_and_every_area_reaches_the_country():
    for area in register.all_areas().values():
        if area.level not in ("country", "statistical_region"):
            assert register.ancestors(area.code)[-1].code == "TH"


def test_codes_of_districts_and_subdistricts_begin_with_their_parent():
    for level in ("district", "subdistrict"):
        assert all(area.code[:-2] == area.parent for area in register.of_level(level))


def test_nakhon_sawan_has_15_districts_and_130_subdistricts():
    assert len(register.children("60")) == 15
    assert len(register.children("60", "subdistrict")) == 130


def test_populations_of_2562_are_those_of_the_quarterly_bulletin():
    """NSO Quarterly Bulletin 1/2563, p. 32."""
    assert register.get("60").population == 1_059_887
    assert register.get("TH").population == 66_558_935
    assert sum(area.population or 0 for area in register.children("N", "province")) == 12_119_572


def test_bangkok_is_in_no_cluster():
    assert [area.code for area in register.ancestors("10")] == ["C", "TH"]
    assert register.ancestor("10", "cluster") is None


def test_statistical_region_holds_its_provinces_and_what_lies_in_them():
    assert register.is_within("6007", "NESDC-N")
    assert not register.is_within("80", "NESDC-N")
    assert len(register.children("NESDC-N", "province")) == 17
    assert register.children("NSO-N") == ()


def test_full_name_says_kind_and_place():
    assert register.get("600701").full_name.th == "ต.ตาคลี อ.ตาคลี จ.นครสวรรค์"
    assert register.get("100101").full_name.th == "แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร"


def test_unknown_code_is_refused_in_both_languages():
    with pytest.raises(Refused) as refusal:
        register.get("9999")
    (problem,) = refusal.value.problems
    assert problem.code == "unknown_area"
    assert "9999" in problem.th
    assert "9999" in problem.en


def test_unknown_level_names_the_known_ones():
    with pytest.raises(Refused, match="subdistrict"):
        register.children("60", "village")


def test_register_needs_no_django():
    code = "import sys; sys.modules['django'] = None; from sawan.areas import names, outlines, shapes; names.find('60')"
    subprocess.run([sys.executable, "-c", code], check=True)

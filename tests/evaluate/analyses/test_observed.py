"""Figures read straight from the files that ship."""

import pytest

from sawan.evaluate.analyses import observed
from sawan.evaluate.analyses.titles import titles
from sawan.measure import catalogue


def test_anchor_values():
    assert observed.series("gpp_current_a", "60")[2563].value > 0
    assert observed.values("hai", 2564, "province")["60"].value == pytest.approx(0.62054870, abs=5e-9)
    assert observed.values("population_registered", 2565, "province")["60"].value == 1_028_814


def test_one_edition_is_taken_for_all_areas_of_a_year():
    held = observed.values("gpp_current", 2563, "province")
    assert len(held) == 77
    assert len({one.vintage for one in held.values()}) == 1
    assert held["60"].value == 111440.7028  # not the later vintage that the province alone has


def test_years_of_one_area_come_from_one_edition():
    assert len({one.vintage for one in observed.series("gpp_current", "60").values()}) == 1


def test_unknown_indicator_has_no_figures():
    assert observed.read(["no_such"]) == []
    assert observed.values("no_such", 2564, "province") == {}


def test_titles_are_those_of_the_catalogue():
    codes = ["hai", "gpp_current_h", "poor_share_tpmap", "flood_area_30d_satellite"]
    held = catalogue.load()
    assert titles(codes) == {code: held[code].name for code in codes}


def test_sugar_cane_on_suitable_land():
    """Land department 2564: 70.56 % of the cane stands on S1 and S2; 952,820 rai of S2 suit cane and lack it."""
    rai = {
        name: next(iter(observed.series(f"agrimap_sugarcane_{name}", "60").values())).value
        for name in ("planted_s1", "planted_s2", "planted_s3", "planted_n", "potential_s2")
    }
    planted = [rai[f"planted_{grade}"] for grade in ("s1", "s2", "s3", "n")]
    assert 100 * sum(planted[:2]) / sum(planted) == pytest.approx(70.56, abs=0.005)
    assert rai["potential_s2"] - rai["planted_s2"] == 952_820

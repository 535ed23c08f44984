"""Comparison: identities, and the results computed for Nakhon Sawan when the guidelines were studied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sawan.evaluate.analyses import compare, observed
from sawan.evaluate.analyses.compare import Options, alike, location_quotients, shift_share, specialisation
from sawan.problems import NoAnswer, Refused

AMOUNTS = arrays(float, 6, elements=st.floats(1, 1e6))


@pytest.fixture(scope="module")
def found():
    return compare.answer("60", Options(2563))


@pytest.fixture(scope="module")
def sectors(found):
    return {row["sector"]: row for row in found.listing.records()}


@pytest.mark.parametrize(
    ("sector", "quotient"), [("a", 3.17), ("q", 1.59), ("g", 0.88), ("c", 0.63), ("h", 0.47), ("j", 0.34)]
)
def test_location_quotients_of_2563(sectors, sector, quotient):
    """Rounded loosely where they were published: health is 1.5847, transport 0.4649."""
    assert sectors[sector]["quotient"] == pytest.approx(quotient, abs=0.006)


def test_agriculture_exactly(sectors):
    assert sectors["a"]["quotient"] == pytest.approx(3.17247, abs=5e-6)
    assert sectors["a"]["share"] == pytest.approx(0.2759310, abs=5e-8)


def test_manufacturing_fell_from_23_to_16_percent(found, sectors):
    assert sectors["c"]["share"] == pytest.approx(0.159, abs=0.0005)
    then = {row["sector"]: row for row in compare.answer("60", Options(2553, 2543)).listing.records()}
    assert then["c"]["share"] == pytest.approx(0.231, abs=0.0005)
    assert "23.1%" in found.text.en
    assert "15.9%" in found.text.en


def test_real_growth_of_the_province_and_the_nation(found):
    growth = {row["year_be"]: row for row in found.more["growth"].records()}
    own = [0.6, -5.2, -3.0, -5.7, 5.2, 6.9, -1.2, -5.8]
    nation = [2.7, 1.0, 3.1, 3.4, 4.2, 4.2, 2.2, -6.2]
    for year, here, there in zip(range(2556, 2564), own, nation, strict=True):
        assert growth[year]["own"] == pytest.approx(here, abs=0.05)
        assert growth[year]["against"] == pytest.approx(there, abs=0.05)


def test_three_parts_add_up_to_the_change(sectors):
    own = {year: observed.series("gpp_current", "60")[year].value for year in (2553,)}
    total = 0.0
    for row in sectors.values():
        assert row["national"] + row["mix"] + row["regional"] == pytest.approx(row["total"], abs=1e-6)
        total += row["total"]
    assert total == pytest.approx(111440.7028 - own[2553], abs=0.1)


def test_shares_add_up_to_one(sectors):
    assert sum(row["share"] for row in sectors.values()) == pytest.approx(1)
    assert len(sectors) == 19


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_shift_share_adds_up_exactly(own_before, own_after, before, after):
    shift = shift_share(own_before, own_after, before, after)
    assert shift.total == pytest.approx(own_after - own_before, rel=1e-6, abs=1e-3)


@given(AMOUNTS, AMOUNTS, st.floats(0.1, 5))
def test_place_that_grows_like_the_reference_has_no_part_of_its_own(own, before, factor):
    shift = shift_share(own, own * factor, before, before * factor)
    assert shift.mix == pytest.approx(np.zeros(6), abs=1e-6 * own.max())
    assert shift.regional == pytest.approx(np.zeros(6), abs=1e-6 * own.max())


@given(AMOUNTS, st.floats(0.1, 10))
def test_place_like_the_reference_has_quotients_of_one(against, size):
    assert location_quotients(against * size, against) == pytest.approx(np.ones(6))
    assert specialisation(against * size, against) == pytest.approx(0, abs=1e-9)


def test_specialisation_is_one_when_nothing_is_shared():
    assert specialisation(np.array([1.0, 0.0]), np.array([0.0, 5.0])) == 1


def test_alike_puts_the_twin_first():
    found = alike({"60": [1.0, 2.0], "61": [5.0, 9.0], "62": [1.1, 2.0], "63": [9.0, 0.0]}, "60")
    assert found[0].area == "62"
    assert [one.distance for one in found] == sorted(one.distance for one in found)


def test_like_provinces_are_all_others(found):
    like = found.more["like"].records()
    assert len(like) == 76
    assert "60" not in {row["area"] for row in like}


def test_tourism_recovered_in_spending_not_in_staying():
    """Receipts 3,981, 2,005, 1,230, 4,142 million; per visitor 2,057, 1,948, 1,795, 2,360; overnight 52.5 ... %."""
    receipts, visitors, guests = (
        observed.series(f"tourism_{part}", "60") for part in ("receipts", "visitors", "guests")
    )
    years = range(2562, 2566)
    assert [round(receipts[year].value) for year in years] == [3981, 2005, 1230, 4142]
    assert [round(1e6 * receipts[year].value / visitors[year].value) for year in years] == [2057, 1948, 1795, 2360]
    overnight = [100 * guests[year].value / visitors[year].value for year in years]
    assert overnight == pytest.approx([52.5, 59.4, 48.5, 48.5], abs=0.05)


def test_investment_applied_for():
    invested = observed.series("boi_total_investment", "60")
    assert [round(invested[year].value) for year in range(2561, 2566)] == [626, 10409, 19980, 21874, 2998]


def test_areas_without_accounts_get_a_sentence():
    with pytest.raises(NoAnswer, match="product by sector"):
        compare.answer("6007")
    with pytest.raises(NoAnswer, match="2538-2563"):
        compare.answer("60", Options(2570))


def test_cluster_is_compared_too():
    assert compare.answer("60", Options(2563, against="N-L2")).parameters["against"] == "N-L2"


@pytest.mark.parametrize("options", [Options(2560, 2560), Options(2560, 2563), Options(2563, against="60")])
def test_years_and_areas_that_make_no_sense_are_refused(options):
    with pytest.raises(Refused):
        compare.answer("60", options)

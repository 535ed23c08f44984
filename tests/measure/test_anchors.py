"""Figures that the publishers printed, asked of the store after loading what ships."""

from __future__ import annotations

from datetime import date

import pytest

from sawan.measure import queries

pytestmark = pytest.mark.usefixtures("shipped")

CURRENT = [
    ("gpp_current", "60", "2563", 110965),
    ("gpp_current", "60", "2562", 116509),
    ("gpp_current", "TH", "2563", 15636891.02),
    ("gpp_current", "TH", "2562", 16892410.03),
    ("gpp_cvm", "60", "2562", 62608.82946),
    ("gpp_cvm", "60", "2563", 58974.06420),
    ("gpp_cvm", "60", "2545", 42007.19361),
    ("gpp_cvm", "TH", "2545", 5769577),
    ("gpp_per_capita_current", "60", "2563", 121070.268),
    ("gpp_per_capita_current", "TH", "2563", 224962.105),
    ("population_nesdc", "60", "2563", 920.463),
    ("population_nesdc", "TH", "2563", 69509.000),
    ("hai", "60", "2560", 0.57786909),
    ("hai", "60", "2563", 0.63923512),
    ("hai", "60", "2564", 0.62054870),
    ("hai", "TH", "2564", 0.64107670),
    ("hai", "48", "2562", 0.6327),
    ("hai", "33", "2560", 0.6027),
    ("population_registered", "60", "2565", 1028814),
    ("population_registered_male", "60", "2565", 501235),
    ("households_registered", "60", "2565", 429988),
    ("area_official", "60", "2565", 9597.677),
    ("forest_area_rai", "60", "2558", 554088.49),
    ("forest_area", "60", "2558", 886.541584),
    ("forest_share", "60", "2558", 9.31),
    ("forest_share", "TH", "2558", 31.60),
    ("household_income_monthly_mean", "60", "2564", 20527.42),
    ("household_expenditure_monthly_mean", "60", "2564", 16151.74),
    ("household_income_monthly_mean", "TH", "2564", 27352),
    ("gini_income", "60", "2564", 0.323),
    ("births", "60", "2536", 15116),
    ("births", "60", "2564", 6605),
    ("tourism_receipts", "60", "2562", 3981.20),
    ("tourism_receipts", "60", "2563", 2005.30),
    ("road_deaths_police", "60", "2562", 233),
    ("road_deaths_police", "60", "2566", 185),
    ("road_deaths_per_100000", "TH", "2562", 12.84),
    ("poor_persons_tpmap", "60", "2561", 20005),
    ("solid_waste_generated", "TH", "2565", 70411),
    ("farm_household_debt_mean_indebted", "60", "2562", 390442),
    # computed: the worked cases of the methods
    ("gpp_growth", "60", "2563", -5.80552),
    ("gpp_growth", "TH", "2563", -6.1955),
    ("gpp_growth", "N-L2", "2563", -6.69192),
    ("gpp_per_capita_growth", "60", "2563", -4.93210),
    ("gpp_agriculture_share", "60", "2563", 27.59310),
    ("gpp_growth_nominal", "60", "2563", -4.75843),
    ("gpp_growth_nominal", "60", "2564", -0.19736),
    ("gpp_growth_nominal", "60", "2565", 8.91951),
    ("gpp_growth_nominal", "60", "2566", 5.04543),
    ("gpp_deflator", "60", "2562", 186.55709),
    ("gpp_deflator", "60", "2563", 188.96561),
    ("road_death_rate_police", "60", "2565", 18.2735),
    ("solid_waste_managed_share", "TH", "2565", 72.5625),
    ("ita_score", "23", "2564", 81.4548),
    ("ita_score", "22", "2563", 67.5346),
    ("ita_score", "26", "2564", 77.8506),
]


@pytest.mark.parametrize(("indicator", "area", "period", "printed"), CURRENT)
def test_value_is_the_published_one(indicator: str, area: str, period: str, printed: float) -> None:
    found = queries.figure(indicator, area, period).value
    digits = len(str(printed).partition(".")[2])
    assert found == pytest.approx(printed, abs=0.51 * 10**-digits)


def test_country_totals_are_the_sums_of_the_provinces() -> None:
    people = queries.across("population_registered", "province", 2565)
    assert sum(row.value for row in people.rows) == 66_090_475
    births = queries.across("births", "province", 2564)
    assert sum(row.value for row in births.rows) == 544_570


@pytest.mark.parametrize(("year", "place"), [(2558, 63), (2559, 58), (2560, 64), (2563, 40), (2564, 63)])
def test_hai_rank_is_the_published_one(year: int, place: int) -> None:
    found = queries.rank("hai", year, "60")
    assert found is not None
    assert (found.rank, found.of) == (place, 77)


def test_rank_knows_the_year_before() -> None:
    found = queries.rank("hai", 2564, "60")
    assert found is not None
    assert (found.previous_rank, found.previous_value) == (40, pytest.approx(0.63923512, abs=1e-8))


def test_the_first_and_the_last_of_hai_2564() -> None:
    names = [row.name.en for row in queries.across("hai", "province", 2564).rows]
    assert (names[0], names[-1]) == ("Chon Buri", "Mae Hong Son")


def test_rank_one_is_the_lowest_where_lower_is_better() -> None:
    found = queries.across("gini_income", "province", 2564)
    assert found.rows[0].value == min(row.value for row in found.rows)
    assert found.of == 77


def test_as_known_on_a_day_gives_the_edition_of_that_day() -> None:
    assert queries.figure("gpp_current", "60", "2563", date(2023, 1, 1)).value == 111440.7028
    assert queries.figure("gpp_current", "60", "2562", date(2023, 1, 1)).value == 116801.2097
    assert queries.figure("gpp_current", "60", "2563", date(2025, 6, 1)).value == 110965
    assert queries.figure("gpp_current", "60", "2563", date(2020, 1, 1)).value is None


def test_a_formula_as_known_on_a_day_uses_the_editions_of_that_day() -> None:
    found = queries.figure("gpp_growth_nominal", "60", "2563", date(2023, 1, 1))
    assert found.value == pytest.approx(-4.58943, abs=5e-6)
    assert queries.figure("gpp_growth_nominal", "60", "2566", date(2023, 1, 1)).value is None


def test_an_older_edition_stays_behind_and_can_be_asked_for() -> None:
    assert queries.figure("hai", "48", "2562", date(2020, 1, 1)).value == 0.5974
    assert queries.figure("hai", "33", "2560", date(2018, 1, 1)).value == 0.5727


def test_revisions_have_the_published_sizes() -> None:
    found = queries.editions("gpp_current", "60")
    percents = {revision.period: revision.percent for revision in found.revisions}
    assert percents["2562"] == pytest.approx(-0.2502, abs=5e-5)
    assert percents["2563"] == pytest.approx(-0.4269, abs=5e-5)
    assert found.mean == pytest.approx((-0.2502 - 0.4269) / 2, abs=5e-5)


def test_status_is_the_worst_of_the_inputs() -> None:
    found = queries.figure("gpp_growth", "60", "2563").point
    assert found is not None
    assert found.status == "preliminary"
    earlier = queries.figure("gpp_growth", "60", "2562").point
    assert earlier is not None
    assert earlier.status == "official"


def test_accounts_figures_come_from_one_edition() -> None:
    """Per capita growth and shares of 2563 exist in edition 2020 only, though a later total is current."""
    for code in ("gpp_per_capita_growth", "gpp_agriculture_share"):
        point = queries.figure(code, "60", "2563").point
        assert point is not None
        assert point.vintage.startswith("NESDC GPP CVM 1995-2020")


def test_the_date_of_an_edition_that_nobody_knows_comes_before_every_other() -> None:
    point = queries.figure("road_deaths_police", "60", "2565").point
    assert point is not None
    assert point.published is None


def test_missing_value_names_what_is_missing() -> None:
    found = queries.figure("gpp_growth", "60", "2538")
    assert found.value is None
    assert "gpp_cvm" in found.why.en
    assert "gpp_cvm" in found.why.th


def test_latest_is_the_newest_period_with_a_value() -> None:
    found = queries.latest("gpp_current", "60")
    assert found is not None
    assert (found.period, found.value) == ("2566", 126710)
    assert queries.latest("water_quality_index", "60") is None


def test_coverage_counts_what_is_current() -> None:
    found = queries.coverage("60")
    held = [row for row in queries.holdings("60").rows if row.figures]
    assert sum(found.figures.values()) == sum(row.figures for row in held)
    assert found.figures["accounts", 2563] >= 2 * 23
    hai = next(row for row in held if row.indicator.code == "hai")
    assert (hai.first_year, hai.last_year, hai.figures) == (2558, 2564, 7)


def test_a_figure_taken_once_holds_for_every_period() -> None:
    flooded = queries.figure("flood_area_30d_satellite", "60", "2560").value
    share = queries.figure("flood_area_share", "60", "2560").value
    area = queries.latest("area_geometry", "60")
    assert flooded == 612.5
    assert area is not None and area.value is not None
    assert share == pytest.approx(100 * 612.5 / area.value)

"""Cohorts: identities of demography, and the results computed for Nakhon Sawan when the guidelines were studied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sawan import tables
from sawan.evaluate.analyses import cohort, observed, shipped
from sawan.evaluate.analyses.cohort import Options
from sawan.evaluate.analyses.demography import (
    GROUPS,
    aged,
    damped_births,
    dependency,
    gompertz_survival,
    growth_factor,
    in_groups,
    leslie,
    life_table,
    loss_level,
    retention,
    single_ages,
)
from sawan.problems import NoAnswer, Refused

RATES = arrays(float, 10, elements=st.floats(0.0005, 0.15))
WIDTHS = np.full(10, 5.0)


@given(RATES)
def test_life_table_identities(rates):
    table = life_table(rates, WIDTHS)
    assert table.survivors[0] == 100_000
    assert table.years_left[0] == pytest.approx(table.years.sum())
    assert table.expectation[0] == pytest.approx(table.years.sum() / 100_000)
    assert (np.diff(table.survivors) <= 0).all()
    deaths = table.survivors * table.chance
    assert deaths.sum() == pytest.approx(100_000)
    assert deaths / table.years == pytest.approx(rates)


def test_constant_rate_gives_its_inverse_as_expectation():
    """With the same force of mortality at all ages a life lasts 1 / m on average."""
    rate, width = 0.02, 1.0
    lived = np.full(400, 1 / rate - width * np.exp(-rate * width) / (1 - np.exp(-rate * width)))
    table = life_table(np.full(400, rate), np.full(400, width), lived)
    assert table.expectation[0] == pytest.approx(1 / rate)


@given(arrays(float, 4, elements=st.floats(0.05, 2)), arrays(float, 3, elements=st.floats(0.1, 1)))
def test_dominant_eigenvalue_solves_the_equation_of_euler_and_lotka(fertility, survival):
    growth = growth_factor(leslie(fertility, survival))
    lived = np.concatenate([[1.0], np.cumprod(survival)])
    assert (lived * fertility * growth ** -np.arange(1.0, 5)).sum() == pytest.approx(1)


def test_population_ends_up_growing_by_the_dominant_eigenvalue():
    matrix = leslie(np.array([0.0, 1.5, 1.0]), np.array([0.5, 0.25]))
    people = np.array([100.0, 0.0, 0.0])
    for _ in range(300):
        before, people = people, matrix @ people
    assert people.sum() / before.sum() == pytest.approx(growth_factor(matrix))


@given(arrays(float, 21, elements=st.floats(10, 1e5)))
def test_single_ages_add_up_to_their_groups(groups):
    people = dict(zip(GROUPS, groups, strict=True))
    ages = single_ages(people, {2560: 100.0, 2559: 90.0, 2558: 80.0, 2557: 70.0, 2556: 60.0}, 2560)
    assert in_groups(ages) == pytest.approx(groups)
    assert ages[0] / ages[4] == pytest.approx(100 / 60)


@given(arrays(float, 101, elements=st.floats(0, 1e5)), st.floats(0, 1e4))
def test_nobody_is_lost_when_everybody_stays(ages, newborn):
    later = aged(ages, np.ones(101), newborn)
    assert later.sum() == pytest.approx(ages.sum() + newborn)
    assert later[0] == newborn
    assert later[1:-1] == pytest.approx(ages[:-2])


def test_loss_level_leaves_as_many_as_it_should():
    ages = np.full(101, 1000.0)
    level = loss_level(ages, 0.095, 25, 74_500.0)
    assert ages[25:] @ gompertz_survival(level, 0.095, 25) == pytest.approx(74_500, rel=1e-9)


def test_births_trend_fades():
    births = damped_births(1000, -0.04, [0.0] * 60, 0.9)
    assert births[0] == pytest.approx(1000 * np.exp(-0.036))
    assert births[-1] == pytest.approx(1000 * np.exp(-0.04 * 9), rel=0.01)


def test_retention_is_people_over_births():
    people = dict.fromkeys(GROUPS, 0.0) | {"0-4": 520.0}
    assert retention(people, dict.fromkeys(range(2556, 2561), 100.0), 2560) == {"0-4": pytest.approx(1.04)}


def test_births_of_the_province():
    births = {year: one.value for year, one in observed.series("births", "60").items()}
    assert [births[year] for year in (2540, 2550, 2560, 2564)] == [12055, 10882, 8433, 6605]
    people = {
        int(row["year_be"]): float(row["population"])
        for row in tables.read(shipped.folder() / "population-series.csv")
        if row["province_code"] == "60"
    }
    assert 1000 * births[2554] / people[2554] == pytest.approx(9.9, abs=0.05)
    assert 1000 * births[2564] / people[2564] == pytest.approx(6.4, abs=0.05)
    assert (people[2554], people[2567]) == (1_071_686, 1_014_401)


def test_age_structure_of_2566():
    table = shipped.table("population-by-age", "60")
    people = {row["age_group"]: float(row["population"]) for row in table if row["area_code"] == "60"}
    old, dependants = dependency(people)
    assert old == pytest.approx(23.59, abs=0.005)
    assert dependants == pytest.approx(59.9, abs=0.05)


@pytest.fixture(scope="module")
def found():
    return cohort.answer("60", Options(2576))


def test_projection_has_every_group_of_every_year(found):
    rows = found.listing.records()
    assert len(rows) == 10 * 21
    assert [row["age_group"] for row in rows[:21]] == list(GROUPS)
    assert {row["year_be"] for row in rows} == set(range(2567, 2577))
    assert all(0 <= row["lo80"] <= row["mean"] <= row["hi80"] for row in rows)


def test_first_year_meets_the_register_within_its_interval(found):
    """1,014,401 people on 31 Dec 2567: the base is a year older, the yearly change comes from the last four."""
    first = [row for row in found.listing.records() if row["year_be"] == 2567]
    assert sum(row["mean"] for row in first) == pytest.approx(1_014_401, rel=0.002)


def test_intervals_widen_with_the_years(found):
    widths = [row["hi80"] - row["lo80"] for row in found.listing.records() if row["age_group"] == "0-4"]
    assert widths[-1] > widths[0]


def test_first_graders_are_known_until_2570(found):
    summary = {row["year_be"]: row for row in found.more["summary"].records()}
    assert [summary[year]["first_graders_known"] for year in (2570, 2571)] == [True, False]
    kept = 47954 / sum((9934, 9426, 8699, 8433, 7683))  # aged 5-9 at the end of 2566 over their births
    assert summary[2570]["first_graders"] == pytest.approx(6605 * kept)


def test_what_is_assumed_is_marked_estimated(found):
    survival = next(one for one in found.inputs if one.name.startswith("survival"))
    assert survival.estimated == survival.used > 0
    assert "estimate" in found.text.en
    assert "ค่าประมาณ" in found.text.th


def test_same_seed_same_answer_other_seed_another():
    answers = [cohort.answer("60", Options(2570, draws=100, seed=seed)).listing for seed in (1, 1, 2)]
    assert answers[0] == answers[1] != answers[2]


@pytest.mark.parametrize("year", [2566, 2500, 2600])
def test_years_out_of_reach_are_refused(year):
    with pytest.raises(Refused, match="2567-2596"):
        cohort.answer("60", Options(year))


@pytest.mark.parametrize("area", ["61", "6001", "TH"])
def test_area_without_inputs_gets_a_sentence(area):
    with pytest.raises(NoAnswer) as answer:
        cohort.answer(area, Options(2576))
    assert area in answer.value.problem.th


def test_other_province_comes_alive_with_its_ages(tmp_path):
    page = tmp_path / "ages.csv"
    rows = [f"{group},{4000 if at < 13 else 1500},2564" for at, group in enumerate(GROUPS)]
    page.write_text("age_group,population,year_be\n" + "\n".join(rows), encoding="utf-8")
    found = cohort.answer("61", Options(2566, draws=100), page)
    assert {row["year_be"] for row in found.listing.records()} == {2565, 2566}


def test_faulty_ages_tell_every_fault(tmp_path):
    page = tmp_path / "ages.csv"
    page.write_text("age_group,population,year_be\n0-5,1,2564\n5-9,x,2564\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        cohort.answer("61", Options(2566), page)
    assert [problem.code for problem in refusal.value.problems] == ["unknown_age_group", "not_positive"]

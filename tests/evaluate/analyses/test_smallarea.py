"""Small places: formulas by hand, limits against SciPy, published road deaths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from sawan import tables
from sawan.evaluate.analyses import observed, shipped
from sawan.evaluate.analyses.smallarea import (
    JEFFREYS,
    Prior,
    before_after,
    chances,
    funnel_limits,
    shared_prior,
    smoothed_rates,
)

COUNTS = arrays(float, 8, elements=st.integers(0, 50).map(float))
PEOPLE = arrays(float, 8, elements=st.integers(100, 100_000).map(float))


def test_smoothing_by_hand():
    """Marshall's moments: m = 30/3000, s2 = sum n (r - m)^2 / N - m / mean(n)."""
    events, people = np.array([2.0, 8.0, 20.0]), np.array([1000.0, 1000.0, 1000.0])
    rates = events / people
    between = ((rates - 0.01) ** 2).mean() - 0.01 / 1000
    weight = between / (between + 0.01 / 1000)
    assert smoothed_rates(events, people) == pytest.approx(0.01 + weight * (rates - 0.01))


@given(COUNTS, PEOPLE)
def test_smoothed_rate_lies_between_own_and_common_rate(events, people):
    mean = events.sum() / people.sum()
    for own, smooth in zip(events / people, smoothed_rates(events, people), strict=True):
        assert min(own, mean) - 1e-12 <= smooth <= max(own, mean) + 1e-12


def test_equal_rates_are_not_moved_and_few_people_are_moved_more():
    assert smoothed_rates(np.array([1.0, 10.0]), np.array([100.0, 1000.0])) == pytest.approx([0.01, 0.01])
    own = np.array([0.03, 0.03])
    moved = (
        own - smoothed_rates(np.array([3.0, 300.0, 10.0, 900.0]), np.array([100.0, 10_000.0, 10_000.0, 10_000.0]))[:2]
    )
    assert abs(moved[0]) > abs(moved[1])


@given(st.floats(0.5, 400))
def test_funnel_holds_the_exact_poisson_quantiles(expected):
    low, high = funnel_limits(expected / 1e5, np.array([1e5]))
    below, above = stats.poisson.ppf([0.025, 0.975], expected)
    assert max(below - 1, 0) <= low[0] * 1e5 + 1e-6 <= below + 2e-6
    assert above - 1 <= high[0] * 1e5 + 1e-6 <= above + 2e-6


def test_funnel_narrows_with_people():
    low, high = funnel_limits(1e-3, np.array([1e3, 1e4, 1e6]))
    assert (np.diff(low) > 0).all()
    assert (np.diff(high) < 0).all()


def test_prior_is_the_most_likely_one():
    successes, trials = [0, 0, 1, 3, 9, 8, 0, 2], [9] * 8
    prior = shared_prior(successes, trials)

    def likelihood(a, b):
        return stats.betabinom.logpmf(successes, trials, a, b).sum()

    best = likelihood(prior.a, prior.b)
    for a in np.linspace(0.5, 1.5, 21) * prior.a:
        for b in np.linspace(0.5, 1.5, 21) * prior.b:
            assert likelihood(a, b) <= best + 1e-9


def test_prior_of_none_or_all_is_jeffreys():
    assert shared_prior([0, 0], [9, 9]) == JEFFREYS
    assert shared_prior([9, 9], [9, 9]) == JEFFREYS


def test_prior_of_a_few_places_is_jeffreys():
    """Two of three years in one place once made a chance of .659 to .674: certainty out of nothing."""
    assert shared_prior([2], [3]) == JEFFREYS
    _, low, high = chances(np.array([2.0]), np.array([3.0]), shared_prior([2], [3]))
    assert high[0] - low[0] > 0.6


def test_chance_and_interval_against_scipy():
    chance, low, high = chances(np.array([2.0]), np.array([9.0]), Prior(0.5, 1.5))
    assert chance[0] == pytest.approx(2.5 / 11)
    assert [low[0], high[0]] == pytest.approx(stats.beta.ppf([0.05, 0.95], 2.5, 8.5))


@given(st.floats(0.1, 3))
def test_worst_spots_that_merely_return_to_the_mean_show_no_effect(dispersion):
    """What is observed after equals what the method says would have happened anyway."""
    before, expected = np.array([12.0, 15.0, 9.0]), np.array([4.0, 5.0, 3.0])
    weight = 1 / (1 + dispersion * expected)
    anyway = weight * expected + (1 - weight) * before
    ratio, error = before_after(before, anyway, expected, dispersion)
    assert ratio == pytest.approx(1, abs=0.1)
    assert abs(ratio - 1) < error
    assert anyway.sum() < before.sum()


def test_road_deaths_of_the_province_by_the_police():
    """233, 214, 213, 188, 185 deaths (2562-2566) are 22.0 to 18.1 per 100,000: 1.7 to 2 times the nation."""
    deaths = observed.series("road_deaths_police", "60")
    people = {
        int(row["year_be"]): float(row["population"])
        for row in tables.read(shipped.folder() / "population-series.csv")
        if row["province_code"] == "60"
    }
    rates = {year: 1e5 * deaths[year].value / people[year] for year in range(2562, 2567)}
    assert [deaths[year].value for year in rates] == [233, 214, 213, 188, 185]
    assert [round(rate, 1) for rate in rates.values()] == [22.0, 20.6, 20.6, 18.3, 18.1]
    nation = {one.year: one.value for one in observed.read(["road_deaths_per_100000"]) if one.area == "TH"}
    assert nation[2562] == 12.84
    assert nation[2565] == 8.92
    assert rates[2562] / nation[2562] == pytest.approx(1.7, abs=0.05)
    assert rates[2565] / nation[2565] == pytest.approx(2.05, abs=0.05)

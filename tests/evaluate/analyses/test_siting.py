"""Choosing sites: exact against trying everything."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.evaluate.analyses import siting
from sawan.evaluate.analyses.places import centres, distances_km
from sawan.evaluate.analyses.siting import Rules, fewest_sites, max_cover, near_cover, near_optimal, p_median

SEEDS = st.integers(0, 10_000)


def _problem(seed, demands=12, candidates=9):
    shuffler = np.random.default_rng(seed)
    places, sites = shuffler.random((demands, 2)), shuffler.random((candidates, 2))
    distance = np.linalg.norm(places[:, None] - sites[None], axis=2)
    return distance, shuffler.integers(1, 20, demands).astype(float)


def _best(distance, weights, count, allowed, fixed=()):
    totals = {
        sites: float(weights @ distance[:, list(sites)].min(axis=1))
        for sites in combinations(allowed, count)
        if set(fixed) <= set(sites)
    }
    return min(totals.values()), totals


@given(SEEDS, st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_p_median_by_highs_equals_trying_every_set(seed, count):
    distance, weights = _problem(seed)
    least, _ = _best(distance, weights, count, range(9))
    by_highs = siting._by_highs(distance * weights[:, None], count, list(range(9)), Rules())
    assert by_highs.value == pytest.approx(least)
    assert p_median(distance, weights, count).value == pytest.approx(least)


@given(SEEDS, st.integers(1, 4), st.sampled_from([0.0, 0.05]))
@settings(max_examples=25, deadline=None)
def test_reduction_loses_no_set_within_the_limit(seed, count, within):
    distance, weights = _problem(seed, 30, 12)
    least, totals = _best(distance, weights, count, range(12))
    kept = siting._reduced(distance * weights[:, None], count, list(range(12)), Rules(), within)
    for sites, total in totals.items():
        if total <= least * (1 + within):
            assert set(sites) <= set(kept)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_fixed_and_forbidden_sites_are_kept(seed):
    distance, weights = _problem(seed)
    rules = Rules(fixed=(2,), forbidden=(0, 5))
    least, _ = _best(distance, weights, 3, [1, 2, 3, 4, 6, 7, 8], fixed=(2,))
    found = p_median(distance, weights, 3, rules)
    assert found.value == pytest.approx(least)
    assert 2 in found.sites
    assert not {0, 5} & set(found.sites)
    by_highs = siting._by_highs(distance * weights[:, None], 3, [1, 2, 3, 4, 6, 7, 8], rules)
    assert by_highs.value == pytest.approx(least)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_near_optimal_sets_are_all_and_only_those_within_one_percent(seed):
    distance, weights = _problem(seed)
    least, totals = _best(distance, weights, 2, range(9))
    wanted = {sites for sites, total in totals.items() if total <= 1.01 * least}
    assert {one.sites for one in near_optimal(distance, weights, 2, within=0.01, most=1000)} == wanted


@given(SEEDS, st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_max_cover_equals_trying_every_set(seed, count):
    distance, weights = _problem(seed)
    covers = distance <= 0.3
    best = max(weights[covers[:, list(sites)].any(axis=1)].sum() for sites in combinations(range(9), count))
    assert max_cover(covers, weights, count).value == pytest.approx(best)


@given(SEEDS, st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_near_covering_sets_are_all_those_within_the_limit(seed, count):
    distance, weights = _problem(seed)
    covers = distance <= 0.3
    totals = {sites: weights[covers[:, list(sites)].any(axis=1)].sum() for sites in combinations(range(9), count)}
    best = max(totals.values())
    helping = {site for site in range(9) if covers[~covers.all(axis=1), site].any()}
    wanted = {sites for sites, total in totals.items() if total >= 0.9 * best and set(sites) <= helping}
    found = near_cover(covers, weights, count, within=0.1, most=1000)
    assert {one.sites for one in found} == wanted or len(wanted) == 0
    assert found[0].value == pytest.approx(best)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_fewest_sites_equals_trying_every_number(seed):
    distance, _ = _problem(seed)
    covers = distance <= 0.45
    least = next(
        (
            count
            for count in range(1, 10)
            if any(covers[:, list(sites)].any(axis=1).all() for sites in combinations(range(9), count))
        ),
        None,
    )
    found = fewest_sites(covers)
    assert (found.value if found else None) == least


def test_large_problem_is_solved_like_without_reduction():
    places = centres("60")
    distance = distances_km(places.lat, places.lon, places.lat, places.lon)
    found = p_median(distance, places.km2, 2)
    cost = distance * places.km2[:, None]
    pairs = np.array(list(combinations(range(130), 2)))
    least = min(float(np.minimum(cost[:, a], cost[:, b]).sum()) for a, b in pairs)
    assert found.value == pytest.approx(least)


def test_capacity_spreads_the_demand():
    distance = np.array([[0.0, 10.0], [0.0, 10.0]])
    weights = np.array([1.0, 1.0])
    assert p_median(distance, weights, 1).value == 0
    both = p_median(distance, weights, 2, Rules(capacity=np.array([1.0, 5.0])))
    assert both.value == pytest.approx(10)
    assert p_median(distance, weights, 1, Rules(capacity=np.array([1.0, 1.0]))) is None


def test_more_sites_than_candidates_is_no_choice():
    distance, weights = _problem(1)
    assert p_median(distance, weights, 10) is None
    assert max_cover(distance < 1, weights, 10) is None

"""Clustering: statistics by their definitions, p values by reasoning, q values as published."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.evaluate.analyses.spatial import false_discovery, getis_ord, morans_i, permutation_p, weights

SIDE = 7


def _grid():
    """Neighbours of a square of 7 x 7, queen."""
    codes = [f"{row}{column}" for row in range(SIDE) for column in range(SIDE)]
    near = {
        code: [
            f"{row}{column}"
            for row in range(int(code[0]) - 1, int(code[0]) + 2)
            for column in range(int(code[1]) - 1, int(code[1]) + 2)
            if 0 <= row < SIDE and 0 <= column < SIDE and f"{row}{column}" != code
        ]
        for code in codes
    }
    return codes, weights(codes, near)


def _patch():
    """High in one corner, noise elsewhere."""
    codes, touching = _grid()
    values = np.random.default_rng(1).random(len(codes))
    for at, code in enumerate(codes):
        if int(code[0]) < 3 and int(code[1]) < 3:
            values[at] += 3
    return codes, touching, values


def test_gi_star_by_its_definition():
    _, touching, values = _patch()
    score = getis_ord(values, touching)
    count = len(values)
    for place in range(count):
        w = np.append(np.flatnonzero(touching[place]), place)
        total, size = values[w].sum(), len(w)
        spread = np.sqrt((values**2).sum() / count - values.mean() ** 2)
        below = spread * np.sqrt((count * size - size**2) / (count - 1))
        assert score[place] == pytest.approx((total - values.mean() * size) / below)


def test_morans_i_by_its_definition():
    _, touching, values = _patch()
    found = morans_i(values, touching, seed=1, permutations=99)
    share = touching / touching.sum(axis=1, keepdims=True)
    z = values - values.mean()
    wanted = len(z) / share.sum() * (share * np.outer(z, z)).sum() / (z**2).sum()
    assert found.i == pytest.approx(wanted)
    assert found.expected == pytest.approx(-1 / 48)
    assert found.p == pytest.approx(1 / 100)


def test_patch_is_hot_and_nothing_else():
    codes, touching, values = _patch()
    q = false_discovery(permutation_p(values, touching, seed=1, permutations=999))
    hot = {
        code
        for code, each, score in zip(codes, q, getis_ord(values, touching), strict=True)
        if each <= 0.05 and score > 0
    }
    assert {"00", "01", "10", "11"} <= hot
    assert all(int(code[0]) < 4 and int(code[1]) < 4 for code in hot)


def test_noise_is_rarely_called_clustered():
    _, touching = _grid()
    found = [
        morans_i(np.random.default_rng(seed).random(SIDE * SIDE), touching, seed=seed, permutations=199).p <= 0.05
        for seed in range(60)
    ]
    assert sum(found) <= 9  # 3 are expected; 10 or more have a chance below 0.001


def test_same_seed_same_p():
    _, touching, values = _patch()
    first, again = (permutation_p(values, touching, seed=7, permutations=199) for _ in range(2))
    assert (first == again).all()


def test_place_without_neighbours_has_no_p():
    touching = weights(["a", "b", "c"], {"a": ["b"], "b": ["a"], "c": []})
    p = permutation_p(np.array([1.0, 2.0, 3.0]), touching, seed=1, permutations=99)
    assert np.isnan(p).tolist() == [False, False, True]


def test_equal_values_are_not_clustered():
    _, touching = _grid()
    values = np.ones(SIDE * SIDE)
    assert morans_i(values, touching, seed=1, permutations=99).p == 1
    assert np.isnan(getis_ord(values, touching)).all()
    assert permutation_p(values, touching, seed=1, permutations=99) == pytest.approx(1)


def test_q_values_of_the_published_example():
    """Benjamini and Hochberg 1995, section 4: of fifteen hypotheses four are rejected at 0.05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    q = false_discovery(np.array(p))
    assert (q <= 0.05).sum() == 4
    assert q[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=30))
@settings(max_examples=50)
def test_q_is_never_below_p_and_keeps_its_order(p):
    q = false_discovery(np.array(p))
    assert (q >= np.array(p) - 1e-12).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= -1e-12).all()

"""The pool: weighted conformal quantiles and the probabilities that agree with them."""

import numpy as np
import pytest

from sawan.evaluate.forecast.pool import Pool

PLAIN = Pool(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4), 4.0)


@pytest.mark.parametrize(("level", "expected"), [(0.2, 1), (0.4, 2), (0.6, 3), (0.8, 4), (0.95, 4)])
def test_quantile_is_the_conformal_one(level: float, expected: float) -> None:
    """Of n = 4 scores the level p takes the ceil(p (n + 1))-th."""
    assert PLAIN.quantile(level) == expected


def test_probability_counts_both_signs() -> None:
    assert PLAIN.probability(-np.inf, np.inf) == pytest.approx(4.5 / 5)
    assert PLAIN.probability(2.0, np.inf) == pytest.approx((3 / 2 + 0.5) / 5)
    assert PLAIN.probability(-1.0, 1.0) == pytest.approx((1 + 0.5) / 5)
    assert PLAIN.probability(9.0, np.inf) == pytest.approx(0.5 / 5)


def test_own_scores_stand_beside_the_learnt_ones_with_weight_hundred() -> None:
    pool = Pool.of(np.full(300, 50.0), 0.5, 1)
    assert pool.total == pytest.approx(250)
    assert pool.probability(49.0, np.inf) == pytest.approx((75 + 0.5) / 251)

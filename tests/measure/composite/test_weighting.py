"""Weights for a given importance, the slider, and weights that bring an area to the front."""

from __future__ import annotations

import time

import numpy as np
import pytest
from tests.measure.composite.cases import DATA, table

from sawan.measure.composite import (
    central_weights,
    compute,
    panel_of,
    ranks,
    slide,
    spec_of,
    weights_for_correlations,
    weights_for_variance_shares,
)

VALUES = np.random.default_rng(3).normal(size=(60, 4)) @ np.array(
    [[2.0, 1, 0, 0.5], [0, 1, 0.4, 0], [0, 0, 1, 0.3], [0, 0, 0, 3]]
)


def test_correlations_come_out_in_the_proportions_asked_for() -> None:
    found = weights_for_correlations(VALUES, [1, 1, 2, 1])
    index = VALUES @ found.weights
    correlations = [np.corrcoef(column, index)[0, 1] for column in VALUES.T]
    np.testing.assert_allclose(np.array(correlations) / correlations[0], [1, 1, 2, 1], rtol=1e-9)
    np.testing.assert_allclose(found.correlations, correlations, rtol=1e-9)
    assert found.weights.sum() == pytest.approx(1)


def test_two_dimensions_of_asem_get_the_weights_that_a_search_finds() -> None:
    """COINr's search over whole reruns ends at 0.38531660 for equal correlations of the two sub-indices."""
    rows = table(DATA / "asem-pipeline" / "expected" / "scores.csv")
    areas = list(dict.fromkeys(row["area"] for row in rows))
    score = {(row["area"], row["code"]): float(row["score"]) for row in rows}
    values = np.array([[score[area, "Conn"], score[area, "Sust"]] for area in areas])
    assert weights_for_correlations(values, [1, 1]).weights[0] == pytest.approx(0.38531660, abs=1e-7)


def test_conflicting_dimensions_are_said_to_conflict() -> None:
    x = np.random.default_rng(1).normal(size=(50, 3))
    values = np.column_stack([x[:, 0], x[:, 0] + 0.1 * x[:, 1], -0.5 * x[:, 0] + 0.2 * x[:, 2]])
    assert not weights_for_correlations(values, [1, 1, 1]).possible


def test_shares_of_variance_come_out_as_asked_for() -> None:
    found = weights_for_variance_shares(VALUES, [1, 2, 3, 4])
    index = VALUES @ found.weights
    shares = [weight * np.cov(column, index)[0, 1] for weight, column in zip(found.weights, VALUES.T, strict=True)]
    np.testing.assert_allclose(np.array(shares) / np.var(index, ddof=1), [0.1, 0.2, 0.3, 0.4], rtol=1e-8)
    assert found.possible


@pytest.mark.parametrize("values", [np.ones((9, 2)), np.repeat(np.arange(9.0)[:, None], 2, axis=1), np.eye(2)])
def test_weights_for_degenerate_columns_are_refused(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="columns"):
        weights_for_correlations(values, [1, 1])


def test_slider_answers_as_the_index_does_and_at_once() -> None:
    random = np.random.default_rng(5)
    values = random.lognormal(0, 0.5, (77, 32))
    tree = {"t": {f"d{k}": [f"x{4 * k + j}" for j in range(4)] for k in range(8)}}
    spec = spec_of(
        {"tree": tree, "normalise": {"method": "minmax", "range": [1, 100]}, "weights": {"d3": 4, "x1": 0.5}}
    )
    index = compute(spec, panel_of(values, [str(at) for at in range(77)], spec.tree.indicators))
    start = time.process_time()
    found = slide(index.normalised[0], {"d3": 4, "x1": 0.5}, spec.tree, spec.nominal.aggregate)
    assert time.process_time() - start < 0.3
    np.testing.assert_allclose(found.scores, index.top[0], rtol=1e-12)
    assert found.ranks.tolist() == index.ranks["t"][0].tolist()
    assert (found.rank_low <= found.rank_high).all()
    inside = (found.rank_low <= found.ranks) & (found.ranks <= found.rank_high)
    assert inside.mean() > 0.9


def test_central_weights_favour_what_the_winner_is_good_at() -> None:
    values = np.array([[10.0, 1.0], [1.0, 10.0], [4.0, 4.0]])
    share = np.random.default_rng(2).random(4000)
    weights = np.column_stack([share, 1 - share])
    found = central_weights(weights, ranks(weights @ values.T))
    assert found[0, 0] == pytest.approx(0.75, abs=0.01)
    assert found[1, 1] == pytest.approx(0.75, abs=0.01)
    assert np.isnan(found[2]).all()

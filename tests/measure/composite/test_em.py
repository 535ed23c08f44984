"""Imputation by maximum likelihood: the score is zero where it stops, and what is filled in is its expectation."""

from __future__ import annotations

import numpy as np
import pytest

from sawan.measure.composite.em import fit_normal
from sawan.measure.composite.panel import Array, Panel
from sawan.measure.composite.parsing import spec_of
from sawan.measure.composite.pipeline import compute


def holed(rows: int, columns: int, seed: int) -> Array:
    random = np.random.default_rng(seed)
    values = random.normal(size=(rows, columns)) @ random.normal(size=(columns, columns)) + 5
    values[random.random(values.shape) < 0.15] = np.nan
    return values


@pytest.mark.parametrize("seed", range(4))
def test_likelihood_has_its_maximum_there(seed: int) -> None:
    values = holed(40, 4, seed)
    fitted = fit_normal(values)
    assert fitted is not None
    slope, curve = np.zeros(4), np.zeros((4, 4))
    for row in values:
        seen = np.isfinite(row)
        if not seen.any():
            continue
        inverse = np.linalg.inv(fitted.covariance[np.ix_(seen, seen)])
        pull = inverse @ (row[seen] - fitted.mean[seen])
        slope[seen] += pull
        curve[np.ix_(seen, seen)] += np.outer(pull, pull) - inverse
    np.testing.assert_allclose(slope, 0, atol=1e-7)
    np.testing.assert_allclose(curve, 0, atol=1e-7)


def test_what_is_missing_gets_its_regression_on_what_is_known() -> None:
    values = holed(40, 4, 9)
    fitted = fit_normal(values)
    assert fitted is not None
    spec = spec_of({"tree": {"t": list("abcd")}, "impute": "em"})
    index = compute(spec, Panel(tuple(str(at) for at in range(40)), (None,), tuple("abcd"), values[None]))
    for row, full in zip(values, index.value[0], strict=True):
        seen = np.isfinite(row)
        np.testing.assert_array_equal(full[seen], row[seen])
        slopes = fitted.covariance[np.ix_(~seen, seen)] @ np.linalg.pinv(fitted.covariance[np.ix_(seen, seen)])
        np.testing.assert_allclose(
            full[~seen], fitted.mean[~seen] + slopes @ (row[seen] - fitted.mean[seen]), rtol=1e-9, atol=1e-9
        )


def test_complete_data_give_mean_and_covariance() -> None:
    values = np.random.default_rng(1).normal(size=(30, 3))
    fitted = fit_normal(values)
    assert fitted is not None
    np.testing.assert_allclose(fitted.mean, values.mean(axis=0), atol=1e-12)
    np.testing.assert_allclose(fitted.covariance, np.cov(values, rowvar=False, ddof=0), atol=1e-12)


def test_one_year_lends_its_distribution_to_the_others() -> None:
    values = np.stack([holed(40, 3, 3), holed(40, 3, 4)])
    fitted = fit_normal(values[1])
    assert fitted is not None
    spec = spec_of({"tree": {"t": list("abc")}, "impute": {"method": "em", "pool": 2564}})
    index = compute(spec, Panel(tuple(str(at) for at in range(40)), (2563, 2564), tuple("abc"), values))
    row = int(np.flatnonzero(np.isnan(values[0]).sum(axis=1) == 1)[0])
    seen = np.isfinite(values[0, row])
    slopes = fitted.covariance[np.ix_(~seen, seen)] @ np.linalg.inv(fitted.covariance[np.ix_(seen, seen)])
    expected = fitted.mean[~seen] + slopes @ (values[0, row, seen] - fitted.mean[seen])
    np.testing.assert_allclose(index.value[0, row, ~seen], expected, rtol=1e-9)

"""What imputation fills in, where the last bit decides a rank."""

from __future__ import annotations

import numpy as np

from sawan.measure.composite import compute, panel_of, spec_of
from sawan.measure.composite.imputation import mean_within


def test_mean_of_equal_values_is_the_value_itself() -> None:
    for count in range(1, 40):
        values = np.full((1, count, 2), [3.000001, 0.1])
        np.testing.assert_array_equal(mean_within(values, axis=1), [[3.000001, 0.1]])


def test_imputed_mean_of_equal_values_ties_with_them() -> None:
    values = np.full((8, 2), 3.000001)
    values[:, 1] = np.arange(8)
    values[7, 0] = np.nan
    spec = spec_of({"tree": {"t": ["a", "b"]}, "impute": "mean", "normalise": "rank"})
    index = compute(spec, panel_of(values, list("abcdefgh"), ["a", "b"]))
    np.testing.assert_array_equal(index.normalised[0, :, 0], np.ones(8))

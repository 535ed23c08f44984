"""The functions as a notebook calls them: names decide, not positions, and numpy's numbers are numbers."""

from __future__ import annotations

import numpy as np
import pytest

from sawan.measure.composite import compute, explore, panel_of, spec_of
from sawan.problems import Refused

VALUES = np.array([[1.0, 20.0], [3.0, 10.0], [2.0, 0.0]])
AREAS = ["p", "q", "r"]


def test_indicators_are_found_by_name() -> None:
    asked = {"data": {"absolute": {"a": 1.0}}, "draws": 50, "sensitivity": False}
    spec = spec_of({"tree": {"t": ["a", "-b"]}, "normalise": "none", "uncertainty": asked})
    straight = compute(spec, panel_of(VALUES, AREAS, ["a", "b"]))
    turned = compute(spec, panel_of(np.column_stack([VALUES[:, ::-1], VALUES[:, 0]]), AREAS, ["b", "a", "c"]))
    np.testing.assert_array_equal(straight.top, [[-9.5, -3.5, 1.0]])
    np.testing.assert_array_equal(turned.top, straight.top)
    np.testing.assert_array_equal(explore(turned).scores, explore(straight).scores)


def test_indicator_that_the_panel_lacks_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        compute(spec_of({"tree": {"t": ["a", "z"]}}), panel_of(VALUES, AREAS, ["a", "b"]))
    assert [problem.field for problem in refusal.value.problems] == ["z"]


def test_numbers_of_numpy_and_codes_that_are_numbers_are_understood() -> None:
    weights = {60: np.float64(2.5), "5": np.int64(3)}
    spec = spec_of({"tree": {"t": [60, -5]}, "weights": weights, "screen": np.float32(0.5)})
    assert spec.nominal.weights == {"60": 2.5, "5": 3.0}
    assert spec.tree.directions == (1, -1)
    assert spec.nominal.screen == 0.5

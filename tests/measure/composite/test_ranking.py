"""Ranks against a loop over the rule: equal within 1e-12, the lowest number shared, whatever the sign and the size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.composite.by_hand import ranks as by_hand

from sawan.measure.composite.ranking import ranks

NUMBERS = st.one_of(
    st.floats(-1e6, 1e6),
    st.sampled_from([0.0, -0.0, 1.0, 1.0 + 1e-13, 1.0 + 5e-12, -1.0, -1.0 - 1e-13, 1e-13, -1e-13, 3e5, 3e5 + 1e-8]),
)


@given(st.lists(st.one_of(NUMBERS, st.none()), min_size=1, max_size=12))
def test_ranks_follow_the_rule(scores: list[float | None]) -> None:
    expected = by_hand({str(at): score for at, score in enumerate(scores)})
    found = ranks(np.array([np.nan if score is None else score for score in scores]))
    assert found.tolist() == [rank or 0 for rank in expected.values()]


@pytest.mark.parametrize("areas", [77, 1024, 1025])
@pytest.mark.parametrize("shift", [0.0, 50.0, -50.0])
def test_many_areas_and_draws_follow_the_rule(areas: int, shift: float) -> None:
    random = np.random.default_rng(areas)
    scores = random.uniform(0, 30, (4, areas)) + shift
    scores[1] = np.round(scores[1], 1)
    scores[2, ::3] = scores[2, 0] + 1e-14
    found = ranks(scores)
    for own, row in zip(scores.tolist(), found.tolist(), strict=True):
        assert row == list(by_hand({str(at): score for at, score in enumerate(own)}).values())

"""Judgements in pairs: the published three by three, and what must hold for any."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.analyses.judgements import priorities


def test_three_by_three_of_the_guidelines():
    """Judgements 3, 5, 3: weights 0.6370, 0.2583, 0.1047, lambda 3.0385, consistency ratio 0.033."""
    found = priorities([3, 5, 3])
    assert found.weights == pytest.approx([0.6370, 0.2583, 0.1047], abs=5e-5)
    assert found.largest == pytest.approx(3.0385, abs=5e-5)
    assert found.ratio == pytest.approx(0.033, abs=5e-4)
    assert found.is_consistent


@given(st.lists(st.floats(0.1, 9), min_size=2, max_size=6))
def test_judgements_made_from_weights_give_them_back(wanted):
    wanted = np.array(wanted) / sum(wanted)
    pairs = [wanted[i] / wanted[j] for i in range(len(wanted)) for j in range(i + 1, len(wanted))]
    found = priorities(pairs)
    assert found.weights == pytest.approx(wanted)
    assert found.ratio == pytest.approx(0, abs=1e-9)


def test_contradicting_judgements_are_told():
    assert not priorities([9, 1 / 9, 9]).is_consistent


@pytest.mark.parametrize("upper", [[], [1, 2], [1, 2, -1], [0, 1, 1]])
def test_other_judgements_are_no_matrix(upper):
    with pytest.raises(ValueError, match="upper triangle"):
        priorities(upper)

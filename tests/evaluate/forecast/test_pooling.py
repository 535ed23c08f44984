"""Drawing estimates to their group: worked figures, and what must never happen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.forecast import Series, forecast
from sawan.evaluate.forecast.pooling import drawn_to_group

numbers = st.lists(st.floats(-50, 50), min_size=1, max_size=12)


def test_draw_is_the_shrinkage_worked_by_hand() -> None:
    # median 2, variance 10, sampling 4: members differ by 6; of 4 / (4 + 6) two quarters are given up
    own = np.array([0.0, 1.0, 2.0, 3.0, 9.0])
    assert np.var(own) == pytest.approx(10)
    assert drawn_to_group(own, np.full(5, 4.0)) == pytest.approx(own + 0.4 * 0.5 * (2 - own))


def test_alike_members_are_drawn_most_and_the_uncertain_more() -> None:
    own = np.array([1.0, 1.1, 0.9, 1.2, 0.8])
    found = drawn_to_group(own, np.array([1.0, 1.0, 1.0, 1.0, 1.0]))
    assert np.abs(found - 1) == pytest.approx(np.abs(own - 1) / 2)
    spread = np.array([0.0, 10.0, 20.0, 30.0, 40.0])
    unsure = drawn_to_group(spread, np.array([0.1, 0.1, 0.1, 0.1, 50.0]))
    assert abs(unsure[0] - spread[0]) < 0.05 < abs(unsure[4] - spread[4])


@given(numbers, st.floats(0.01, 100))
def test_draw_never_passes_the_middle_and_leaves_small_groups(values: list[float], variance: float) -> None:
    own = np.array(values)
    found = drawn_to_group(own, np.full(len(own), variance))
    middle = np.median(own)
    assert (np.abs(found - middle) <= np.abs(own - middle) + 1e-9).all()
    assert ((found - middle) * (own - middle) >= -1e-9).all()
    if len(own) <= 3:
        assert found.tolist() == own.tolist()


def test_series_quiet_by_accident_gets_the_band_of_its_group() -> None:
    """Four even steps are no proof of a steady province when seventy-six others are not."""
    rng = np.random.default_rng(5)
    walks = [50 + np.cumsum(rng.normal(0, 2, 5)) for _ in range(40)]
    quiet = np.array([50.0, 50.1, 50.0, 50.1, 50.2])
    panel = [Series(f"s{i:02d}", dict(enumerate(x.tolist(), 2550)), group="all") for i, x in enumerate([quiet, *walks])]
    alone = forecast([Series("s00", dict(enumerate(quiet.tolist(), 2550)))], 1)[0].bands()[0]
    among = forecast(panel, 1)[0].bands()[0]
    assert among.high95 - among.low95 > 3 * (alone.high95 - alone.low95)

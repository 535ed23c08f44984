"""The plain members and the filters, against figures worked by hand and by a textbook filter."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate.forecast import cells, members, trend
from sawan.evaluate.forecast.panel import Panel

LINE = np.arange(3.0, 13.0)


def test_drift_joins_the_ends() -> None:
    panel = Panel.of([np.array([0.60, 0.61, 0.61, 0.62, 0.63, 0.62, 0.64, 0.65])])
    assert members.drift(panel, 1)[0, 0] == pytest.approx(0.6571428571, abs=1e-10)


def test_theta_continues_a_straight_line() -> None:
    found = members.theta(Panel.of([LINE]), 4)
    assert found[0, :1] == pytest.approx([13], abs=0.2)
    assert np.diff(found[0]) == pytest.approx([0.9] * 3, abs=0.11)


def test_theta_of_one_series_is_the_loop_written_out() -> None:
    x = np.array([4.0, 6.0, 5.0, 9.0, 8.0, 12.0])
    t = np.arange(6)
    line = np.polyval(np.polyfit(t, x, 1), np.arange(8))

    def level(values: np.ndarray, alpha: float) -> list[float]:
        levels = [values[0]]
        for value in values[1:]:
            levels.append(levels[-1] + alpha * (value - levels[-1]))
        return levels

    best = (np.inf, 0.0, 0.0)
    for alpha in members.ALPHAS:
        own, lag = level(x, alpha), level(line[:6], alpha)
        for pull in members.PULLS:
            said = [own[i - 1] + pull * (line[i] - lag[i - 1]) for i in range(1, 6)]
            best = min(best, (float(np.sum((x[1:] - said) ** 2)), alpha, pull))
    _, alpha, pull = best
    expected = [level(x, alpha)[-1] + pull * (line[h] - level(line[:6], alpha)[-1]) for h in (6, 7)]
    assert members.theta(Panel.of([x]), 2)[0] == pytest.approx(expected)


def test_filter_of_one_cell_is_the_textbook_kalman_filter() -> None:
    x = np.array([2.0, 3.0, 2.5, 4.0])
    at = 40
    noise, level_noise, damp, slope_noise, first = cells.GRID[at]
    move = np.array([[1, damp], [0, damp]])
    state, p = np.array([x[0], 0.0]), np.diag([noise + level_noise, first])
    squares, log_variance = 0.0, 0.0
    for value in x[1:]:
        state, p = move @ state, move @ p @ move.T + np.diag([level_noise, slope_noise])
        variance = p[0, 0] + noise
        error = value - state[0]
        squares += error**2 / variance
        log_variance += np.log(variance)
        gain = p[:, 0] / variance
        state, p = state + gain * error, p - np.outer(gain, p[0])
    gain = cells.gains(4, 1)
    found = cells.filtered(Panel.of([x]), gain)
    assert [found.level[0, at], found.slope[0, at], found.squares[0, at]] == pytest.approx([*state, squares])
    assert np.log(gain.variance[:3, at]).sum() == pytest.approx(log_variance)
    ahead = (move @ p @ move.T)[0, 0] + level_noise + noise
    assert gain.ahead[3, 0, at] == pytest.approx(ahead)


def test_prior_puts_its_weight_where_the_group_is_likely() -> None:
    likelihood = np.log(np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3]]))
    assert trend.learn_prior(likelihood, None)[0] > 0.9


@given(st.lists(st.lists(st.floats(-100, 100), min_size=4, max_size=12), min_size=1, max_size=5))
def test_panel_gives_results_back_in_the_order_of_the_series(series: list[list[float]]) -> None:
    panel = Panel.of([np.array(one) for one in series])
    assert panel.restored(panel.last).tolist() == [one[-1] for one in series]

"""Forecasts: order, scale and limits cannot change what is said; refusals never invent a band."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.evaluate.forecast import Forecast, Series, forecast, past_coverage, past_shocks

DATA = Path(__file__).parent.parent / "data"
values = st.lists(st.floats(1, 1000).map(lambda x: round(x, 3)), min_size=4, max_size=14)


def series(name: str, numbers: list[float], first: int = 2550, **limits: float) -> Series:
    return Series(name, {first + i: number for i, number in enumerate(numbers)}, **limits)


def one(numbers: list[float], **limits: float) -> Forecast:
    return forecast([series("a", numbers, **limits)], 3)[0]


@settings(max_examples=25, deadline=None)
@given(st.lists(values, min_size=1, max_size=4), st.randoms())
def test_order_of_series_changes_nothing(panel: list[list[float]], random: object) -> None:
    made = [series(f"s{i}", numbers) for i, numbers in enumerate(panel)]
    turned = list(made)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert [found.bands() for found in forecast(made, 3)] == [found.bands() for found in forecast(turned, 3)]


@settings(max_examples=25, deadline=None)
@given(values, st.sampled_from([1e-6, 0.01, 1000.0, 1e9]))
def test_another_unit_gives_the_same_forecast_in_that_unit(numbers: list[float], unit: float) -> None:
    plain, scaled = one(numbers), one([number * unit for number in numbers])
    assert plain.made == scaled.made
    for here, there in zip(plain.bands(), scaled.bands(), strict=True):
        assert [there.mean / unit, there.low95 / unit] == pytest.approx([here.mean, here.low95], rel=1e-6, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(values, st.floats(0, 500), st.floats(500, 1000))
def test_bounds_stand_in_order_within_the_limits(numbers: list[float], low: float, high: float) -> None:
    for band in one(numbers, low=low, high=high).bands():
        assert low <= band.low95 <= band.low80 <= band.mean <= band.high80 <= band.high95 <= high


@settings(max_examples=25, deadline=None)
@given(values)
def test_probability_agrees_with_the_bands_and_never_is_certain(numbers: list[float]) -> None:
    found = one(numbers)
    for band in found.bands():
        above = found.probability(band.year, band.high80, math.inf)
        assert above == pytest.approx(0.10, abs=0.012)
        assert found.probability(band.year, -math.inf, band.low80) == pytest.approx(above, abs=1e-9)
        assert 0 < found.probability(band.year, 1e12, math.inf) < 0.01
        assert found.probability(band.year, band.low95, band.high95) == pytest.approx(0.95, abs=0.02)


def test_value_at_a_chance_is_the_inverse_of_the_chance() -> None:
    found = one([60, 61, 61, 62, 63, 62, 64, 65])
    for p in (0.2, 0.5, 0.66, 0.8):
        year = 2559
        assert found.probability(year, -math.inf, found.value_at(year, p)) == pytest.approx(p, abs=0.02)


def test_horizon_asked_for_does_not_change_the_years_before_it() -> None:
    made = [series(f"s{i}", list(np.cumsum(np.random.default_rng(i).normal(1, 1, 15)))) for i in range(4)]
    short, long = forecast(made, 2), forecast(made, 9)
    assert [found.bands() for found in short] == [found.bands()[:2] for found in long]


def test_target_beyond_a_limit_has_almost_no_chance() -> None:
    found = one([90, 93, 95, 96, 98, 99], low=0, high=100)
    assert found.probability(2556, 100, math.inf) > 0.2
    assert found.probability(2556, 100.5, math.inf) < 0.01


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([1, 2, 3], "too_few_points"),
        ([5, 5, 5, 5, 5], "constant"),
        ([0, 0, 0, 0], "constant"),
        ([1, 2, math.inf, 4, 5], "not_finite"),
        ([1, 2, math.nan, 4, 5], "not_finite"),
        ([1e308, -1e308, 1e308, -1e308], "not_finite"),
        ([], "too_few_points"),
    ],
)
def test_what_cannot_be_forecast_gets_a_reason_and_no_band(numbers: list[float], reason: str) -> None:
    found = one(numbers)
    assert (found.made, found.bands(), found.notes) == (False, [], (reason,))


def test_series_with_a_hole_is_forecast_from_its_last_run() -> None:
    broken = Series("a", {2540: 9, 2541: 8, **{2550 + i: v for i, v in enumerate([3, 4, 4.5, 5, 6])}})
    found = forecast([broken], 2)[0]
    assert found.notes == ("gap", "few_points")
    assert [band.year for band in found.bands()] == [2555, 2556]
    assert found.bands() == forecast([series("a", [3, 4, 4.5, 5, 6])], 2)[0].bands()
    short = forecast([Series("a", {2540: 1, 2541: 2, 2542: 3, 2543: 5, 2545: 6})], 2)[0]
    assert (short.notes, short.run.last_year) == (("too_few_points",), 2545)


def test_m3_reaches_the_figures_asked_for() -> None:
    """sMAPE <= 16.2, MASE <= 2.62, 95 % coverage .90-.985 on the 645 yearly series of M3."""
    with (DATA / "m3-yearly.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    histories = {row["id"]: [float(x) for x in row["x"].split()] for row in rows}
    truth = np.array([[float(x) for x in row["xx"].split()] for row in rows])
    found = forecast([series(name, history, first=1) for name, history in histories.items()], 6)
    assert [one.series.name for one in found] == [row["id"] for row in rows]
    mean = np.array([[band.mean for band in one.bands()] for one in found])
    low, high = (np.array([[getattr(b, side) for b in one.bands()] for one in found]) for side in ("low95", "high95"))
    scale = np.array([np.abs(np.diff(history)).mean() for history in histories.values()])
    assert (200 * np.abs(truth - mean) / (np.abs(truth) + np.abs(mean))).mean() <= 16.2
    assert (np.abs(truth - mean) / scale[:, None]).mean() <= 2.62
    assert 0.90 <= ((low <= truth) & (truth <= high)).mean() <= 0.985


def test_past_coverage_counts_each_origin() -> None:
    rng = np.random.default_rng(1)
    made = [series(f"s{i}", list(50 + np.cumsum(rng.normal(0, 1, 12)))) for i in range(30)]
    proof = past_coverage(made, 2)
    assert [one.origin for one in proof] == list(range(2553, 2561))
    assert proof[-1].forecasts == 30 and proof[0].forecasts == 60
    assert np.mean([one.within95 for one in proof]) > 0.85


def test_past_shocks_are_the_scores_of_what_came() -> None:
    made = [series("a", [3, 4, 6, 5, 7, 9])]
    shocks = past_shocks(made, 1)
    assert [(one.series, one.origin, one.ahead) for one in shocks] == [("a", 2553, 1), ("a", 2554, 1)]
    then = forecast([series("a", [3, 4, 6, 5, 7])], 1)[0]
    assert shocks[-1].score == pytest.approx((9 - then.mean[0]) / then.scale[0])

"""Contributions to a change: against the mean over all orders, by every way in which they are computed."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from tests.measure.composite.by_hand import shapley_by_orders
from tests.measure.composite.test_uncertainty import CODES, TREE, panel

from sawan.measure.composite import contributions
from sawan.measure.composite.aggregate import scores, shares_of
from sawan.measure.composite.contributions import changes
from sawan.measure.composite.panel import Array, Panel
from sawan.measure.composite.parsing import spec_of
from sawan.measure.composite.pipeline import Index, compute

NORMALISE = {"method": "minmax", "range": [1, 100]}
METHODS: list[Any] = [
    "arithmetic",
    "geometric",
    "harmonic",
    {"method": "power", "p": 2},
    {"method": "power", "p": 0.4},
    {"method": "power", "p": -3},
    {"method": "mpi"},
    {"method": "mpi", "penalty": "plus"},
    ["arithmetic", "geometric", "harmonic"],
    ["harmonic", "arithmetic", "geometric"],
    ["geometric", {"method": "power", "p": 3}, {"method": "mpi"}],
    "median",
    "copeland",
    "bod",
]


def index_of(aggregate: Any, **other: Any) -> Index:
    data = panel(21, areas=5)
    data.values[1, 2, 3] = data.values[0, 2, 3]
    spec = {"tree": TREE, "weights": {"v": 2, "a": 0.3}, "aggregate": aggregate, **other}
    return compute(spec_of(spec), data)


def by_orders(index: Index) -> Array:
    """Shapley values `[area, indicator]` by all 720 orders; all areas move together."""
    weights = {code: np.array([weight]) for code, weight in index.spec.nominal.weights.items()}
    shares = shares_of(index.spec.tree, weights)
    coalitions = [frozenset(own) for size in range(7) for own in combinations(CODES, size)]
    flags = np.array([[code in own for code in CODES] for own in coalitions])
    values = np.where(flags[:, None, :], index.normalised[1], index.normalised[0])[:, None]
    worth = scores(values, index.spec.nominal.aggregate, shares, index.layout)["t"][:, 0]
    number = {own: at for at, own in enumerate(coalitions)}
    found = [
        shapley_by_orders(CODES, lambda own, area=area: float(worth[number[own], area]))  # type: ignore[misc]
        for area in range(worth.shape[1])
    ]
    return np.array([[own[code] for code in CODES] for own in found])


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "factored"])
@pytest.mark.parametrize("aggregate", METHODS, ids=str)
def test_contributions_are_means_over_all_orders(aggregate: Any, listed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    factored = set(contributions.FACTORED) | {"arithmetic"}
    names = {
        own if isinstance(own, str) else own["method"]
        for own in (aggregate if isinstance(aggregate, list) else [aggregate])
    }
    if not listed and not names <= factored:
        pytest.skip("listed in full only")
    if not listed:
        monkeypatch.setattr(contributions, "MOST_LISTED", 0)
    index = index_of(aggregate, normalise={"method": "minmax", "range": [40, 100]})
    found = changes(index)
    assert found.remarks == ()
    np.testing.assert_allclose(found.contributions[0], by_orders(index), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.contributions[0].sum(axis=1), index.top[1] - index.top[0], rtol=1e-9, atol=1e-12)
    if not names & {"copeland", "bod"}:
        assert found.contributions[0, 2, 3] == 0.0


@pytest.mark.parametrize(
    "aggregate",
    ["geometric", "harmonic", {"method": "power", "p": 2}, ["arithmetic", "geometric"], ["geometric", "harmonic"]],
    ids=str,
)
def test_thirty_two_indicators_add_up_exactly(aggregate: Any) -> None:
    random = np.random.default_rng(4)
    tree = {"t": {f"d{k}": [f"x{4 * k + j}" for j in range(4)] for k in range(8)}}
    codes = tuple(f"x{j}" for j in range(32))
    data = Panel(tuple("abcdefg"), (2560, 2561, 2565), codes, random.lognormal(0, 0.5, (3, 7, 32)))
    index = compute(spec_of({"tree": tree, "normalise": NORMALISE, "aggregate": aggregate}), data)
    found = changes(index)
    assert found.remarks == ()
    assert found.pairs == ((2560, 2561), (2561, 2565))
    gap = np.diff(index.top, axis=0) - found.contributions.sum(axis=2)
    np.testing.assert_allclose(gap, 0, atol=1e-11)


def test_symmetric_indicators_contribute_alike() -> None:
    values = np.array([[[2.0] * 20, [9.0] * 20, [5.0] * 20], [[4.0] * 20, [3.0] * 20, [5.5] * 20]])
    codes = tuple(f"x{j}" for j in range(20))
    spec = spec_of({"tree": {"t": list(codes)}, "normalise": "none", "aggregate": "harmonic"})
    found = changes(compute(spec, Panel(("a", "b", "c"), (1, 2), codes, values))).contributions[0]
    np.testing.assert_allclose(found, np.repeat([[2.0 / 20], [-6.0 / 20], [0.5 / 20]], 20, axis=1), rtol=1e-9)


def test_area_that_lacks_an_indicator_has_no_contributions() -> None:
    data = panel(22, areas=5)
    data.values[0, 3, 2] = np.nan
    found = changes(compute(spec_of({"tree": TREE, "normalise": NORMALISE}), data)).contributions[0]
    assert np.isnan(found[3]).all()
    assert np.isfinite(found[[0, 1, 2, 4]]).all()


def fifteen(aggregate: Any, tree: dict[str, Any] | None = None) -> Index:
    random = np.random.default_rng(4)
    codes = tuple(f"x{j}" for j in range(15))
    data = Panel(tuple("abcdefg"), (1, 2), codes, random.lognormal(0, 1, (2, 7, 15)))
    spec = {"tree": {"t": tree or list(codes)}, "normalise": {"method": "minmax", "range": [1, 100]}}
    return compute(spec_of({**spec, "aggregate": aggregate}), data)


def test_estimate_says_so_and_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contributions, "MOST_OUTCOMES", 0)
    index = fifteen("median")
    found = changes(index)
    assert [remark.code for remark in found.remarks] == ["estimated_change"]
    np.testing.assert_allclose(found.contributions[0].sum(axis=1), index.top[1] - index.top[0], rtol=1e-9, atol=1e-12)
    monkeypatch.undo()
    exact = changes(index)
    assert exact.remarks == ()
    np.testing.assert_allclose(found.contributions, exact.contributions, atol=3)


@pytest.mark.parametrize("penalty", ["minus", "plus"])
def test_mpi_of_dimensions_below_zero_is_exact(penalty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {f"d{k}": [f"x{j}" for j in range(5 * k, 5 * k + 5)] for k in range(3)}
    index = fifteen(["mpi", {"method": "mpi", "penalty": penalty}], tree)
    assert min(index.scores[code].min() for code in tree) < 0
    found = changes(index)
    monkeypatch.setattr(contributions, "MOST_LISTED", 15)
    assert found.remarks == ()
    np.testing.assert_allclose(found.contributions, changes(index).contributions, rtol=1e-9, atol=1e-9)


def test_mixture_of_years_without_a_score_leaves_the_area_empty_and_says_so() -> None:
    values = np.array([[[5.0, -1.0], [4.0, 2.0]], [[-1.0, 5.0], [6.0, 3.0]]])
    spec = {"tree": {"t": {"u": ["a", "b"]}}, "normalise": "none", "aggregate": ["arithmetic", "geometric"]}
    found = changes(compute(spec_of(spec), Panel(("p", "q"), (2560, 2561), ("a", "b"), values)))
    assert [remark.code for remark in found.remarks] == ["mixed_change"]
    assert "p" in found.remarks[0].en
    assert np.isnan(found.contributions[0, 0]).all()
    np.testing.assert_allclose(found.contributions[0, 1], [1.0, 0.5])


@pytest.mark.parametrize("penalty", ["minus", "plus"])
def test_mpi_of_children_that_are_all_zero_has_no_penalty(penalty: str) -> None:
    values = np.array([[[0.0, 9.0], [4.0, 4.0]], [[9.0, 0.0], [8.0, 8.0]]])
    spec = {"tree": {"t": ["a", "b"]}, "normalise": "none", "aggregate": {"method": "mpi", "penalty": penalty}}
    found = changes(compute(spec_of(spec), Panel(("p", "q"), (2560, 2561), ("a", "b"), values)))
    assert found.remarks == ()
    np.testing.assert_allclose(found.contributions[0, 1], [2.0, 2.0])
    np.testing.assert_allclose(found.contributions[0, 0], [4.5, -4.5])

"""The audit against numpy's own functions and against an index computed without the code left out."""

from __future__ import annotations

import numpy as np
import pytest
from tests.measure.composite.by_hand import shape
from tests.measure.composite.test_uncertainty import CODES, TREE, panel

from sawan.measure.composite.audit import audit, correlation, cronbach_alpha
from sawan.measure.composite.panel import Panel
from sawan.measure.composite.parsing import spec_of
from sawan.measure.composite.pipeline import Index, compute


def measured(index: Index) -> dict[tuple[int | None, str, str, str], float | int | None]:
    found = audit(index)
    table = {(own.year, own.measure, own.code, own.other): own.value for own in found}
    assert len(table) == len(found)
    return table


@pytest.fixture(scope="module")
def index() -> Index:
    spec = {"tree": TREE, "weights": {"u": 3, "d": 2}, "treat": {"method": "auto", "skew": 1, "kurtosis": 1}}
    return compute(spec_of(spec), panel(31))


def test_measures_are_those_of_numpy(index: Index) -> None:
    found = measured(index)
    year, at = 2561, 1
    w = np.stack([index.normalised[at, :, CODES.index(code)] for code in "cde"])
    assert found[year, "correlation", "c", "d"] == pytest.approx(np.corrcoef(w)[0, 1])
    assert found[year, "correlation", "c", "t"] == pytest.approx(np.corrcoef(w[0], index.top[at])[0, 1])
    assert found[year, "correlation", "u", "v"] == pytest.approx(
        np.corrcoef(index.scores["u"][at], index.scores["v"][at])[0, 1]
    )
    covariance = np.cov(w)
    assert found[year, "alpha", "w", ""] == pytest.approx(1.5 * (1 - np.trace(covariance) / covariance.sum()))
    shares = np.sort(np.linalg.eigvalsh(np.corrcoef(w)))[::-1] / 3
    assert [found[year, "pca_share", "w", str(k)] for k in (1, 2, 3)] == pytest.approx(shares)
    assert found[year, "effective_weight", "d", "t"] == pytest.approx(1 / 4 * 1 / 2 * 2 / 4)
    assert (year, "alpha", "x", "") not in found
    assert (year, "removal_rank_shift", "f", "t") not in found


def test_shapes_are_told_once_for_the_panel(index: Index) -> None:
    found = measured(index)
    for at, code in enumerate(CODES):
        skew, kurtosis = shape(index.value[..., at].ravel().tolist())
        assert found[None, "skewness", code, ""] == pytest.approx(skew)
        assert found[None, "kurtosis", code, ""] == pytest.approx(kurtosis)
        moved = int((index.treated[..., at] != index.value[..., at]).sum())
        transformed = found[None, "transformed", code, ""]
        assert found[None, "winsorised", code, ""] == (0 if transformed else moved)


def test_shapes_are_told_for_each_year_where_that_is_the_pool() -> None:
    found = measured(compute(spec_of({"tree": TREE, "pool": "year"}), panel(31)))
    assert {year for year, measure, *_ in found if measure == "skewness"} == {2560, 2561}


def test_one_year_of_data_under_the_panel_has_no_year_in_its_shapes() -> None:
    found = measured(compute(spec_of({"tree": TREE}), panel(31, years=1)))
    assert {year for year, measure, *_ in found if measure == "skewness"} == {None}
    assert {year for year, measure, *_ in found if measure == "alpha"} == {2560}


@pytest.mark.parametrize("left_out", ["a", "w", "v", "d"])
def test_leaving_out_is_the_index_without(index: Index, left_out: str) -> None:
    trees = {
        "a": {"t": {"u": ["-b"], "v": TREE["t"]["v"]}},
        "w": {"t": {"u": ["a", "-b"], "v": {"x": ["f"]}}},
        "v": {"t": {"u": ["a", "-b"]}},
        "d": {"t": {"u": ["a", "-b"], "v": {"w": ["c", "-e"], "x": ["f"]}}},
    }
    tree = spec_of({"tree": trees[left_out]}).tree
    weights = {code: weight for code, weight in {"u": 3, "d": 2}.items() if code in tree.below}
    columns = [CODES.index(code) for code in tree.indicators]
    data = Panel(index.layout.areas, index.layout.years, tree.indicators, index.normalised[..., columns])
    spec = {"tree": unsigned(trees[left_out]), "weights": weights, "normalise": "none"}
    other = compute(spec_of(spec), data)
    expected = np.abs(other.ranks["t"] - index.ranks["t"]).mean(axis=1)
    found = measured(index)
    for year, shift in zip(index.layout.years, expected, strict=True):
        assert found[year, "removal_rank_shift", left_out, "t"] == pytest.approx(shift)


def unsigned(tree: object) -> object:
    """The tree with every direction up."""
    if isinstance(tree, dict):
        return {code: unsigned(inner) for code, inner in tree.items()}
    return [code.lstrip("-") for code in tree] if isinstance(tree, list) else tree


def test_what_does_not_vary_has_no_correlation_and_no_alpha() -> None:
    flat = np.full(5, 1 / 3)
    assert correlation(flat, np.arange(5.0)) is None
    assert correlation(np.array([1.0, np.nan]), np.array([2.0, 3.0])) is None
    assert cronbach_alpha(np.column_stack([flat, flat])) is None
    assert cronbach_alpha(np.column_stack([np.arange(5.0), -np.arange(5.0)])) is None


def test_holes_leave_out_areas_pair_by_pair() -> None:
    values = np.random.default_rng(2).normal(size=(12, 3))
    values[0, 0] = values[5, 1] = values[7, 2] = np.nan
    matrix = np.array(
        [
            [
                np.ma.cov(np.ma.masked_invalid(values[:, [i, j]]), rowvar=False)[0, 1]
                if i != j
                else np.nanvar(values[:, i], ddof=1)
                for j in range(3)
            ]
            for i in range(3)
        ]
    )
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    for i, j in pairs:
        both = np.isfinite(values[:, [i, j]]).all(axis=1)
        matrix[i, j] = np.cov(values[both, i], values[both, j])[0, 1]
    assert cronbach_alpha(values) == pytest.approx(1.5 * (1 - np.trace(matrix) / matrix.sum()))


def test_shapes_stand_year_by_year() -> None:
    rows = audit(compute(spec_of({"tree": TREE, "pool": "year"}), panel(31)))
    assert [own.year for own in rows if own.measure == "skewness"] == [2560] * 6 + [2561] * 6


def test_removal_that_leaves_no_score_is_empty_and_refuses_nothing() -> None:
    values = np.array([[[5.0, -1.0], [4.0, 2.0], [9.0, 3.0]], [[5.0, 1.0], [4.0, 2.0], [9.0, 3.0]]])
    spec = {
        "tree": {"t": {"u": ["a", "b"]}},
        "normalise": "none",
        "aggregate": ["arithmetic", "geometric"],
    }
    found = measured(compute(spec_of(spec), Panel(("p", "q", "r"), (2560, 2561), ("a", "b"), values)))
    assert found[2560, "removal_rank_shift", "a", "t"] is None
    assert found[2561, "removal_rank_shift", "a", "t"] == pytest.approx(1 / 3)
    assert found[2560, "removal_rank_shift", "b", "t"] == pytest.approx(2 / 3)

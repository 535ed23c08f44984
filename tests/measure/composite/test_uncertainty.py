"""Uncertainty against single runs: every draw is the index computed afresh with that draw's choices."""

from __future__ import annotations

import csv
from itertools import permutations, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.measure.composite.by_hand import quantile

from sawan.measure.composite.acceptability import pair_probabilities, rank_probabilities
from sawan.measure.composite.panel import Array, Panel
from sawan.measure.composite.parsing import spec_of
from sawan.measure.composite.pipeline import compute
from sawan.measure.composite.statistics import mean_of, quantiles_of
from sawan.measure.composite.uncertainty import Explored, explore
from sawan.measure.composite.writing import uncertainty_pages
from sawan.problems import Refused

TREE = {"t": {"u": ["a", "-b"], "v": {"w": ["c", "d", "-e"], "x": ["f"]}}}
CODES = tuple("abcdef")


def panel(seed: int, holes: float = 0.0, areas: int = 12, years: int = 2) -> Panel:
    random = np.random.default_rng(seed)
    values = random.lognormal(1, 0.8, (years, areas, 6)).round(2)
    values[:, 3:][random.random((years, areas - 3, 6)) < holes] = np.nan
    return Panel(
        tuple(f"p{at}" for at in range(areas)), tuple(range(2560, 2560 + years)), CODES, values, errors=values * 0.05
    )


def run(spec: dict[str, Any], data: Panel, uncertainty: dict[str, Any], folder: Path | None = None) -> Explored:
    return explore(compute(spec_of({**spec, "uncertainty": uncertainty}), data), folder)


AGGREGATES = [
    "arithmetic",
    "geometric",
    {"method": "harmonic", "min_available": 0.6},
    {"method": "power", "p": 3},
    "median",
    "copeland",
    "mpi",
    "bod",
    ["arithmetic", "geometric", "harmonic"],
    ["geometric", "geometric", "arithmetic"],
    ["median", {"method": "arithmetic", "min_available": 1}, "copeland"],
    {"method": "arithmetic", "per": {"w": "geometric", "t": {"method": "power", "p": -2}}},
    {"method": "arithmetic", "min_available": 0, "per": {"u": "bod", "w": "bod"}},
]


@pytest.mark.parametrize("holes", [0.0, 0.3])
@pytest.mark.parametrize("aggregate", AGGREGATES, ids=str)
def test_replayed_weights_give_the_scores_of_single_runs(aggregate: Any, holes: float, tmp_path: Path) -> None:
    data = panel(5, holes)
    spec = {"tree": TREE, "normalise": {"method": "minmax", "range": [1, 100]}, "aggregate": aggregate}
    below = [code for code in spec_of(spec).tree.below if code != "x"]
    weights = np.random.default_rng(6).uniform(0.2, 3, (7, len(below)))
    with (tmp_path / "draws.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["draw", *below])
        writer.writerows([number + 1, *row] for number, row in enumerate(weights.tolist()))
    found = run(spec, data, {"replay": "draws.csv"}, tmp_path)
    for at, row in enumerate(weights.tolist()):
        single = compute(spec_of({**spec, "weights": dict(zip(below, row, strict=True))}), data)
        np.testing.assert_allclose(found.scores[at], single.top, rtol=1e-10, atol=1e-10)
        assert found.ranks[at].tolist() == single.ranks["t"].tolist()


def test_replay_takes_alternatives_by_number_and_what_is_absent_as_nominal(tmp_path: Path) -> None:
    data = panel(7, 0.2)
    alternatives = {
        "impute": ["median", "linear"],
        "normalise": ["rank", "zscore", {"method": "minmax", "range": [1, 2]}],
    }
    (tmp_path / "d.csv").write_text("draw,normalise,impute,v\n1,2,1,4\n2,,2,\n3,3,,1\n", encoding="utf-8")
    spec = {"tree": TREE, "impute": "mean", "weights": {"v": 2}}
    found = run(spec, data, {**alternatives, "replay": "d.csv"}, tmp_path)
    singles = [
        {"normalise": "zscore", "impute": "median", "weights": {"v": 4}},
        {"impute": "linear"},
        {"normalise": {"method": "minmax", "range": [1, 2]}, "weights": {"v": 1}},
    ]
    for at, changed in enumerate(singles):
        np.testing.assert_allclose(found.scores[at], compute(spec_of({**spec, **changed}), data).top, rtol=1e-10)
    assert found.probabilities is None
    assert found.effects is None


GRID: dict[str, list[Any]] = {
    "aggregate": ["arithmetic", ["arithmetic", "geometric", "median"], "harmonic"],
    "treat": ["none", {"method": "log_plus_one", "when": "always"}],
    "normalise": [{"method": "minmax", "range": [1, 100]}, {"method": "minmax", "range": [30, 100]}],
}
CHANCES = {"aggregate": [0.2, 0.5, 0.3], "treat": [0.75, 0.25], "normalise": [0.4, 0.6]}


def weighted(name: str, at: int) -> Any:
    """An alternative with its probability, where its form can carry one."""
    method = GRID[name][at]
    method = method if isinstance(method, dict | list) else {"method": method}
    return method if isinstance(method, list) else {**method, "probability": CHANCES[name][at] / CHANCES[name][1]}


def grid(unequal: bool) -> tuple[Explored, list[tuple[int, ...]], Panel, dict[str, Any]]:
    data = panel(8, areas=9)
    spec = {"tree": TREE, "normalise": {"method": "minmax", "range": [1, 100]}}
    asked = {name: [weighted(name, at) if unequal else own[at] for at in range(len(own))] for name, own in GRID.items()}
    numbers = list(product(*(range(len(own)) for own in GRID.values())))
    return run(spec, data, asked), numbers, data, spec


@pytest.mark.parametrize("unequal", [False, True])
def test_every_combination_runs_once_with_its_probability(unequal: bool) -> None:
    found, numbers, data, spec = grid(unequal)
    assert len(found.scores) == len(numbers)
    chance = [np.prod([CHANCES[name][at] for name, at in zip(GRID, own, strict=True)]) for own in numbers]
    chances = np.array(chance if unequal else [1 / len(numbers)] * len(numbers))
    if unequal:
        assert found.probabilities is not None
        np.testing.assert_allclose(found.probabilities, chances, rtol=1e-12)
    else:
        assert found.probabilities is None
    singles = []
    for own in numbers:
        choices = {name: GRID[name][at] for name, at in zip(GRID, own, strict=True)}
        singles.append(compute(spec_of({**spec, **choices}), data))
    tops = np.array([single.top for single in singles])
    np.testing.assert_allclose(found.scores, tops, rtol=1e-11)
    np.testing.assert_allclose(
        mean_of(found.scores[:, 0], found.probabilities), np.tensordot(chances, tops[:, 0], 1), rtol=1e-12
    )
    for area in range(9):
        own_scores, own_ranks = tops[:, 0, area], np.array([single.ranks["t"][0, area] for single in singles])
        expected = [by_definition(own_scores, chances, q, unequal) for q in (0.05, 0.5, 0.95)]
        ours = quantiles_of(found.scores[:, 0], (0.05, 0.5, 0.95), found.probabilities)[:, area]
        np.testing.assert_allclose(ours, expected, rtol=1e-11)
        shares = {int(rank): chances[own_ranks == rank].sum() for rank in np.unique(own_ranks)}
        listed = dict(list(rank_probabilities(found.ranks[:, 0], found.probabilities))[area])
        assert listed == pytest.approx(shares)
    first, second = (np.array([single.ranks["t"][1, area] for single in singles]) for area in (2, 5))
    before = chances[first < second].sum() + chances[first == second].sum() / 2
    assert pair_probabilities(found.ranks[:, 1], found.probabilities)[2, 5] == pytest.approx(before)


def by_definition(values: Array, chances: Array, q: float, unequal: bool) -> float:
    if not unequal:
        return quantile(values.tolist(), q)
    total = 0.0
    for at in np.argsort(values, kind="stable"):
        total += chances[at]
        if total >= q - 1e-12:
            return float(values[at])
    raise AssertionError(q)


@pytest.mark.parametrize("unequal", [False, True])
def test_sensitivity_of_a_grid_is_that_of_its_definition(unequal: bool) -> None:
    found, numbers, data, spec = grid(unequal)
    nominal = compute(spec_of(spec), data).ranks["t"][0].astype(float)
    each = [np.array(CHANCES[name] if unequal else [1 / len(own)] * len(own)) for name, own in GRID.items()]
    chances = np.array([np.prod([p[at] for p, at in zip(each, own, strict=True)]) for own in numbers])
    ranks = found.ranks[:, 0].astype(float)
    outputs = [np.abs(ranks - nominal).mean(axis=1), *ranks.T]
    assert found.effects is not None
    effects = found.effects[0]
    varied = 0
    for at, y in enumerate(outputs):
        variance = explained(y, chances, numbers, (0, 1, 2))
        if variance < 1e-12:
            assert np.isnan(effects.first[:, at]).all()
            continue
        varied += 1
        for factor in range(3):
            others = tuple(other for other in range(3) if other != factor)
            first = explained(y, chances, numbers, (factor,)) / variance
            total = 1 - explained(y, chances, numbers, others) / variance
            gains = []
            for order in permutations(range(3)):
                before = order[: order.index(factor)]
                gain = explained(y, chances, numbers, (*before, factor)) - explained(y, chances, numbers, before)
                gains.append(gain / variance)
            assert effects.first[factor, at] == pytest.approx(first, abs=1e-10)
            assert effects.total[factor, at] == pytest.approx(total, abs=1e-10)
            assert effects.shapley is not None
            assert effects.shapley[factor, at] == pytest.approx(np.mean(gains), abs=1e-10)
            assert effects.first_low[factor, at] == effects.first[factor, at] == effects.first_high[factor, at]
    assert varied > 3


def explained(y: Array, chances: Array, numbers: list[tuple[int, ...]], kept: tuple[int, ...]) -> float:
    """Variance of the expectation of y given some factors, by listing."""
    cells: dict[tuple[int, ...], list[int]] = {}
    for at, own in enumerate(numbers):
        cells.setdefault(tuple(own[factor] for factor in sorted(kept)), []).append(at)
    mean = float(chances @ y)
    return float(
        sum(chances[own].sum() * (chances[own] @ y[own] / chances[own].sum() - mean) ** 2 for own in cells.values())
    )


def test_sampled_indices_meet_the_exact_ones_within_their_intervals() -> None:
    data = panel(9, areas=9, years=1)
    spec = {"tree": TREE, "normalise": {"method": "minmax", "range": [1, 100]}}
    sets = [{"u": 1.0, "v": 1.0}, {"u": 3.0}, {"v": 3.0}]
    asked = {"normalise": GRID["normalise"], "aggregate": GRID["aggregate"], "weights": sets}
    exact = run(spec, data, asked)
    index = compute(spec_of({**spec, "uncertainty": {**asked, "draws": 4000}}), data)
    from sawan.measure.composite import uncertainty

    pytest.MonkeyPatch.context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uncertainty, "MOST_COMBINATIONS", 1)
        sampled = explore(index)
    assert len(sampled.scores) == 4000
    assert exact.effects is not None
    assert sampled.effects is not None
    a, b = exact.effects[0], sampled.effects[0]
    assert b.shapley is None
    varies = np.isfinite(a.first) & np.isfinite(b.first)
    assert varies.sum() > 6
    inside = (b.first_low - 0.02 <= a.first) & (a.first <= b.first_high + 0.02)
    inside &= (b.total_low - 0.02 <= a.total) & (a.total <= b.total_high + 0.02)
    assert inside[varies].mean() > 0.9
    np.testing.assert_allclose(b.first[varies], a.first[varies], atol=0.12)
    np.testing.assert_allclose(b.total[varies], a.total[varies], atol=0.12)


def test_errors_of_observation_have_the_deviation_asked_for() -> None:
    data = panel(10, areas=6, years=1)
    spec = {"tree": {"t": ["a"]}, "normalise": "none"}
    one = Panel(
        data.areas, data.years, ("a",), data.values[..., :1], data.errors[..., :1] if data.errors is not None else None
    )
    cases = ({"relative": 0.1}, {"absolute": {"a": 0.5}}, "se")
    expected = (0.1 * one.values[0, :, 0], np.full(6, 0.5), 0.05 * one.values[0, :, 0])
    for errors, deviation in zip(cases, expected, strict=True):
        found = run(spec, one, {"data": errors, "draws": 20000})
        np.testing.assert_allclose(found.scores[:, 0].std(axis=0), deviation, rtol=0.03)
        np.testing.assert_allclose(found.scores[:, 0].mean(axis=0), one.values[0, :, 0], rtol=0.01)


def test_without_error_the_draws_are_the_nominal_index() -> None:
    data = panel(11, 0.3)
    spec = {"tree": TREE, "impute": "linear", "treat": "auto", "normalise": {"method": "minmax", "range": [1, 100]}}
    spec |= {"aggregate": ["arithmetic", "geometric", "harmonic"]}
    index = compute(spec_of({**spec, "uncertainty": {"data": {"relative": 0}, "draws": 100}}), data)
    found = explore(index)
    np.testing.assert_allclose(found.scores, np.broadcast_to(index.top, found.scores.shape), rtol=1e-11)
    assert (found.ranks == index.ranks["t"]).all()


@pytest.mark.parametrize(
    "steps",
    [
        {"impute": "em"},
        {"impute": {"method": "siblings", "then": "mean"}, "treat": {"method": "winsorise", "skew": 1, "kurtosis": 0}},
        {"treat": {"method": "auto", "skew": 0.5, "kurtosis": -1}, "normalise": "rank"},
        {"treat": {"method": "clip", "low": 0.1}, "normalise": {"method": "zscore", "mean": 50}, "pool": "year"},
        {"treat": {"method": "log_signed", "when": "always"}, "aggregate": "copeland"},
        {"impute": "previous", "normalise": {"method": "percentile", "ties": "average"}, "aggregate": "median"},
    ],
    ids=str,
)
def test_blocks_of_errors_are_single_runs(steps: dict[str, Any]) -> None:
    """The same errors, written into the data, give the same scores."""
    from sawan.measure.composite.sampling import draw_errors
    from sawan.measure.composite.simulation import ERROR_CELLS

    data = panel(12, 0.2)
    spec = {"tree": TREE, "normalise": {"method": "minmax", "range": [1, 100]}, **steps}
    found = run(spec, data, {"data": {"relative": 0.05}, "draws": 5, "seed": 3})
    errors = draw_errors((ERROR_CELLS // data.values.size, *data.values.shape), 3, 0, 0)
    for draw in range(5):
        values = data.values * (1 + 0.05 * errors[draw])
        single = compute(spec_of(spec), Panel(data.areas, data.years, CODES, values))
        np.testing.assert_allclose(found.scores[draw], single.top, rtol=1e-8)


def test_replay_checks_the_combinations_that_no_draw_uses(tmp_path: Path) -> None:
    alternatives = {"normalise": [{"method": "minmax", "range": [1, 100]}, "zscore"], "aggregate": ["geometric"]}
    (tmp_path / "draws.csv").write_text("draw,normalise,aggregate\n1,1,1\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        run({"tree": TREE}, panel(5), {**alternatives, "replay": "draws.csv"}, tmp_path)
    assert {problem.code for problem in refusal.value.problems} == {"not_positive"}


def test_pairs_have_a_row_for_every_area_and_nothing_where_one_has_no_score() -> None:
    data = panel(5, areas=4)
    data.values[1, 2] = np.nan
    index = compute(spec_of({"tree": TREE, "uncertainty": {"treat": ["none", "auto"], "pairs": True}}), data)
    rows = [line.split(",") for line in uncertainty_pages(index, explore(index))["pairs.csv"].text().splitlines()[1:]]
    assert [row[:3] for row in rows] == [
        [a, b, year] for year in ("2560", "2561") for a in data.areas for b in data.areas if a != b
    ]
    assert {tuple(row[:2]) for row in rows if row[3] == ""} == {
        pair for other in ("p0", "p1", "p3") for pair in ((other, "p2"), ("p2", other))
    }
    assert {row[2] for row in rows if row[3] == ""} == {"2561"}

"""Random specifications and panels: the arrays and a second, loop by loop reading of the contract agree to 1e-9."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tests.measure.composite.by_hand import ByHand, Table, ranks

from sawan.measure.composite.panel import Panel
from sawan.measure.composite.parsing import spec_of
from sawan.measure.composite.pipeline import Index, compute
from sawan.problems import Refused

TREES: list[dict[str, Any]] = [
    {"t": ["a", "-b", "c", "d"]},
    {"t": {"u": ["a", "-b"], "v": ["c", "-d", "e"]}},
    {"t": {"u": ["a"], "v": {"w": ["b", "-c"], "x": ["d", "e", "f"]}}},
]
IMPUTE = [
    "none",
    "mean",
    {"method": "median", "pool": "year"},
    {"method": "mean", "pool": 2562},
    {"method": "previous", "max_gap": 2},
    {"method": "previous", "then": "median"},
    "linear",
    {"method": "linear", "then": {"method": "mean"}},
    "siblings",
    {"method": "siblings", "then": "mean"},
]
TREAT = [
    "none",
    "auto",
    {"method": "winsorise", "max_points": 2, "skew": 0.5, "kurtosis": -1},
    {
        "method": "winsorise",
        "skew": 0.3,
        "kurtosis": -2,
        "pool": "year",
        "then": {"method": "log_plus_one", "when": "always"},
    },
    {"method": "winsorise", "force": True, "max_points": 3},
    {"method": "winsorise", "skew": 1, "kurtosis": 0, "pool": 2562},
    {"method": "auto", "skew": 0.5, "kurtosis": -1},
    {"method": "log", "when": "always"},
    {"method": "log_signed", "skew": 0.2, "kurtosis": -3},
    {"method": "log_signed", "when": "always", "pool": "year"},
    {"method": "log_plus_one", "when": "always"},
    {"method": "log_gii", "when": "always"},
    {"method": "boxcox", "lambda": 0.5, "when": "always"},
    {"method": "boxcox", "lambda": 0, "when": "always"},
    {"method": "boxcox", "lambda": -1, "skew": 0.1, "kurtosis": -3},
    {"method": "clip", "low": 0.1, "high": 0.85},
    {"method": "none", "per": {"b": "log_plus_one", "c": {"method": "clip", "high": 0.9}}},
]
NORMALISE = [
    {"method": "minmax", "range": [1, 100]},
    {"method": "minmax", "range": [5, 10], "pool": "year"},
    {
        "method": "minmax",
        "range": [1, 100],
        "per": {"b": {"method": "goalposts", "low": -5, "high": 60, "range": [1, 2]}},
    },
    {"method": "zscore", "mean": 100, "sd": 5},
    {"method": "zscore", "mean": 100, "sd": 5, "pool": 2562},
    {"method": "rank", "ties": "average"},
    {"method": "rank", "ties": "max", "pool": "year"},
    "rank",
]
ZEROS = [
    "minmax",
    {"method": "minmax", "pool": 2562},
    "zscore",
    "none",
    {"method": "none", "per": {"a": "borda", "b": {"method": "percentile", "ties": "max"}}},
    "borda",
    "percentile",
    "distance_to_max",
    {"method": "goalposts", "low": 3, "high": 40, "clamp": False},
    {"method": "distance_to_target", "target": 12.345, "cap": True},
    {"method": "distance_to_reference", "area": "p3"},
    {"method": "distance_to_reference", "area": "p2", "cap": True, "pool": "year"},
]
MEANS = [
    "arithmetic",
    "geometric",
    "harmonic",
    {"method": "power", "p": 2},
    {"method": "power", "p": -0.5, "min_available": 0.9},
    {"method": "mpi", "penalty": "plus"},
    {"method": "mpi"},
    {"method": "geometric", "min_available": 0, "per": {"t": "median"}},
]
ANY = [
    "arithmetic",
    "median",
    "copeland",
    {"method": "arithmetic", "min_available": 1},
    {"method": "median", "min_available": 0},
    {"method": "copeland", "min_available": 0.7, "per": {"t": "arithmetic"}},
]
CODES = "abcdef"


def data(chance: random.Random, holes: float, years: list[int], areas: int) -> Table:
    """A skewed panel with ties and holes; p0, p2 and p3 are complete, the latter two never the worst."""
    table: Table = {}
    for number in range(areas):
        table[f"p{number}"] = {}
        for year in years:
            cells: dict[str, float | None] = {}
            for code in CODES:
                value = round(1 + 4 * chance.lognormvariate(0, 0.9), 1 if code in "ac" else 3)
                value = 7 + chance.random() if number in (2, 3) else value
                full = number in (0, 2, 3) or chance.random() >= holes
                cells[code] = value if full else None
            table[f"p{number}"][year] = cells
    return table


def panel_of(table: Table) -> Panel:
    areas = tuple(table)
    years = tuple(sorted(next(iter(table.values()))))
    values = np.array(
        [
            [[np.nan if (v := table[area][year][code]) is None else v for code in CODES] for area in areas]
            for year in years
        ]
    )
    return Panel(areas, years, tuple(CODES), values)


def restricted(panel: Panel, codes: tuple[str, ...]) -> Panel:
    columns = [panel.indicators.index(code) for code in codes]
    return Panel(panel.areas, panel.years, codes, panel.values[..., columns])


def used(method: Any, codes: tuple[str, ...]) -> Any:
    """A method whose `per` names only codes of the tree."""
    if isinstance(method, dict) and "per" in method:
        return {**method, "per": {code: own for code, own in method["per"].items() if code in codes}}
    return method


@pytest.mark.parametrize("number", range(120))
def test_arrays_agree_with_loops(number: int) -> None:
    chance = random.Random(number)
    tree = TREES[number % 3]
    table = data(chance, 0.25 if number % 2 else 0.0, [2560, 2562, 2563], 9)
    positive = number % 4 < 2
    codes = spec_of({"tree": tree}).tree.indicators
    spec: dict[str, Any] = {
        "weights": {code: chance.choice([0.5, 1, 2, 3]) for code in codes},
        "screen": chance.choice([0, 0, 0.5]),
        "impute": chance.choice(IMPUTE),
        "treat": used(chance.choice(TREAT if positive else TREAT[:7]), codes),
        "normalise": used(chance.choice(NORMALISE if positive else ZEROS), codes),
        "aggregate": chance.choice(MEANS if positive else ANY),
        "pool": chance.choice(["panel", "panel", "year"]),
    }
    if tree is TREES[1] and number % 5 == 0:
        spec["aggregate"] = ["arithmetic", {"method": "median", "min_available": 1}]
    hand = ByHand(tree, spec, only(table, codes))
    try:
        index = compute(spec_of({"tree": tree, **spec}), restricted(panel_of(table), codes))
    except Refused as refusal:
        assert {problem.code for problem in refusal.problems} == {"reference_worst"}
        with pytest.raises(ZeroDivisionError):
            hand.normalised()
        return
    agree(hand, index)


def only(table: Table, codes: tuple[str, ...]) -> Table:
    return {
        area: {year: {code: cells[code] for code in codes} for year, cells in own.items()}
        for area, own in table.items()
    }


def agree(hand: ByHand, index: Index) -> None:
    codes = index.spec.tree.indicators
    for name, table in (("value", hand.imputed()), ("treated", hand.treated()), ("normalised", hand.normalised())):
        expected = [
            [[np.nan if (v := table[a][y][c]) is None else v for c in codes] for a in hand.areas] for y in hand.years
        ]
        np.testing.assert_allclose(getattr(index, name), expected, rtol=1e-9, atol=1e-9, err_msg=f"{name} {hand.spec}")
    for code, found in hand.scores().items():
        expected_scores = [[np.nan if (v := found[a][y]) is None else v for a in hand.areas] for y in hand.years]
        np.testing.assert_allclose(
            index.scores[code], expected_scores, rtol=1e-9, atol=1e-9, err_msg=f"{code} {hand.spec}"
        )
        for at, year in enumerate(hand.years):
            places = ranks({area: found[area][year] for area in hand.areas})
            assert index.ranks[code][at].tolist() == [place or 0 for place in places.values()]

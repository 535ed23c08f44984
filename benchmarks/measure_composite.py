"""The simulation of a composite index, 77 areas by 32 indicators: processor time a draw beside plain blocked NumPy.

    python benchmarks/measure_composite.py

The index: five treatments, three scales, weights +-25% at both levels, three means. The reference is what was
measured of the field's usual software on the same set-up, 108 ms of processor time a draw. The floor is NumPy written
for this one index: drawn weights, effective weights times values, one sort of packed keys, scores and ranks kept, in
blocks. Goals: at least 20,000 times the reference, at most 2.0 times the floor; errors of observation, 10,000 draws,
under 1 s.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from sawan.measure.composite import compute, explore, panel_of, spec_of
from sawan.measure.composite.pipeline import Index

REFERENCE_MS = 108.0
AREAS, INDICATORS, DRAWS, BLOCK = 77, 32, 200_000, 780
TREE = {"index": {f"d{k}": [f"x{4 * k + j}" for j in range(4)] for k in range(8)}}
BACK = (np.positive, np.exp, np.reciprocal)
CHOICES: dict[str, Any] = {
    "treat": [{"method": "winsorise", "max_points": points, "then": "log"} for points in range(1, 6)],
    "normalise": [
        {"method": "minmax", "range": [1, 100]},
        {"method": "zscore", "mean": 1000, "sd": 10},
        {"method": "rank"},
    ],
    "weights": {"noise": 0.25},
    "aggregate": ["arithmetic", "geometric", "harmonic"],
    "sensitivity": False,
}


def main() -> None:
    """Print one line a figure."""
    random = np.random.default_rng(1)
    values = random.lognormal(0, random.uniform(0.2, 1.2, INDICATORS), (AREAS, INDICATORS))
    preparing = cost(lambda: explore(index_of(values, CHOICES, 1)))
    engine = (cost(lambda: explore(index_of(values, CHOICES, DRAWS))) - preparing) / DRAWS * 1e6
    floor = cost(lambda: blocked(values, DRAWS)) / DRAWS * 1e6
    errors = cost(lambda: explore(index_of(values, {"data": {"relative": 0.02}}, 10_000)))
    print(f"{'figure':52s} {'measured':>12s} {'goal':>12s}")
    print(f"{'a draw in the engine, microseconds of CPU':52s} {engine:12.2f}")
    print(f"{'blocked NumPy (floor), microseconds of CPU':52s} {floor:12.2f}")
    print(f"{'times the floor':52s} {engine / floor:12.2f} {'<= 2.0':>12s}")
    print(f"{'times faster than the reference':52s} {REFERENCE_MS * 1000 / engine:12,.0f} {'>= 20,000':>12s}")
    print(f"{'errors of observation, 10,000 draws, seconds of CPU':52s} {errors:12.2f} {'< 1':>12s}")


def index_of(values: np.ndarray, uncertainty: dict[str, Any], draws: int) -> Index:
    """The index with its uncertainty."""
    keys = {"tree": TREE, "normalise": {"method": "minmax", "range": [1, 100]}, "uncertainty": uncertainty}
    spec = spec_of(keys)
    asked = spec.uncertainty
    spec = replace(spec, uncertainty=replace(asked, draws=draws) if asked else None)
    return compute(spec, panel_of(values, [str(at) for at in range(AREAS)], spec.tree.indicators))


def blocked(values: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Plain NumPy that leaves the same two arrays, scores and ranks by draw: weights, a product, a packed sort."""
    random = np.random.Generator(np.random.SFC64(1))
    forms = [np.ascontiguousarray(form.T) for form in (values, np.log(values), 1 / values)]
    scores, ranks = np.empty((draws, AREAS)), np.empty((draws, AREAS), dtype=np.int16)
    names, places = np.arange(AREAS), np.arange(1, AREAS + 1, dtype=np.int16)
    for number, start in enumerate(range(0, draws, BLOCK)):
        size = min(BLOCK, draws - start)
        weights = 0.75 + 0.5 * random.random((size, INDICATORS))
        dimensions = 0.75 + 0.5 * random.random((size, 8))
        shares = weights.reshape(size, 8, 4)
        shares = (
            shares
            / shares.sum(axis=2, keepdims=True)
            * (dimensions / dimensions.sum(axis=1, keepdims=True))[:, :, None]
        )
        mean = shares.reshape(size, INDICATORS) @ forms[number % 3]
        mean = BACK[number % 3](mean)
        keys = (~mean.view(np.int64) & ~127) | names
        keys.sort(axis=1)
        order = (keys & 127) + np.arange(0, size * AREAS, AREAS)[:, None]
        own = np.empty(size * AREAS, dtype=np.int16)
        own[order.ravel()] = np.tile(places, size)
        scores[start : start + size], ranks[start : start + size] = mean, own.reshape(size, AREAS)
    return scores, ranks


def cost(work: Callable[[], object]) -> float:
    """The least processor seconds of three runs."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main()

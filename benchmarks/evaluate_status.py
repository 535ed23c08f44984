"""Marks of 77 provinces x 60 indicators x 10 years (46,200 cells), and the answer of what-if.

    SAWAN_HOME=... python benchmarks/evaluate_status.py

Prints milliseconds: reading the stored series of 60 indicators (an instance that is set up) over ten years, the marks
and achievement of all cells, the page of one move of what-if. Goals: status 1,000 ms in all, what-if 300 ms.
"""

from __future__ import annotations

import time

import numpy as np

from sawan.console import start_django
from sawan.evaluate.scorecard import Cells, scorecard

SHAPE = (60, 77, 10)


def cells(read: dict[str, dict[tuple[str, int], float]]) -> Cells:
    """Cells from what was read, targets and chances drawn at random: what matters here is their number."""
    random = np.random.default_rng(1)
    areas = sorted({area for values in read.values() for area, _ in values})[: SHAPE[1]]
    years = range(2556, 2556 + SHAPE[2])
    values = np.full(SHAPE, np.nan)
    for i, held in enumerate(list(read.values())[: SHAPE[0]]):
        for a, area in enumerate(areas):
            for t, year in enumerate(years):
                values[i, a, t] = held.get((area, year), np.nan)
    target = np.nan_to_num(values, nan=1.0) * random.uniform(0.8, 1.2, SHAPE)
    return Cells(
        low=target,
        high=np.full(SHAPE, np.inf),
        observed=values,
        latest=values,
        probability=random.uniform(0, 1, SHAPE),
        revised=random.uniform(0, 1, SHAPE),
        revision=np.zeros(SHAPE),
        late=random.uniform(-1, 4, SHAPE),
        unsure=random.uniform(0, 1, SHAPE) < 0.2,
        base=target * 0.9,
    )


def series_of(code: str) -> dict[tuple[str, int], float]:
    """Yearly values by area and B.E. year."""
    from sawan.measure import queries as measure

    rows = measure.table(code)
    return {(row.area, int(row.period)): row.value for row in rows if len(row.period) == 4 and not row.breakdown}


def main() -> None:
    start_django()
    from django.test import Client

    from sawan.measure import queries as measure

    codes = [row.indicator.code for row in measure.holdings().rows if row.areas >= SHAPE[1]][: SHAPE[0]]
    began = time.perf_counter()
    read = {code: series_of(code) for code in codes}
    made = cells(read)
    reading = time.perf_counter() - began
    began = time.perf_counter()
    card = scorecard(made)
    judging = time.perf_counter() - began
    print(f"{len(codes)} indicators read: {1000 * reading:.0f} ms; {card.marks.size:,} marks: {1000 * judging:.1f} ms")
    client, taken = Client(), []
    for value in ("0.61", "0.62", "0.63", "0.64", "0.65"):
        began = time.perf_counter()
        answer = client.get(f"/evaluate/what-if?indicator=hai&value={value}&target=0.64", HTTP_HOST="127.0.0.1")
        taken.append(time.perf_counter() - began)
        assert answer.status_code == 200
    print(f"what-if page: first {1000 * taken[0]:.0f} ms, then {1000 * np.median(taken[1:]):.0f} ms")


if __name__ == "__main__":
    main()

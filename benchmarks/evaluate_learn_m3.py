"""Learn from the M3 yearly series what ships: the prior over cells and the table of scores.

    python benchmarks/evaluate_learn_m3.py [--write | --halves]

Prints how far the shipped tables are from what is learnt now; `--write` writes src/sawan/evaluate/data/m3-prior.csv
and m3-scores.csv. Write again whenever the grid of cells, the members or the scale of uncertainty change;
tests/evaluate/forecast/test_learnt.py fails until it was. `--halves` learns from every second series, forecasts the
others and prints how good that was: M3's own figures with tables that have not seen it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from unittest.mock import patch

import numpy as np
from evaluate_forecast import ours
from evaluate_panels import Question, m3

from sawan.evaluate.forecast import learnt, recipe, trend
from sawan.evaluate.forecast.panel import Panel

HOME = Path(__file__).parent.parent
SERIES = HOME / "tests" / "evaluate" / "data" / "m3-yearly.csv"
OUT = HOME / "src" / "sawan" / "evaluate" / "data"
HORIZON, GRAIN = 6, 200


def load(path: Path = SERIES) -> tuple[list[np.ndarray], np.ndarray]:
    """Histories (645 arrays) and the six held-out years (645, 6)."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [np.array(row["x"].split(), float) for row in rows], np.array([row["xx"].split() for row in rows], float)


def learn(histories: list[np.ndarray], held_out: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The prior (2K,) and the quantiles of the scores (6, 200)."""
    panel = Panel.of(histories)
    prior = trend.learn_prior(trend.fit(panel, HORIZON).likelihood, None)
    found = recipe.outlook(panel, HORIZON)
    scores = np.abs(held_out - panel.restored(found.mean)) / panel.restored(found.scale)
    return prior, np.quantile(scores, (np.arange(GRAIN) + 0.5) / GRAIN, axis=0).T


def write(prior: np.ndarray, scores: np.ndarray) -> None:
    """The two tables of the package."""
    with (OUT / "m3-prior.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("cell,weight\n")
        file.writelines(f"{cell},{weight:.6g}\n" for cell, weight in enumerate(prior))
    with (OUT / "m3-scores.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("h," + ",".join(f"q{(i + 0.5) / GRAIN:.4f}" for i in range(GRAIN)) + "\n")
        file.writelines(f"{h + 1}," + ",".join(f"{q:.5g}" for q in row) + "\n" for h, row in enumerate(scores))


def halves() -> None:
    """Forecasts of each half of M3 by the tables of the other."""
    histories, held_out = load()
    whole = m3()[0]
    for first in (0, 1):
        places = np.arange(len(histories)) % 2 == first
        tables = learn([history for history, taken in zip(histories, places, strict=True) if taken], held_out[places])
        others = [series for series, taken in zip(whole.known, places, strict=True) if not taken]
        with patch.object(learnt, "_tables", return_value=tables):
            print(ours([Question(others, whole.later, whole.horizon)]))


def main() -> None:
    if "--halves" in sys.argv:
        halves()
        return
    prior, scores = learn(*load())
    print(f"prior of {len(prior)} cells, {np.count_nonzero(prior > 0.01)} above 1 %; scores {scores.shape}")
    if "--write" in sys.argv:
        write(prior, scores)
        return
    shipped = np.array([learnt.scores(h) for h in range(1, HORIZON + 1)])
    print(f"largest difference of the shipped prior {np.abs(learnt.prior() - prior).max():.2g}", end=", ")
    print(f"of the shipped scores {np.abs(shipped - scores).max():.2g}")


if __name__ == "__main__":
    main()

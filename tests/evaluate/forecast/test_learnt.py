"""The tables that ship are what the recipe learns from M3."""

import csv
from pathlib import Path

import numpy as np

from sawan.evaluate.forecast import learnt, recipe, trend
from sawan.evaluate.forecast.panel import Panel

DATA = Path(__file__).parent.parent / "data"


def m3() -> tuple[list[np.ndarray], np.ndarray]:
    with (DATA / "m3-yearly.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [np.array(row["x"].split(), float) for row in rows], np.array([row["xx"].split() for row in rows], float)


def test_shipped_tables_belong_to_this_recipe() -> None:
    histories, held_out = m3()
    panel = Panel.of(histories)
    prior = trend.learn_prior(trend.fit(panel, 6).likelihood, None)
    np.testing.assert_allclose(learnt.prior(), prior, rtol=1e-3, atol=1e-6)
    said = recipe.outlook(panel, 6)
    scores = np.abs(held_out - panel.restored(said.mean)) / panel.restored(said.scale)
    for h in range(1, 7):
        for share in (0.5, 0.8, 0.95):
            inside = (scores[:, h - 1] <= np.quantile(learnt.scores(h), share)).mean()
            assert abs(inside - share) < 0.006, (h, share)


def test_scores_grow_beyond_six_years() -> None:
    np.testing.assert_allclose(learnt.scores(10), learnt.scores(6) * np.sqrt(10 / 6))

"""The tables that ship are what the recipe learns from M3, and agree with an independent computation."""

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
    for h in (1, 3, 6):
        np.testing.assert_allclose(np.median(learnt.scores(h)), np.median(scores[:, h - 1]), rtol=0.01)


def test_shipped_scores_agree_with_the_independent_table() -> None:
    with (DATA / "m3-scores-check.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name, share in (("p50", 0.5), ("p75", 0.75), ("p80", 0.8), ("p90", 0.9), ("p95", 0.95)):
                found = float(np.quantile(learnt.scores(int(row["h"])), share))
                assert abs(found / float(row[name]) - 1) < 0.06, (row["h"], name)


def test_scores_grow_beyond_six_years() -> None:
    np.testing.assert_allclose(learnt.scores(10), learnt.scores(6) * np.sqrt(10 / 6))

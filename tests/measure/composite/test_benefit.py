"""Benefit of the doubt against one linear programme an area, solved by another function."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.measure.composite.cases import run_text

from sawan.measure.composite import benefit_of_the_doubt


@pytest.mark.parametrize("share", [(0.0, 1.0), (0.05, 0.5), (0.2, 0.4)])
@pytest.mark.parametrize("areas", [12, 240])
def test_scores_are_the_best_of_each_programme(areas: int, share: tuple[float, float]) -> None:
    y = np.random.default_rng(areas).uniform(0.5, 100, (areas, 4))
    found = benefit_of_the_doubt(y, share)
    for at in range(0, areas, 7):
        own = np.diag(y[at])
        rows = np.vstack([y, share[0] * y[at] - own, own - share[1] * y[at]])
        best = linprog(-y[at], A_ub=rows, b_ub=np.concatenate([np.ones(areas), np.zeros(8)])).fun
        assert found[at] == pytest.approx(-best, abs=1e-9)
    assert found.max() <= 1 + 1e-9


def test_area_with_a_hole_has_no_score_and_binds_no_other() -> None:
    found = benefit_of_the_doubt(np.array([[1.0, 2.0], [100.0, np.nan], [2.0, 1.0]]))
    assert np.isnan(found[1])
    np.testing.assert_allclose(found[[0, 2]], 1.0)


def test_one_child_is_the_share_of_the_best() -> None:
    np.testing.assert_allclose(benefit_of_the_doubt(np.array([[2.0], [8.0], [4.0]])), [0.25, 1.0, 0.5])


def test_command_prints_nothing_of_the_solver(tmp_path: object, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_text(tmp_path, "tree: {t: [x, y]}\naggregate: bod", "area,x,y\na,1,5\nb,2,3\nc,3,1\n") == 0  # type: ignore[arg-type]
    assert capfd.readouterr().out == ""


def test_value_below_zero_has_no_weight_as_its_part_of_the_sum_may_not_be_below_zero() -> None:
    np.testing.assert_allclose(
        benefit_of_the_doubt(np.array([[-6.0, 8.0], [-1.0, 2.0], [-2.0, -1.0]])), [1.0, 0.25, 0.0]
    )

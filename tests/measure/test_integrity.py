"""Integrity: five published means, what a point is worth, and that no cheaper way to the next band exists."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from sawan.measure import integrity
from sawan.problems import Refused

DATA = Path(__file__).parent / "data" / "ita-fy2563-2564.csv"
SCHEME = integrity.schemes()[2564]
VALUES = st.fixed_dictionaries({n: st.floats(min_value=0, max_value=100) for n in range(1, 11)})


def published() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8-sig") as page:
        return list(csv.DictReader(page))


@pytest.mark.parametrize("row", published(), ids=lambda row: f"{row['area_code']}-{row['year_be']}")
def test_score_reproduces_the_published_means(row: dict[str, str]) -> None:
    parts = {n: float(row["iit"]) for n in range(1, 6)} | {n: float(row["eit"]) for n in (6, 7, 8)}
    parts |= {9: float(row["oit"]), 10: float(row["oit"])}
    scheme = integrity.schemes()[int(row["year_be"])]
    assert scheme.confirmed
    assert integrity.score(parts, scheme) == pytest.approx(
        float(row["published"]), abs=0.0101
    )  # parts were published rounded
    assert scheme.band(float(row["published"])) == row["grade_to_fy2565"]


def test_a_point_is_worth_what_the_weights_say() -> None:
    assert [SCHEME.worth(n) for n in (1, 6, 9)] == pytest.approx([0.06, 0.10, 0.20])


@given(VALUES)
def test_path_reaches_the_band_at_the_least_cost(values: dict[int, float]) -> None:
    path = integrity.cheapest_path(values, SCHEME)
    here = integrity.score(values, SCHEME)
    if path is None:
        assert SCHEME.band(here) == "AA"
        return
    assert path.score >= dict(SCHEME.bands)[path.band] - 0.005
    worth = [-SCHEME.worth(n) for n in values]
    best = linprog([1] * 10, A_ub=[worth], b_ub=[-path.needed], bounds=[(0, 100 - v) for v in values.values()])
    assert sum(step.points for step in path.steps) == pytest.approx(best.fun, abs=1e-6)
    assert all(step.to <= 100 + 1e-9 for step in path.steps)


def test_a_missing_part_is_never_guessed() -> None:
    with pytest.raises(ValueError, match="indicator 10"):
        integrity.score(dict.fromkeys(range(1, 10), 90.0), SCHEME)


def test_bands_that_nobody_confirmed_are_not_named() -> None:
    scheme = integrity.schemes()[2567]
    assert scheme.band(99) == ""
    assert integrity.cheapest_path(dict.fromkeys(range(1, 11), 50.0), scheme) is None


def test_province_figures_are_three() -> None:
    found = integrity.province_figures([84.995, 84.994, 90.0], office=58.13)
    assert (found.mean, found.office, found.agencies) == (86.66, 58.13, 3)
    assert found.share_85 == pytest.approx(200 / 3)


def test_assessed_refuses_every_fault_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        integrity.assessed(2021, ["90", "x", "101"])
    assert [problem.code for problem in refusal.value.problems] == [
        "unknown_ita_year",
        "ita_not_ten",
        "ita_not_a_score",
        "ita_not_a_score",
    ]


def test_assessed_in_json_names_the_way_up() -> None:
    found = integrity.assessed(2564, ["90"] * 8 + ["60", "70"]).as_json()
    assert found["score"] == 80.0
    assert (found["band"], found["next"]["band"]) == ("B", "A")
    assert [step["indicator"] for step in found["next"]["steps"]] == [9]

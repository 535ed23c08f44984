"""Alkire and Foster's measures against a case worked by hand, and what must always hold."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sawan.measure.poverty import Sample, measure

DATA = Path(__file__).parent / "data"
EQUAL = np.full(5, 0.2)


def worked() -> Sample:
    rows = list(csv.DictReader((DATA / "mpi-households.csv").read_text("utf-8").splitlines()))
    deprived = np.array([[float(row[f"d{at}"]) for at in range(1, 6)] for row in rows])
    return Sample(
        deprived, np.array([float(row["members"]) for row in rows]), np.array([float(row["weight"]) for row in rows])
    )


def test_the_worked_case() -> None:
    rows = csv.DictReader((DATA / "mpi-expected.csv").read_text("utf-8").splitlines())
    wanted = {row["measure"]: float(row["value"]) for row in rows}
    found = measure(worked(), EQUAL, 0.4)
    said = {"H": found.headcount, "A": found.intensity, "MPI": found.index}
    said |= {"se_H": found.headcount_error, "se_MPI": found.index_error}
    for at in range(5):
        said[f"uncensored_{at + 1}"] = found.uncensored[at]
        said[f"censored_{at + 1}"] = found.censored[at]
        said[f"contribution_{at + 1}_percent"] = found.contributions[at]
    assert said.keys() == wanted.keys()
    for name, value in wanted.items():
        assert said[name] == pytest.approx(value, abs=1e-9), name


def test_a_household_without_an_answer_leaves_the_base_and_is_told() -> None:
    sample = worked()
    deprived = sample.deprived.copy()
    deprived[0, 0] = np.nan
    found = measure(Sample(deprived, sample.members, sample.weight), EQUAL, 0.4)
    assert found.left_out == pytest.approx(3 * 1.5 / 36.7)


def test_weights_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="sum to 1"):
        measure(worked(), np.full(5, 0.3), 0.4)


def test_one_unit_per_household_is_the_default_design() -> None:
    sample = worked()
    apart = Sample(sample.deprived, sample.members, sample.weight, np.zeros(8), np.arange(8))
    assert measure(apart, EQUAL, 0.4).index_error == pytest.approx(measure(sample, EQUAL, 0.4).index_error)
    in_pairs = Sample(sample.deprived, sample.members, sample.weight, np.zeros(8), np.arange(8) // 2)
    assert measure(in_pairs, EQUAL, 0.4).index_error != measure(sample, EQUAL, 0.4).index_error


@given(arrays(np.float64, (12, 4), elements=st.sampled_from([0.0, 1.0])), st.sampled_from([0.25, 0.5, 1.0]))
def test_the_index_is_the_weighted_sum_of_the_censored_headcounts(deprived: np.ndarray, cutoff: float) -> None:
    weights = np.full(4, 0.25)
    found = measure(Sample(deprived, np.arange(1, 13), np.ones(12)), weights, cutoff)
    assert found.index == pytest.approx(float(weights @ np.array(found.censored)))
    assert found.index == pytest.approx(found.headcount * found.intensity)
    assert all(inside <= outside + 1e-12 for inside, outside in zip(found.censored, found.uncensored, strict=True))
    if found.index:
        assert sum(found.contributions) == pytest.approx(100)
        assert found.intensity >= cutoff - 1e-9

"""Every shipped query on every engine gives what the plain method gives for each area, to 1e-9."""

from __future__ import annotations

import math
import os
from functools import cache

import numpy as np
import pyarrow as pa
import pytest

from sawan.measure import catalogue, engine, microdata, queried
from sawan.measure.importing import Builder
from sawan.measure.poverty import Sample, measure

ENTRIES = [entry for entry in catalogue.load().values() if entry.kind == "query" and entry.query]
Said = dict[tuple[str, str], float]


@cache
def households() -> pa.Table:
    return microdata.households(["600101", "600102", "600201"], 60, seed=2564)


@cache
def reference() -> Said:
    """Alkire and Foster's measures by the plain method over the households of each area."""
    table, found = households(), {}
    codes = np.array(table["area"])
    answers = np.stack([np.array(table[name], float) for name in microdata.DIMENSIONS], axis=1)
    for area in ("60", "6001", "6002", "600101", "600102", "600201"):
        here = np.char.startswith(codes.astype(str), area)
        people = (np.array(table["members"])[here], np.array(table["weight"])[here])
        sample = Sample(answers[here], *people, None, np.array(table["unit"])[here])
        told = measure(sample, np.full(5, 0.2), 0.4)
        values = (told.index, told.headcount, told.intensity, told.index_error, told.headcount_error)
        names = ("mpi", "mpi_headcount", "mpi_intensity", "mpi_error", "mpi_headcount_error")
        found.update({(name, area): value for name, value in zip(names, values, strict=True)})
        for name, value in zip(microdata.DIMENSIONS, told.censored, strict=True):
            found[f"mpi_censored_{name}", area] = value
    return found


def compare(name: str) -> None:
    builder = Builder()
    queried.compute(ENTRIES, "", builder, run=engine.query(name), lent={"households": households()})
    rows, wanted = builder.rows, reference()
    found = {
        (rows.series[series].indicator, rows.series[series].area): value
        for series, value in zip(rows.series_at, rows.value, strict=True)
    }
    assert found.keys() == wanted.keys()
    for key, value in wanted.items():
        assert math.isclose(found[key], value, rel_tol=1e-9, abs_tol=1e-12), key


def test_duckdb_agrees_with_the_method() -> None:
    compare("duckdb")


@pytest.mark.postgres
def test_postgres_agrees_with_the_method(monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ.get("SAWAN_TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("needs PostgreSQL: run scripts/services pytest ...")
    monkeypatch.setenv("SAWAN_DATABASE_URL", url)
    compare("postgres")


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.xdist_group("spark")
@pytest.mark.filterwarnings("ignore")
def test_spark_agrees_with_the_method(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("SAWAN_SPARK_MASTER", "local[2]")
    compare("spark")

"""An invented survey on the command line, as the raw table of the poverty indicators."""

from __future__ import annotations

import json

import pytest
from tests.conftest import Instance


@pytest.mark.slow
def test_an_invented_survey_becomes_illustrative_poverty_indicators(bare_instance: Instance) -> None:
    page = bare_instance.home / "raw" / "households.parquet"
    bare_instance.sawan("measure", "survey", str(page), "--households", "20", "--area", "6001")
    told = json.loads(bare_instance.sawan("measure", "run", "--indicators", "mpi,mpi_headcount", "--format", "json"))
    assert told["recomputed"] == ["mpi", "mpi_headcount"]
    words = ("measure", "value", "mpi", "--area", "6001", "--year", "2564", "--format", "json")
    found = json.loads(bare_instance.sawan(*words))
    assert 0 < found["value"] < 1
    assert found["status"] == "illustrative"
    again = json.loads(bare_instance.sawan("measure", "run", "--indicators", "mpi", "--format", "json"))
    assert (again["run"], again["recomputed"], again["left"]) == (None, [], 1)

"""`sawan deliver disbursement` gives out supported figures with their sources."""

from __future__ import annotations

import json

import pytest

from sawan import console
from sawan.cli import sawan


def test_targets_of_a_year_with_their_source(capsys: pytest.CaptureFixture[str]) -> None:
    """Cabinet, 21 October 2568: 93 % overall, 75 % investment and 98 % current at the end of FY2569."""
    assert console.run(sawan, ["deliver", "disbursement", "--year", "2569", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["fiscal_year"] for row in rows} == {2569} and all(row["source"] for row in rows)
    last = next(row for row in rows if row["kind"] == "target" and row["at"] == "4")
    assert (last["overall_pct"], last["investment_pct"], last["current_pct"]) == (93, 75, 98)


def test_results_of_the_province_stand_in_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(sawan, ["deliver", "disbursement", "--format", "csv"]) == 0
    assert any("Nakhon Sawan" in line and "92.58" in line for line in capsys.readouterr().out.splitlines())


def test_a_year_without_figures_is_answered_with_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(sawan, ["deliver", "disbursement", "--year", "2510"]) == 1
    assert "2510" in capsys.readouterr().err

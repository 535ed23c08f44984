"""Remarks on the rows of a file and on stored figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sawan.measure import instance, queries
from sawan.measure.importing import Against, Report, check
from sawan.measure.queries.quality import of_report

pytestmark = pytest.mark.usefixtures("shipped")


def checked(path: Path, *rows: str) -> Report:
    path.write_text("\n".join(["indicator,area,year_be,value", *rows]), "utf-8")
    return check(path, Against(instance.current_catalogue(), instance.current_editions(), date(2026, 11, 24)))


def told(report: Report) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in of_report(report)]


def test_a_slipped_unit_is_told_against_own_history_and_parts(tmp_path: Path) -> None:
    found = queries.figure("gpp_current", "60", "2563").value
    assert found is not None
    assert told(checked(tmp_path / "a.csv", f"gpp_current,60,2563,{found}")) == []
    slipped = told(checked(tmp_path / "b.csv", f"gpp_current,60,2563,{found * 1000}"))
    assert ("quality_jump", 2) in slipped and ("quality_parts", 2) in slipped


def test_out_of_range_is_told_by_row_and_refuses_nothing(tmp_path: Path) -> None:
    report = checked(tmp_path / "a.csv", "forest_share,60,2563,50", "forest_share,61,2563,150")
    assert told(report) == [("quality_range", 3)] and not report.problems
    assert all(problem.warning for problem in of_report(report))


def test_a_stored_figure_keeps_its_remark() -> None:
    assert all(remark.rule in ("range", "jump", "peers", "parts") for _, remark in queries.remarks("gpp_growth", "60"))
    assert queries.remarks("hai", "60") == []

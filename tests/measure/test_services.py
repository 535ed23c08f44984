"""What someone gives stands where the system would compute; the rest is computed and follows its inputs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sawan.measure import importing, instance, services
from sawan.measure.queries import stored
from sawan.people.audit import SYSTEM

pytestmark = pytest.mark.django_db


def bring(folder: Path, text: str) -> list[str]:
    """Import a file; the codes of its warnings."""
    page = folder / "given.csv"
    page.write_text("indicator,area_code,year_be,value\n" + text)
    against = importing.Against(instance.current_catalogue(), instance.current_editions(), date(2026, 1, 1))
    report = importing.check(page, against)
    services.import_observations(report, by=SYSTEM)
    return [problem.code for problem in report.warnings]


def value(code: str) -> float | None:
    found = stored.current(code, "60")
    return found[-1].value if found else None


def test_a_given_score_stands_and_what_depends_on_it_is_computed(tmp_path: Path) -> None:
    assert bring(tmp_path, "ita_iit,60,2565,90\nita_eit,60,2565,80\nita_oit,60,2565,70\n") == ["given_formula"] * 3
    assert value("ita_score") == pytest.approx(0.3 * 90 + 0.3 * 80 + 0.4 * 70)
    assert bring(tmp_path, "ita_score,60,2565,81.45\n") == ["given_formula"]
    assert value("ita_score") == 81.45
    bring(tmp_path, "ita_iit,60,2565,95\n")
    services.compute([], by=SYSTEM, engine="duckdb")
    assert value("ita_score") == 81.45


def test_a_computed_score_says_that_its_inputs_are_gone(tmp_path: Path) -> None:
    bring(tmp_path, "ita_iit,60,2565,90\nita_eit,60,2565,80\nita_oit,60,2565,70\n")
    run = stored.current("ita_oit", "60")[-1].run
    services.undo(run, by=SYSTEM)
    last = stored.current("ita_score", "60")
    assert not last or (last[-1].value is None and last[-1].reason == services.INPUTS_GONE)

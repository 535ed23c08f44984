"""Runs compute formulas, queries and composites, and only those of which something changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sawan.measure import importing, instance, microdata, queries, raw, services
from sawan.measure.queries import stored
from sawan.people.audit import SYSTEM
from sawan.problems import Refused

pytestmark = pytest.mark.django_db

ENVIRONMENT = {
    "forest_share": (20, 10, 30),
    "soil_degraded_share": (1, 5, 9),
    "water_quality_index": (60, 40, 80),
    "pm25_days_over_standard": (90, 10, 50),
    "solid_waste_generated": (100, 100, 100),
    "solid_waste_properly_disposed": (40, 60, 20),
    "solid_waste_recycled": (10, 10, 10),
}
"""Of provinces 60, 61, 62 in 2564; managed waste comes to 50, 70 and 30 percent."""


def bring(folder: Path, text: str) -> int:
    page = folder / "brought.csv"
    page.write_text("indicator,area,year_be,value\n" + text, encoding="utf-8")
    against = importing.Against(instance.current_catalogue(), instance.current_editions(), date(2026, 1, 1))
    return services.import_observations(importing.check(page, against), by=SYSTEM).number


def environment(folder: Path) -> None:
    areas = ("60", "61", "62")
    rows = [
        f"{code},{area},2564,{value}" for code, by in ENVIRONMENT.items() for area, value in zip(areas, by, strict=True)
    ]
    bring(folder, "\n".join(rows) + "\n")


def run(*codes: str) -> services.Computing:
    return services.compute(codes, by=SYSTEM, engine="arrays")


@pytest.fixture
def households() -> Iterator[pa.Table]:
    content = microdata.households(["600101", "600102", "600201"], 200, seed=2564)
    raw.offer("households", reader := lambda: content)
    yield content
    assert raw.offered() and reader
    raw.withdraw("households")


def test_a_composite_is_computed_from_formulas_and_figures_and_follows_them(tmp_path: Path) -> None:
    environment(tmp_path)
    worked = (50.5**3 * 100 * 1) ** 0.2
    assert queries.figure("env_quality_index", "60", "2564").value == pytest.approx(worked)
    told = queries.explain("env_quality_index", "60", "2564")
    assert told.children[0].indicator == "forest_share"
    waste = next(child for child in told.children if child.indicator == "solid_waste_managed_share")
    assert waste.value == pytest.approx(50)
    assert waste.children
    bring(tmp_path, "forest_share,60,2564,30\n")
    assert queries.figure("env_quality_index", "60", "2564").value == pytest.approx((50.5**2 * 100 * 100 * 1) ** 0.2)


def test_a_query_bears_the_status_of_its_raw_table_and_shows_its_sql(households: pa.Table) -> None:
    done = run("mpi", "mpi_headcount")
    assert set(done.recomputed) == {"mpi", "mpi_headcount"}
    found = queries.figure("mpi", "60", "2564")
    assert found.value is not None and found.point is not None and found.point.status == "illustrative"
    assert "GROUPING SETS" in queries.explain("mpi", "6001", "2564").formula
    assert run("mpi").recomputed == ()


def test_another_survey_is_noticed_by_its_content(households: pa.Table) -> None:
    run("mpi")
    raw.withdraw("households")
    other = microdata.households(["600101"], 200, seed=1)
    raw.offer("households", lambda: other)
    assert run("mpi").recomputed == ("mpi",)
    assert queries.figure("mpi", "6002", "2564").value is None


def test_a_query_without_its_table_waits_and_is_refused_when_it_is_asked_for() -> None:
    assert "mpi" not in run().recomputed
    with pytest.raises(Refused, match="households") as refusal:
        run("mpi")
    assert (refusal.value.problems[0].file, refusal.value.problems[0].field) == ("living.yaml", "query")


def test_a_second_run_computes_nothing_and_an_import_only_its_dependants(tmp_path: Path) -> None:
    environment(tmp_path)
    bring(tmp_path, "gpp_cvm,60,2563,100\ngpp_cvm,60,2564,110\n")
    first = run()
    assert len(first.recomputed) > 40
    again = run()
    assert (again.recomputed, again.run, again.left) == ((), 0, len(first.recomputed))
    assert again.same == first.same
    runs = queries.runs(1)[0].number
    bring(tmp_path, "gpp_cvm,60,2565,121\n")
    computed = [one for one in queries.runs(10) if one.kind == "computed" and one.number > runs]
    assert len(computed) == 1
    written = queries.run(computed[0].number)
    assert written is not None and written.indicators == ("gpp_growth",)
    assert run().recomputed == ()
    assert queries.figure("gpp_growth", "60", "2565").value == pytest.approx(10)


def test_a_change_behind_the_imports_recomputes_the_dependants_and_leaves_the_rest(tmp_path: Path) -> None:
    from sawan.measure.models import Computation

    environment(tmp_path)
    whole = len(run().recomputed)
    Computation.objects.filter(indicator="solid_waste_managed_share").update(fingerprint="older")
    told = run()
    assert told.recomputed == ("solid_waste_managed_share",)
    assert told.left == whole - 1
    assert (told.new, told.revised) == (0, 0)


def test_undo_brings_the_state_before_and_is_fresh(tmp_path: Path) -> None:
    bring(tmp_path, "gpp_cvm,60,2563,100\ngpp_cvm,60,2564,110\n")
    run()
    services.undo(bring(tmp_path, "gpp_cvm,60,2564,120\n"), by=SYSTEM)
    assert queries.figure("gpp_growth", "60", "2564").value == pytest.approx(10)
    assert run().recomputed == ()


def test_a_reported_value_stands_beside_the_formula_whatever_its_edition(tmp_path: Path) -> None:
    bring(tmp_path, "ita_iit,60,2564,90\nita_eit,60,2564,80\nita_oit,60,2564,70\n")
    number = bring(tmp_path, "ita_score,60,2564,81.45\n")
    told = queries.explain("ita_score", "60", "2564")
    assert told.value == 81.45
    assert [child.value for child in told.children] == [pytest.approx(0.3 * 90 + 0.3 * 80 + 0.4 * 70)]
    run()
    assert stored.current("ita_score", "60")[-1].value == 81.45
    services.undo(number, by=SYSTEM)
    assert queries.figure("ita_score", "60", "2564").value == pytest.approx(79)


def test_a_reported_value_equal_to_the_computed_one_is_stored_as_reported(tmp_path: Path) -> None:
    bring(tmp_path, "ita_iit,60,2564,90\nita_eit,60,2564,90\nita_oit,60,2564,90\n")
    bring(tmp_path, "ita_score,60,2564,90\n")
    assert not stored.current("ita_score", "60")[-1].computed

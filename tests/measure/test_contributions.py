"""Contributions to growth against the published worked case, and what they must always do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.measure import queries
from sawan.measure.contributions import Levels, decompose
from sawan.measure.queries import Lineage

WORKED = Path(__file__).parent / "data" / "gpp-contributions-nakhon-sawan-2563.csv"
level = st.floats(0.1, 1e6)
levels = st.builds(Levels, level, level, level)


@pytest.mark.usefixtures("shipped")
def test_contributions_are_those_of_the_worked_case() -> None:
    found = queries.contributions("gpp_growth", "60", 2563)
    assert found is not None
    rows = {row["section"]: row for row in csv.DictReader(WORKED.read_text("utf-8").splitlines())}
    assert len(found.parts.parts) == 19
    for part in found.parts.parts:
        row = rows[part.section]
        assert part.share == pytest.approx(float(row["share_previous_year_percent"]), abs=1e-6)
        assert part.growth == pytest.approx(float(row["real_growth_percent"]), abs=1e-6)
        assert part.points == pytest.approx(float(row["contribution_points"]), abs=1e-6)
    assert found.parts.residual == pytest.approx(0, abs=1e-6)
    assert found.status == "preliminary"


@pytest.mark.usefixtures("shipped")
def test_explain_holds_the_sections_on_one_level() -> None:
    found = queries.explain("gpp_growth", "60", "2563")

    def levels_of(branch: Lineage) -> list[tuple[Lineage, ...]]:
        return [branch.children, *(deeper for child in branch.children for deeper in levels_of(child))]

    sections = next(children for children in levels_of(found) if len(children) == 19)
    assert {child.unit.en for child in sections} == {"percentage points"}
    assert sum(child.value or 0 for child in sections) == pytest.approx(found.value, abs=1e-6)


@pytest.mark.usefixtures("shipped")
def test_explain_ends_at_the_rows_of_files() -> None:
    found = queries.explain("gpp_growth", "60", "2563")
    assert found.formula == "100 * (gpp_cvm / lag(gpp_cvm, 1) - 1)"
    now, before = found.children[:2]
    assert (now.value, before.value) == (58974.0642, 62608.82946)
    assert "gpp-totals.csv" in now.source.en


@pytest.mark.usefixtures("shipped")
def test_growth_of_every_province_is_the_sum_of_its_sections() -> None:
    """Published figures allow 1e-6 points in 99 % of area-years; these years hold no exception."""
    for area in ("10", "20", "60", "67", "96"):
        for year in (2555, 2560, 2563):
            found = queries.contributions("gpp_growth", area, year)
            assert found is not None
            assert abs(found.parts.residual) < 1e-5


@pytest.mark.usefixtures("shipped")
def test_a_year_without_the_year_before_has_no_contributions() -> None:
    assert queries.contributions("gpp_growth", "60", 2538) is None
    assert queries.contributions("hai", "60", 2563) is None


@given(st.dictionaries(st.sampled_from("abcdefgh"), levels, min_size=1))
def test_contributions_add_up_when_the_total_is_chained(sections: dict[str, Levels]) -> None:
    current = sum(part.current for part in sections.values())
    growth = sum(part.current / current * (part.now / part.before - 1) for part in sections.values())
    found = decompose(Levels(current, 100.0, 100.0 * (1 + growth)), sections)
    assert sum(part.points for part in found.parts) == pytest.approx(100 * growth, rel=1e-9, abs=1e-7)


def test_a_section_that_begins_takes_what_the_others_leave() -> None:
    sections = {"a": Levels(80, 80, 84), "b": Levels(20, 20, 20), "c": Levels(0, 0, 3)}
    found = decompose(Levels(100, 100, 107), sections)
    assert [part.points for part in found.parts] == pytest.approx([4, 0, 3])
    assert found.parts[2].from_nothing
    assert found.residual == 0

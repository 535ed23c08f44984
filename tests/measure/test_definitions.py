"""Faults of definitions are told in both languages with page, line and key before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sawan.measure import catalogue, definitions
from sawan.problems import Problem

RECORD = """
own_other:
  name: {{th: อื่น, en: Other}}
  definition: {{th: อื่น, en: Other}}
  kind: formula
  formula: own_figure * 2
  unit: {{th: ดัชนี, en: index}}
  direction: higher
  levels: [province]
  frequency: annual
  calendar: calendar
  agency: {{th: ก, en: A}}
  lag_months: 1
  role: input
  held: none
  certainty: C

own_figure:
  name: {{th: ทดสอบ, en: Test}}
  definition: {{th: ทดสอบ, en: Test}}
  kind: {kind}
  {key}: {text}
  unit: {{th: ดัชนี, en: index}}
  direction: higher
  levels: [province]
  frequency: annual
  calendar: calendar
  agency: {{th: ก, en: A}}
  lag_months: 1
  role: input
  held: none
  certainty: C
"""


def faults(folder: Path, kind: str, key: str, text: str) -> list[Problem]:
    own = folder / "indicators"
    own.mkdir()
    (own / "own.yaml").write_text(RECORD.format(kind=kind, key=key, text=text), encoding="utf-8")
    return list(definitions.check(catalogue.load(own)))


def test_what_ships_is_sound() -> None:
    assert list(definitions.check(catalogue.load())) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gpp_cvmm / gpp_cvm", "Perhaps gpp_cvm"),
        ("gpp_cvm / (", "cannot be read"),
        ("sum(gpp_cvm)", "cannot use sum"),
        ("(select 1)", "cannot use"),
        ("gpp_cvm / 0", "divides by zero"),
        ("average(gpp_cvm, 900)", "number of periods"),
        ("gpp_cvm + births", "Unlike units"),
        ("own_other * 2", "circle"),
        ("crop_rice_major_production / births", "unlike calendars"),
        ("children(gpp_cvm, village)", "level"),
        ("1 + 1", "names no indicator"),
    ],
)
def test_a_wrong_formula_is_told_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    (problem,) = faults(tmp_path, "formula", "formula", text)
    assert said in problem.en
    assert problem.th
    assert (problem.file, problem.field) == ("own.yaml", "formula")
    assert problem.row in (6, 22)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("DELETE FROM households", "single SELECT"),
        ("SELECT * FROM read_csv('x.csv')", "only read"),
        ("SELECT area, year_be, getenv('HOME') AS value FROM households", "cannot be used"),
        ("nowhere.sql", "no page nowhere.sql"),
    ],
)
def test_sql_that_reaches_outside_is_told_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    found = faults(tmp_path, "query", "query", f'"{text}"')
    assert [(problem.file, problem.row, problem.field) for problem in found] == [("own.yaml", 22, "query")]
    assert said in found[0].en


def test_a_composite_names_its_own_specification_and_known_parts(tmp_path: Path) -> None:
    assert any("refused" in problem.en for problem in faults(tmp_path, "composite", "spec", "nowhere"))
    folder = tmp_path / "composites"
    folder.mkdir()
    (folder / "mine.yaml").write_text("tree: {other: [gpp_cvm, nothing_like_it]}", encoding="utf-8")
    again = tmp_path / "again"
    again.mkdir()
    (again / "composites").symlink_to(folder)
    (found,) = faults(again, "composite", "spec", "mine")
    assert "nothing_like_it" in found.en

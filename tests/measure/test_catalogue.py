"""The catalogue that ships, and what is refused in the one of a province."""

from __future__ import annotations

from pathlib import Path

import pytest

from sawan.measure import catalogue, derive, formula, units
from sawan.problems import Refused

RECORD = """
{code}:
  name: {{th: ทดสอบ, en: Test}}
  definition: {{th: ทดสอบ, en: Test}}
  kind: {kind}
  {extra}
  unit: {{th: บาท, en: baht}}
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


def written(folder: Path, code: str = "own_figure", kind: str = "reported", extra: str = "note: x") -> Path:
    (folder / "own.yaml").write_text(RECORD.format(code=code, kind=kind, extra=extra), encoding="utf-8")
    return folder


def test_all_indicators_ship() -> None:
    found = catalogue.load()
    assert len(found) >= 354
    success = {entry.code for entry in found.values() if entry.role == "success"}
    assert success == {"gpp_growth", "hai", "env_quality_index", "ita_score"}


def test_every_formula_names_indicators_of_the_catalogue() -> None:
    found = catalogue.load()
    for entry in found.formulas.values():
        assert derive.needs(entry) <= set(found), entry.code


def test_formulas_stand_in_an_order_in_which_they_can_be_computed() -> None:
    found = catalogue.load()
    done: set[str] = set()
    for entry in derive.order(found):
        assert derive.needs(entry) & set(found.formulas) <= done
        done.add(entry.code)
    assert done == set(found.formulas)


def test_every_formula_reads_as_it_stands() -> None:
    for entry in catalogue.load().formulas.values():
        assert formula.inputs(formula.parse(entry.formula)), entry.code


def test_thai_and_english_unit_of_a_record_are_never_unlike_known_units() -> None:
    for entry in catalogue.load().values():
        thai, english = units.parse(entry.unit.th), units.parse(entry.unit.en)
        known = {"baht", "person", "area", "mass", "percent"}
        if thai.over in known and english.over in known:
            assert (thai.over, thai.factor) == (english.over, english.factor), entry.code


def test_a_province_adds_and_replaces_records(tmp_path: Path) -> None:
    assert "own_figure" in catalogue.load(written(tmp_path))
    replaced = catalogue.load(written(tmp_path, code="hai"))
    assert replaced["hai"].name.en == "Test"
    assert len(replaced) == len(catalogue.load())


@pytest.mark.parametrize(
    ("code", "kind", "extra", "field"),
    [
        ("Own", "reported", "note: x", None),
        ("own", "guessed", "note: x", "kind"),
        ("own", "formula", "note: x", "formula"),
        ("own", "reported", "colour: red", "colour"),
    ],
)
def test_a_wrong_record_is_refused_by_line_and_key(
    tmp_path: Path, code: str, kind: str, extra: str, field: str | None
) -> None:
    with pytest.raises(Refused) as refusal:
        catalogue.load(written(tmp_path, code, kind, extra))
    (problem,) = refusal.value.problems
    assert (problem.file, problem.row, problem.field) == ("own.yaml", 2, field)


def test_text_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(Refused):
        catalogue.load(tmp_path)
    (tmp_path / "own.yaml").write_text("- a", encoding="utf-8")
    with pytest.raises(Refused):
        catalogue.load(tmp_path)


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match="gpp_growth"):
        catalogue.load().require("gpp_groth")

"""The template asks for what the catalogue names, protects its codes, and is read back as it was filled in."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from sawan.areas import register
from sawan.measure import catalogue, editions, importers, template
from sawan.measure.commands.templates import template as command
from sawan.measure.importing import Against, check, workbook
from sawan.problems import Refused

TODAY = date(2026, 11, 24)
CATALOGUE = catalogue.load()
AGAINST = Against(CATALOGUE, editions.load(), TODAY)


def written(path: Path, *codes: str) -> Path:
    chosen = template.choose(CATALOGUE.values(), codes=codes)
    path.write_bytes(template.workbook(template.wanted(chosen, "60", TODAY)))
    return path


def filled(path: Path, **cells: object) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


def test_the_template_is_a_layout_of_its_own(tmp_path: Path) -> None:
    page = written(tmp_path / "t.xlsx", "forest_share")
    workbook.require_plain(page, page.name)
    assert importers.layout_of(page) == "template"


def test_periods_are_the_last_ones_in_the_indicators_own_rhythm() -> None:
    asked = template.wanted([CATALOGUE["forest_share"]], "60", TODAY)
    assert [(one.area.code, one.period) for one in asked] == [("60", str(year)) for year in range(2568, 2563, -1)]
    given = template.wanted([CATALOGUE["forest_share"]], "60", TODAY, frozenset({2555, 2556}))
    assert [one.period for one in given] == ["2556", "2555"]


def test_every_indicator_of_the_catalogue_can_be_asked_for() -> None:
    for entry in CATALOGUE.values():
        places = {one.area for one in template.wanted([entry], "60", TODAY)}
        assert places, entry.code
        assert all(area.level in entry.levels or area.code == "TH" for area in places), entry.code
        assert all(area.code == "TH" or register.is_within(area.code, "60") for area in places), entry.code


def test_filled_cells_are_read_and_empty_ones_say_nothing(tmp_path: Path) -> None:
    page = filled(written(tmp_path / "t.xlsx", "forest_share"), F2=9.5, F4="-")
    report = check(page, AGAINST, "ป่าไม้.xlsx", opening=importers.open_any)
    assert not report.problems and report.read == 2 and report.file == "ป่าไม้.xlsx"
    rows = report.rows
    assert rows.value[0] == 9.5 and [rows.periods[at] for at in rows.period_at] == ["2568", "2566"]
    assert [rows.origins[at].reason for at in rows.origin_at] == ["", "-"]


def test_a_template_without_any_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        check(written(tmp_path / "t.xlsx", "forest_share"), AGAINST, opening=importers.open_any)
    assert refusal.value.problems[0].code == "no_rows"


def test_a_wrong_cell_is_named_by_the_row_of_the_sheet(tmp_path: Path) -> None:
    page = filled(written(tmp_path / "t.xlsx", "forest_share"), F3="มาก")
    (problem,) = check(page, AGAINST, opening=importers.open_any).problems
    assert (problem.row, problem.field) == (3, "value")
    assert importers.column_names(page)[5] == "value"


def test_codes_are_locked_values_are_open_and_cells_choose_from_lists(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(tmp_path / "t.xlsx", "forest_share")).worksheets[0]
    assert sheet.protection.sheet
    locked = {cell.value: sheet.cell(2, cell.column).protection.locked for cell in sheet[1]}
    assert [locked[name] for name in ("รหัสตัวชี้วัด", "รหัสพื้นที่", "งวด (พ.ศ.)")] == [True] * 3
    assert not locked["ค่า"] and not locked["สถานะ"]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert {"C2", "E2", "G2", "H2"} <= set(lists) and all("รายการ" in formula for formula in lists.values())


def test_a_guideline_or_an_agency_is_asked_once_for_what_it_reports() -> None:
    of_guideline = template.choose(CATALOGUE.values(), guideline="3.1")
    assert of_guideline and all("3.1" in e.guidelines and e.kind == "reported" for e in of_guideline)
    of_agency = template.choose(CATALOGUE.values(), agency="กรมป่าไม้")
    assert "forest_share" in {e.code for e in of_agency} and all("กรมป่าไม้" in e.agency.th for e in of_agency)


def test_the_command_writes_it_and_refuses_unknown_codes(tmp_path: Path) -> None:
    out = tmp_path / "t.xlsx"
    done = CliRunner().invoke(command, [str(out), "--area", "60", "--indicators", "forest_share"])
    assert done.exit_code == 0 and zipfile.is_zipfile(out) and '"rows": 5' in done.output
    for words in (["--indicators", "forest_shore"], ["--guideline", "9.9"], []):
        refusal = CliRunner().invoke(command, [str(out), "--area", "60", *words]).exception
        assert isinstance(refusal, Refused)

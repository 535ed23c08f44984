"""Workbooks that cannot be read without guessing are refused by sheet and cell, in little memory."""

from __future__ import annotations

import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from sawan.measure.importing import workbook
from sawan.problems import Problem, Refused

HEADER = ["indicator", "area", "year_be", "value"]
SHEET = "xl/worksheets/sheet1.xml"


def made(path: Path, more: Callable[[Any], object] = lambda sheet: None) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ข้อมูล")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["hai", "60", 2564, 0.6])
        more(sheet)
    return path


def refused(path: Path) -> list[Problem]:
    with pytest.raises(Refused) as refusal:
        workbook.require_plain(path, "sent.xlsx")
    return list(refusal.value.problems)


def swapped(path: Path, part: str, content: bytes) -> Path:
    """The same workbook with another content of one part."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, old in {**parts, part: content}.items():
            out.writestr(name, content if name == part else old)
    return path


def test_a_plain_workbook_and_other_files_pass(tmp_path: Path) -> None:
    workbook.require_plain(made(tmp_path / "a.xlsx"), "a.xlsx")
    (tmp_path / "a.csv").write_text("indicator,area\n")
    workbook.require_plain(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize(
    ("more", "code", "row", "field"),
    [
        (lambda sheet: sheet.write_formula("D3", "=1+1", value=2), "formula_in_cell", 3, "ข้อมูล!D3"),
        (lambda sheet: sheet.merge_range("B3:B5", "60"), "merged_cells", 3, "ข้อมูล!B3:B5"),
        (lambda sheet: sheet.write_formula("D3", "=NA()", value="#N/A"), "formula_in_cell", 3, "ข้อมูล!D3"),
        (lambda sheet: sheet.write("XFD1048576", 1), "too_many_cells", None, "ข้อมูล!XFD1048576"),
    ],
)
def test_cells_that_would_be_a_guess_are_named(
    tmp_path: Path, more: Callable[[Any], object], code: str, row: int | None, field: str
) -> None:
    (problem,) = refused(made(tmp_path / "sent.xlsx", more))
    assert (problem.code, problem.row, problem.field, problem.file) == (code, row, field, "sent.xlsx")
    assert field.rpartition("!")[2] in problem.th and field.rpartition("!")[2] in problem.en


def test_every_formula_is_told_at_once(tmp_path: Path) -> None:
    def more(sheet: Any) -> None:
        for row in range(2, 7):
            sheet.write_formula(row, 3, "=1+1", value=2)
        sheet.merge_range("A9:B9", "x")

    assert [problem.row for problem in refused(made(tmp_path / "sent.xlsx", more))] == [3, 4, 5, 6, 7, 9]


def test_a_fault_of_the_spreadsheet_is_named(tmp_path: Path) -> None:
    page = made(tmp_path / "sent.xlsx")
    with zipfile.ZipFile(page) as book:
        sheet = book.read(SHEET)
    page = swapped(page, SHEET, sheet.replace(b'<c r="D2"><v>0.6</v>', b'<c r="D2" t="e"><v>#REF!</v>'))
    (problem,) = refused(page)
    assert (problem.code, problem.field) == ("faulty_cell", "ข้อมูล!D2")


def test_macros_and_the_old_format_are_refused(tmp_path: Path) -> None:
    page = made(tmp_path / "sent.xlsx")
    assert refused(swapped(page, "xl/vbaProject.bin", b"x"))[0].code == "macros"
    page.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert refused(page)[0].code == "old_workbook"


@pytest.mark.parametrize(
    "content",
    [
        b"<worksheet><sheetData><row",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
        b"\x00\x01",
    ],
)
def test_a_broken_sheet_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(swapped(made(tmp_path / "sent.xlsx"), SHEET, content))[0].code == "not_workbook"


def test_other_archives_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "sent.xlsx"
    with zipfile.ZipFile(page, "w") as out:
        out.writestr("content.xml", "x")
    assert refused(page)[0].code == "not_workbook"
    page.write_bytes(b"PK\x03\x04 broken")
    assert refused(page)[0].code == "not_workbook"


def test_an_archive_that_unpacks_to_much_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    page = made(tmp_path / "sent.xlsx")
    with zipfile.ZipFile(page, "a", zipfile.ZIP_DEFLATED) as out, out.open("xl/media/big.bin", "w") as part:
        for _ in range(500):
            part.write(bytes(1_000_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert page.stat().st_size < 1_000_000 and refused(page)[0].code == "workbook_too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000, "kilobytes"


def test_an_archive_that_claims_less_than_it_holds_is_refused(tmp_path: Path) -> None:
    page = made(tmp_path / "sent.xlsx")
    page = swapped(page, "xl/media/big.bin", bytes(3_000_000))
    content = page.read_bytes()
    assert content.count((3_000_000).to_bytes(4, "little")) == 2
    page.write_bytes(content.replace((3_000_000).to_bytes(4, "little"), (30).to_bytes(4, "little")))
    assert refused(page)[0].code == "not_workbook"

"""A refused workbook comes back: everything as it was, reasons beside the rows, red cells."""

from __future__ import annotations

import zipfile
from pathlib import Path

import python_calamine
import xlsxwriter
from lxml import etree

from sawan.measure.importing import marking
from sawan.problems import Problem

COLUMNS = ("indicator", "area", "value")
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        bold = book.add_format({"bold": True})
        sheet, other = book.add_worksheet("ข้อมูล"), book.add_worksheet("อื่น")
        sheet.write_row(0, 0, COLUMNS, bold)
        sheet.write_row(1, 0, ["hai", "60", 0.6])
        sheet.write_row(2, 0, ["hai"])
        sheet.write("C3", "มาก")
        other.write("A1", "ไม่เปลี่ยน")
    return path


def problem(row: int, field: str) -> Problem:
    return Problem("x", f"ผิดที่ {field}\x07", "wrong", row=row, field=field)


def marked(path: Path, problems: list[Problem], columns: tuple[str, ...] = COLUMNS) -> list[list[object]]:
    path.write_bytes(marking.mark(path, problems, columns))
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def red(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(book.read("xl/styles.xml"))
    fills = [fill.find(f".//{SPACE}fgColor") for fill in styles.find(f"{SPACE}fills")]
    ours = {str(at) for at, colour in enumerate(fills) if colour is not None and colour.get("rgb") == marking.RED}
    formats = {str(at) for at, one in enumerate(styles.find(f"{SPACE}cellXfs")) if one.get("fillId") in ours}
    return {cell.get("r") for cell in sheet.iter(f"{SPACE}c") if cell.get("s") in formats}


def test_reasons_stand_beside_their_rows_and_cells_are_red(tmp_path: Path) -> None:
    page = made(tmp_path / "a.xlsx")
    rows = marked(page, [problem(3, "area"), problem(3, "value")])
    assert [row[:3] for row in rows] == [list(COLUMNS), ["hai", "60", 0.6], ["hai", "", "มาก"]]
    assert [row[3] for row in rows][:2] == [marking.HEADING, ""]
    assert "ผิดที่ area" in str(rows[2][3]) and "ผิดที่ value" in str(rows[2][3])
    assert red(page) == {"B3", "C3"}


def test_the_rest_of_the_workbook_is_untouched(tmp_path: Path) -> None:
    page = made(tmp_path / "a.xlsx")
    with zipfile.ZipFile(page) as book:
        before = {name: book.read(name) for name in book.namelist()}
    marked(page, [problem(2, "value")])
    with zipfile.ZipFile(page) as book:
        changed = {name for name in book.namelist() if book.read(name) != before[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_a_second_return_replaces_the_reasons_of_the_first(tmp_path: Path) -> None:
    page = made(tmp_path / "a.xlsx")
    marked(page, [problem(3, "value")])
    rows = marked(page, [problem(2, "area")], (*COLUMNS, marking.HEADING))
    assert len(rows[0]) == 4 and "area" in str(rows[1][3]) and rows[2][3] == ""


def test_a_problem_of_a_single_cell_needs_no_columns(tmp_path: Path) -> None:
    page = made(tmp_path / "a.xlsx")
    rows = marked(page, [Problem("formula", "สูตร", "formula", row=2, field="ข้อมูล!C2")], ())
    assert red(page) == {"C2"} and "สูตร" in str(rows[1][3])

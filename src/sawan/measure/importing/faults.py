"""What is wrong with a workbook, by sheet and cell, in Thai and English."""

from __future__ import annotations

from sawan.problems import Problem, quote


def old_workbook(file: str) -> Problem:
    """The format before 2007, or a workbook with a password: both begin with the same bytes."""
    return Problem(
        "old_workbook",
        "แฟ้มนี้เป็นรูปแบบเก่า (.xls) หรือตั้งรหัสผ่านไว้ โปรดเปิดด้วยโปรแกรมตารางคำนวณ เอารหัสผ่านออก แล้วบันทึกเป็น XLSX",
        "This workbook has the old format (.xls) or a password: open it, take the password off and save it as XLSX.",
        file=file,
    )


def no_workbook(file: str) -> Problem:
    """An archive that holds no workbook, or a broken one."""
    return Problem(
        "not_workbook",
        "เปิดแฟ้มตารางคำนวณนี้ไม่ได้ โปรดบันทึกใหม่เป็น XLSX หรือ CSV",
        "This workbook cannot be opened: save it again as XLSX or CSV.",
        file=file,
    )


def unpacks_too_large(file: str, most: int) -> Problem:
    """An archive that unpacks to more than is read."""
    return Problem(
        "workbook_too_large",
        f"แฟ้มตารางคำนวณนี้คลายแล้วใหญ่เกิน {most // 1_000_000} เมกะไบต์ โปรดบันทึกเฉพาะแผ่นข้อมูลเป็น CSV หรือแบ่งเป็นหลายแฟ้ม",
        f"The workbook unpacks to more than {most // 1_000_000} MB: save the sheet of data alone as CSV, or split it.",
        file=file,
    )


def too_many_cells(file: str, sheet: str, cell: str, most: int) -> Problem:
    """A sheet whose used range, to its last filled cell, is larger than is read."""
    return Problem(
        "too_many_cells",
        f"แผ่น “{quote(sheet)}” ใช้พื้นที่ถึงช่อง {cell} เกิน {most:,} ช่อง โปรดลบช่องที่อยู่ห่างออกไป หรือบันทึกเป็น CSV",
        f'The sheet "{quote(sheet)}" reaches to {cell}, more than {most:,} cells: delete far cells, or save it as CSV.',
        file=file,
        field=place(sheet, cell),
    )


def formula(file: str, sheet: str, cell: str, row: int) -> Problem:
    """A formula where a value should stand: what it last gave is not taken for one."""
    return Problem(
        "formula_in_cell",
        f"แผ่น “{quote(sheet)}” ช่อง {cell} เป็นสูตร โปรดคัดลอกแล้ววางเป็นค่า (Paste values)",
        f'Sheet "{quote(sheet)}", cell {cell} holds a formula: copy it and paste the value in its place.',
        file=file,
        row=row,
        field=place(sheet, cell),
    )


def merged(file: str, sheet: str, cells: str, row: int) -> Problem:
    """Cells that were merged: which of them the value belongs to cannot be known."""
    return Problem(
        "merged_cells",
        f"แผ่น “{quote(sheet)}” ช่อง {cells} ถูกผสานเซลล์ โปรดยกเลิกการผสานและใส่ค่าทุกช่อง",
        f'Sheet "{quote(sheet)}", cells {cells} are merged: unmerge them and fill each one.',
        file=file,
        row=row,
        field=place(sheet, cells),
    )


def faulty_cell(file: str, sheet: str, cell: str, row: int) -> Problem:
    """A cell that shows a fault of the spreadsheet (#REF!, #N/A)."""
    return Problem(
        "faulty_cell",
        f"แผ่น “{quote(sheet)}” ช่อง {cell} แสดงข้อผิดพลาดของตารางคำนวณ (#N/A, #REF!) โปรดใส่ค่าจริง หรือ - ถ้าไม่มีข้อมูล",
        f'Sheet "{quote(sheet)}", cell {cell} shows a fault (#N/A, #REF!): give the value, or - where there is none.',
        file=file,
        row=row,
        field=place(sheet, cell),
    )


def not_as_workbook(file: str) -> Problem:
    """A file that is no workbook, asked back as one."""
    return Problem(
        "not_as_workbook",
        "แฟ้มที่ส่งมาไม่ใช่ XLSX จึงส่งคืนเป็น XLSX ไม่ได้ โปรดใช้ชื่อ .csv",
        "What was sent is no XLSX, so it cannot come back as one: give a name that ends in .csv.",
        file=file,
        field="--refused",
    )


def nothing_to_ask() -> Problem:
    """A template for no indicator at all."""
    return Problem(
        "nothing_to_ask",
        "ไม่มีตัวชี้วัดที่ตรง โปรดระบุ --indicators, --guideline หรือ --agency ดูรายการด้วย sawan measure catalogue",
        "No indicator matches: give --indicators, --guideline or --agency; see sawan measure catalogue.",
        field="--indicators",
    )


def place(sheet: str, cell: str) -> str:
    """`ข้อมูล!D5`: a sheet and a cell of it."""
    return f"{quote(sheet)}!{cell}"

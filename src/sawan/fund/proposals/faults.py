"""The refusals of reading proposals, in Thai and English."""

from __future__ import annotations

from sawan.problems import Problem, quote


def missing_column(file: str, column: str) -> Problem:
    """A column without which proposals cannot be read."""
    return Problem(
        "missing_column",
        "ไม่มีคอลัมน์นี้ในแฟ้ม โปรดเพิ่มคอลัมน์",
        "The file has no such column: add it.",
        file=file,
        row=1,
        field=column,
    )


def missing_value(file: str, row: int, column: str) -> Problem:
    """A cell that must not be empty."""
    return Problem(
        "missing_value",
        "ช่องนี้ว่าง โปรดใส่ข้อมูล",
        "This cell is empty: fill it in.",
        file=file,
        row=row,
        field=column,
    )


def duplicate_id(file: str, row: int, identifier: str, first_row: int) -> Problem:
    """The same id twice."""
    return Problem(
        "duplicate_id",
        f"รหัส {quote(identifier)} มีอยู่แล้วที่แถว {first_row} โปรดใช้รหัสที่ไม่ซ้ำกัน",
        f"The id {quote(identifier)} already stands in row {first_row}: give each proposal its own.",
        file=file,
        row=row,
        field="id",
    )


def not_an_amount(file: str, row: int, column: str, cell: str) -> Problem:
    """A money cell that is no amount."""
    return Problem(
        "not_a_number",
        f"“{quote(cell)}” ไม่ใช่จำนวนเงิน โปรดใส่เป็นบาท เช่น 1250000",
        f"“{quote(cell)}” is not an amount: write baht, such as 1250000.",
        file=file,
        row=row,
        field=column,
    )


def negative(file: str, row: int, column: str, cell: str) -> Problem:
    """Money below zero."""
    return Problem(
        "negative",
        f"จำนวนเงิน {quote(cell)} ติดลบ โปรดตรวจสอบ",
        f"The amount {quote(cell)} is below zero: check it.",
        file=file,
        row=row,
        field=column,
    )

"""The refusals of reading records of money, in Thai and English."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.problems import Problem, quote


def missing_file(index: str, name: str) -> Problem:
    """The index names a file that the folder does not hold."""
    return Problem(
        "missing_file",
        f"ไม่พบแฟ้ม {quote(name)} ที่ระบุไว้ โปรดวางแฟ้มในโฟลเดอร์ records หรือลบออกจากรายการ",
        f"The file {quote(name)} is named but not there: put it into the folder records, or take it off the list.",
        file=index,
        field="file",
    )


def not_yaml(file: str, reason: str) -> Problem:
    """A YAML file that cannot be read."""
    return Problem(
        "not_yaml",
        f"อ่านแฟ้มไม่ได้ ({quote(reason)}) โปรดตรวจรูปแบบ YAML",
        f"The file cannot be read ({quote(reason)}): check that it is YAML.",
        file=file,
    )


def missing_column(file: str, column: str) -> Problem:
    """A column that the reader needs."""
    return Problem(
        "missing_column",
        "ไม่มีคอลัมน์นี้ในแฟ้ม โปรดเพิ่มคอลัมน์",
        "The file has no such column: add it.",
        file=file,
        row=1,
        field=column,
    )


def bad_value(file: str, row: int, column: str, cell: str, *, wanted: str, wanted_th: str) -> Problem:
    """A cell that is not what the column holds."""
    return Problem(
        "bad_value",
        f"“{quote(cell)}” ไม่ใช่{wanted_th} โปรดแก้ไข",
        f"“{quote(cell)}” is not {wanted}: correct it.",
        file=file,
        row=row,
        field=column,
    )


def unknown_word(file: str, row: int, column: str, cell: str, known: Sequence[str]) -> Problem:
    """A cell outside the list of words."""
    listed = ", ".join(known)
    return Problem(
        "unknown_word",
        f"“{quote(cell)}” ไม่อยู่ในรายการ: {listed}",
        f"“{quote(cell)}” is not one of: {listed}.",
        file=file,
        row=row,
        field=column,
    )


def duplicate_id(file: str, row: int, identifier: str) -> Problem:
    """The same id twice."""
    return Problem(
        "duplicate_id",
        f"รหัส {quote(identifier)} ซ้ำ โปรดใช้รหัสที่ไม่ซ้ำกัน",
        f"The id {quote(identifier)} occurs twice: give each row its own.",
        file=file,
        row=row,
        field="id",
    )

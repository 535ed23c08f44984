"""The refusals of scoring, in Thai and English."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.problems import Problem, quote
from sawan.texts import Text


def unknown_scheme(name: str, near: str, known: Sequence[str]) -> Problem:
    """Neither a shipped scheme nor a file."""
    listed = ", ".join(known)
    return Problem(
        "unknown_scheme",
        f"ไม่รู้จักเกณฑ์ “{quote(name)}” ใกล้เคียงที่สุดคือ {near} เกณฑ์ที่มี: {listed} หรือระบุแฟ้ม YAML",
        f"There is no scheme “{quote(name)}”; the nearest is {near}. Known: {listed}; or give a YAML file.",
        field="--scheme",
    )


def unknown_base(file: str, base: str, known: Sequence[str]) -> Problem:
    """`based_on` names a scheme that does not ship."""
    listed = ", ".join(known)
    return Problem(
        "unknown_scheme",
        f"ไม่มีเกณฑ์ “{quote(base)}” ให้อ้างอิง โปรดใช้: {listed}",
        f"There is no scheme “{quote(base)}” to base this on: use one of {listed}.",
        file=file,
        field="based_on",
    )


def not_yaml(file: str, reason: str) -> Problem:
    """The scheme file cannot be read as YAML."""
    return Problem(
        "not_yaml",
        f"อ่านแฟ้มเกณฑ์ไม่ได้ ({quote(reason)}) โปรดตรวจรูปแบบ YAML",
        f"The scheme file cannot be read ({quote(reason)}): check that it is YAML.",
        file=file,
    )


def missing_key(file: str, key: str) -> Problem:
    """A part that every scheme needs is not there."""
    return Problem(
        "missing_key",
        "เกณฑ์ต้องมีหัวข้อนี้ โปรดเพิ่ม",
        "A scheme needs this key: add it.",
        file=file,
        field=key,
    )


def bad_total(file: str) -> Problem:
    """`total` is not two positive numbers."""
    return Problem(
        "bad_total",
        "total ต้องมี scale และ of เป็นจำนวนบวก เช่น {scale: 100, of: 29}",
        "total needs scale and of as positive numbers, such as {scale: 100, of: 29}.",
        file=file,
        field="total",
    )


def bad_criterion_code(file: str, at: int, code: str) -> Problem:
    """A criterion without a code, or two with the same."""
    return Problem(
        "bad_criterion_code",
        f"เกณฑ์ข้อที่ {at} ต้องมี code ที่ไม่ซ้ำกัน (พบ “{quote(code)}”)",
        f"Criterion {at} needs a code of its own (found “{quote(code)}”).",
        file=file,
        field=f"criteria.{at}.code",
    )


def bad_criterion(file: str, code: str) -> Problem:
    """A criterion that cannot be answered."""
    return Problem(
        "bad_criterion",
        "เกณฑ์ข้อนี้ต้องมี max เป็นจำนวนบวก และมี answers, grid, parts หรือ number: true อย่างใดอย่างหนึ่ง",
        "This criterion needs a positive max and one of answers, grid, parts or number: true.",
        file=file,
        field=f"criteria.{code}",
    )


def missing_column(file: str, column: str) -> Problem:
    """A column that the scheme or the reader needs is not in the table."""
    return Problem(
        "missing_column",
        "ไม่มีคอลัมน์นี้ในแฟ้ม โปรดเพิ่มคอลัมน์",
        "The file has no such column: add it.",
        file=file,
        row=1,
        field=column,
    )


def unknown_answer(file: str, row: int, column: str, cell: str, known: Text) -> Problem:
    """An answer that the scheme's table does not have; `known` lists those that it has."""
    return Problem(
        "unknown_answer",
        f"คำตอบ “{quote(cell)}” ไม่มีในเกณฑ์ข้อนี้ คำตอบที่ใช้ได้: {known.th}",
        f"The answer “{quote(cell)}” is not in this criterion's table. Use one of: {known.en}.",
        file=file,
        row=row,
        field=column,
    )


def points_out_of_range(file: str, row: int, column: str, cell: str, highest: str) -> Problem:
    """Points typed as a number outside 0..max."""
    return Problem(
        "out_of_range",
        f"“{quote(cell)}” ต้องเป็นคะแนนตั้งแต่ 0 ถึง {highest}",
        f"“{quote(cell)}” must be points from 0 to {highest}.",
        file=file,
        row=row,
        field=column,
    )


def doubled_assessment(file: str, row: int, identifier: str, first_row: int) -> Problem:
    """The same proposal twice by the same assessor."""
    return Problem(
        "duplicate_id",
        f"โครงการ {quote(identifier)} มีอยู่แล้วที่แถว {first_row} โปรดเหลือแถวเดียวต่อผู้ประเมินหนึ่งคน",
        f"Proposal {quote(identifier)} already stands in row {first_row}: keep one row for each assessor.",
        file=file,
        row=row,
        field="id",
    )


def missing_id(file: str, row: int) -> Problem:
    """A row without an id."""
    return Problem(
        "missing_value",
        "แถวนี้ไม่มีรหัสโครงการ โปรดใส่รหัสที่ไม่ซ้ำกัน",
        "This row has no id: give it one of its own.",
        file=file,
        row=row,
        field="id",
    )

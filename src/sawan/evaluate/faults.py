"""The refusals of this room's files and calls, each in Thai and English with what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sawan.fiscal import BE_MINUS_CE, FIRST_BE, LAST_BE
from sawan.problems import Problem, quote
from sawan.texts import Text

YEAR_NAMES = "year, year_be, year_ce"


def column_missing(file: str, column: str) -> Problem:
    """A required column is not there."""
    return Problem(
        "column_missing",
        f"ไม่มีคอลัมน์ {column} โปรดเพิ่มคอลัมน์นี้ในแฟ้ม",
        f"The column {column} is missing: please add it to the file.",
        file=file,
        field=column,
    )


def year_column(file: str, found: Iterable[str]) -> Problem:
    """None or several of the three year columns."""
    names = ", ".join(found) or "-"
    return Problem(
        "year_column",
        f"ต้องมีคอลัมน์ปีหนึ่งคอลัมน์พอดี ({YEAR_NAMES}) แต่พบ {names}",
        f"Exactly one year column is needed ({YEAR_NAMES}); found {names}.",
        file=file,
        field="year",
    )


def year_columns_differ(file: str, column: str, other: str) -> Problem:
    """The targets count years otherwise than the series."""
    return Problem(
        "year_columns_differ",
        f"แฟ้มเป้าหมายใช้คอลัมน์ {column} แต่แฟ้มข้อมูลใช้ {other} โปรดใช้ปีแบบเดียวกัน",
        f"The targets name their years {column}, the series {other}: please count years in one way.",
        file=file,
        field=column,
    )


def nameless(file: str, row: int, column: str) -> Problem:
    """A row without the name of its series or unit."""
    return Problem(
        "nameless", "ไม่มีชื่อ โปรดระบุชื่อ", "The name is empty: please give one.", file=file, row=row, field=column
    )


def not_a_year(file: str, row: int, column: str, text: str) -> Problem:
    """A year that is no whole number."""
    return Problem(
        "not_a_year",
        f"“{quote(text)}” ไม่ใช่ปี โปรดใช้จำนวนเต็ม เช่น 2564",
        f"“{quote(text)}” is not a year: please use a whole number such as 2564.",
        file=file,
        row=row,
        field=column,
    )


def other_calendar(file: str, row: int, column: str, year: int) -> Problem:
    """A year that the calendar of its column does not have: C.E. under `year_be`, or B.E. under `year_ce`."""
    if column == "year_ce":
        here, meant, rename = Text("ค.ศ.", "C.E."), year - BE_MINUS_CE, "year_be"
    else:
        here, meant, rename = Text("พ.ศ.", "B.E."), year + BE_MINUS_CE, "year_ce"
    likely = f" น่าจะหมายถึง {meant}", f"; {meant} was probably meant"
    hint = Text(*(likely if column == "year_ce" or FIRST_BE <= meant <= LAST_BE else ("", "")))
    return Problem(
        "other_calendar",
        f"{year} ไม่ใช่ปี {here.th}{hint.th} โปรดแก้ปี หรือเปลี่ยนชื่อคอลัมน์เป็น {rename} หากทั้งแฟ้มนับปีเช่นนั้น",
        f"{year} is not a {here.en} year{hint.en}: please correct it, or call the column {rename} if the whole file "
        "counts that way.",
        file=file,
        row=row,
        field=column,
    )


def not_a_number(file: str, row: int, column: str, text: str) -> Problem:
    """A cell that should hold a number."""
    return Problem(
        "not_a_number",
        f"“{quote(text)}” ไม่ใช่ตัวเลข โปรดแก้เป็นตัวเลข หรือเว้นว่างถ้าไม่มีค่า",
        f"“{quote(text)}” is not a number: please correct it, or leave the cell empty when there is no value.",
        file=file,
        row=row,
        field=column,
    )


def number_needed(file: str, row: int, column: str) -> Problem:
    """A cell that may not be empty."""
    return Problem(
        "number_needed",
        "ต้องระบุตัวเลขในช่องนี้",
        "This cell needs a number.",
        file=file,
        row=row,
        field=column,
    )


def year_twice(file: str, row: int, column: str, series: str, year: int) -> Problem:
    """Two rows for one series and year."""
    return Problem(
        "year_twice",
        f"“{quote(series)}” มีปี {year} ซ้ำ โปรดเหลือแถวเดียว",
        f"“{quote(series)}” has the year {year} twice: please keep one row.",
        file=file,
        row=row,
        field=column,
    )


def two_groups(file: str, row: int, series: str, groups: Iterable[str]) -> Problem:
    """One series in several groups."""
    names = ", ".join(quote(group) for group in groups)
    return Problem(
        "two_groups",
        f"“{quote(series)}” อยู่หลายกลุ่ม ({names}) โปรดใช้กลุ่มเดียว",
        f"“{quote(series)}” is in several groups ({names}): please keep one.",
        file=file,
        row=row,
        field="group",
    )


def limits_crossed(file: str, row: int, column: str, low: float, high: float) -> Problem:
    """A lower limit or edge above the upper one."""
    return Problem(
        "limits_crossed",
        f"ค่าต่ำ {low:g} สูงกว่าค่าสูง {high:g} โปรดสลับหรือแก้ไข",
        f"The lower edge {low:g} is above the upper edge {high:g}: please correct them.",
        file=file,
        row=row,
        field=column,
    )


def unknown_series(file: str, row: int, series: str) -> Problem:
    """A target for a series that is not in the data."""
    return Problem(
        "unknown_series",
        f"ไม่มีชุดข้อมูล “{quote(series)}” ในแฟ้มข้อมูล โปรดตรวจชื่อ",
        f"The data has no series “{quote(series)}”: please check the name.",
        file=file,
        row=row,
        field="series",
    )


def unknown_direction(file: str, row: int, text: str) -> Problem:
    """A direction that is none of the three."""
    return Problem(
        "unknown_direction",
        f"ทิศทาง “{quote(text)}” ไม่รู้จัก โปรดใช้ higher, lower หรือ band",
        f"The direction “{quote(text)}” is unknown: please use higher, lower or band.",
        file=file,
        row=row,
        field="direction",
    )


def target_too_far(file: str, row: int, column: str, year: int, last: int) -> Problem:
    """A target more than ten years after the last observation."""
    return Problem(
        "target_too_far",
        f"ปีเป้าหมาย {year} ไกลกว่า 10 ปีจากข้อมูลล่าสุด ({last}) โปรดใช้ปีที่ใกล้กว่า",
        f"The target year {year} is more than 10 years after the last observation ({last}): please use a nearer year.",
        file=file,
        row=row,
        field=column,
    )


def cannot_write(path: Path, reason: str) -> Problem:
    """The answer could not be written."""
    return Problem(
        "cannot_write",
        f"เขียนแฟ้ม {path} ไม่ได้ ({reason}) โปรดเลือกที่อื่นด้วย --out",
        f"{path} could not be written ({reason}): please choose another place with --out.",
        field="--out",
    )


def none_forecast() -> Problem:
    """No series could be forecast: the answer is no."""
    return Problem(
        "none_forecast",
        "พยากรณ์ไม่ได้แม้แต่ชุดเดียว เหตุผลอยู่ในคอลัมน์ note",
        "No series could be forecast; the reasons stand in the column note.",
    )


def none_answered() -> Problem:
    """No target got a probability or an observed answer: the answer is no."""
    return Problem(
        "none_answered",
        "ไม่มีเป้าหมายใดตอบได้ เหตุผลอยู่ในคอลัมน์ note",
        "No target could be answered; the reasons stand in the column note.",
    )


def no_rows(file: str) -> Problem:
    """A table with a header and nothing below it."""
    return Problem("no_rows", "แฟ้มไม่มีแถวข้อมูล โปรดเพิ่มข้อมูล", "The file has no rows: please add the data.", file=file)

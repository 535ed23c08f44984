"""The refusals of questions of effect, each in Thai and English with what to do."""

from __future__ import annotations

from collections.abc import Iterable

from sawan.problems import Problem, quote
from sawan.texts import Text

SPEC_REASONS = {
    "too_large": Text("แฟ้มใหญ่เกินไป", "the file is too large"),
    "not_yaml": Text(
        "ไม่ใช่ YAML ที่อ่านได้ โปรดตรวจการย่อหน้าและวงเล็บ", "this is no YAML: please check indentation and brackets"
    ),
    "missing": Text("ขาดส่วนนี้ โปรดเพิ่ม", "this part is missing: please add it"),
    "not_a_mapping": Text("ต้องเป็นคู่ชื่อกับค่า", "this must be names with values"),
    "unknown_key": Text("ไม่รู้จักชื่อนี้ โปรดลบหรือแก้ไข", "this key is unknown: please remove or correct it"),
    "bad_times": Text(
        "ต้องระบุ from และ to เป็นจำนวนเต็มเรียงกัน หรือ years เป็นรายการจำนวนเต็ม",
        "this needs whole numbers from and to in order, or a list of whole numbers years",
    ),
    "bad_weights": Text(
        "ต้องเป็นรายการจำนวนที่ไม่ติดลบ เท่าจำนวน predictors และรวมมากกว่าศูนย์",
        "this needs as many numbers as predictors, none negative, not all nought",
    ),
    "other_number": Text("ต้องมีจำนวน predictors เท่ากับชุดหลัก", "this needs as many predictors as the main list"),
    "v_and_validate": Text(
        "ให้ v แล้วไม่ต้องมี validate โปรดเลือกอย่างเดียว", "with v given nothing is validated: please keep one"
    ),
    "no_fit_times": Text("ช่วง fit ไม่มีเวลาอยู่ในข้อมูล", "the data has none of the times of fit"),
    "fit_after_start": Text(
        "ช่วง fit ต้องจบก่อนเริ่มโครงการ (--from)", "fit must end before the start of the programme (--from)"
    ),
}


def bad_spec(file: str, line: int, key: str, reason: str) -> Problem:
    """A fault of the file of predictors, by line and key; `reason` is a key of `SPEC_REASONS`."""
    text = SPEC_REASONS[reason]
    return Problem("bad_spec", f"{quote(key)}: {text.th}", f"{quote(key)}: {text.en}.", file=file, row=line, field=key)


def unknown_unit(file: str, name: str, option: str) -> Problem:
    """A unit that an option names and the panel lacks."""
    return Problem(
        "unknown_unit",
        f"ไม่มีหน่วย “{quote(name)}” ในข้อมูล โปรดตรวจชื่อใน {option}",
        f"The panel has no unit “{quote(name)}”: please check {option}.",
        file=file,
        field=option,
    )


def not_a_time(file: str, row: int, column: str, text: str) -> Problem:
    """A time that is no whole number."""
    return Problem(
        "not_a_time",
        f"“{quote(text)}” ไม่ใช่จำนวนเต็ม โปรดใช้ปี หรือไตรมาสแบบ 4 x ปี + ไตรมาส - 1",
        f"“{quote(text)}” is no whole number: please use years, or quarters as 4 x year + quarter - 1.",
        file=file,
        row=row,
        field=column,
    )


def start_outside(file: str, start: int, first: int, last: int) -> Problem:
    """A start that is not after the first time or is after the last."""
    return Problem(
        "start_outside",
        f"--from {start} ต้องอยู่หลังเวลาแรก ({first}) และไม่เกินเวลาสุดท้าย ({last})",
        f"--from {start} must lie after the first time ({first}) and not after the last ({last}).",
        file=file,
        field="--from",
    )


def times_missing(file: str, unit: str, times: Iterable[int]) -> Problem:
    """A unit that lacks the outcome at some times."""
    shown = _listed(times)
    return Problem(
        "times_missing",
        f"“{quote(unit)}” ไม่มีค่าในเวลา {shown} โปรดเติมค่า หรือตัดหน่วยนี้ด้วย --exclude",
        f"“{quote(unit)}” has no value at {shown}: please fill them, or leave the unit out with --exclude.",
        file=file,
        field=unit,
    )


def times_doubled(file: str, unit: str, times: Iterable[int]) -> Problem:
    """A unit with two rows for one time."""
    shown = _listed(times)
    return Problem(
        "times_doubled",
        f"“{quote(unit)}” มีแถวซ้ำในเวลา {shown} โปรดเหลือแถวเดียว หรือตัดหน่วยนี้ด้วย --exclude",
        f"“{quote(unit)}” has more than one row at {shown}: please keep one, or leave the unit out with --exclude.",
        file=file,
        field=unit,
    )


def too_few(file: str, what: str, found: int, needed: int) -> Problem:
    """Fewer donors, or times before, than anything can be computed from; `what` is `donors` or `before`."""
    th = {
        "donors": "หน่วยเปรียบเทียบ",
        "before": "เวลาก่อนเริ่ม",
        "cohorts": "กลุ่มที่เริ่มโครงการ",
        "never": "หน่วยที่ไม่เคยมีโครงการ",
    }[what]
    en = {
        "donors": "donors",
        "before": "times before the start",
        "cohorts": "cohorts that start",
        "never": "units never treated",
    }
    return Problem(
        f"too_few_{what}",
        f"มี{th} {found} แต่ต้องมีอย่างน้อย {needed}",
        f"There are {found} {en[what]}; at least {needed} are needed.",
        file=file,
    )


def outcome_constant(file: str, column: str) -> Problem:
    """An outcome that never and nowhere moves."""
    return Problem(
        "outcome_constant",
        f"{column} เท่ากันทุกหน่วยทุกเวลา จึงวัดผลไม่ได้ โปรดตรวจคอลัมน์",
        f"{column} is the same for all units and times, so nothing can be measured: please check the column.",
        file=file,
        field=column,
    )


def not_finite(file: str, row: int, column: str, text: str) -> Problem:
    """An infinite value."""
    return Problem(
        "not_finite",
        f"“{quote(text)}” ไม่ใช่จำนวนจำกัด โปรดแก้ไขหรือเว้นว่าง",
        f"“{quote(text)}” is not a finite number: please correct it or leave the cell empty.",
        file=file,
        row=row,
        field=column,
    )


def times_far_apart(file: str, column: str, first: int, last: int) -> Problem:
    """Times that can hardly belong to one panel."""
    return Problem(
        "times_far_apart",
        f"เวลาแรก {first} กับเวลาสุดท้าย {last} ห่างกันเกินไป โปรดตรวจว่าใช้ปีแบบเดียวกันทั้งแฟ้ม",
        f"The first time {first} and the last {last} are too far apart: check that the whole file counts in one way.",
        file=file,
        field=column,
    )


def predictor_constant(file: str, line: int, column: str) -> Problem:
    """A predictor that is alike for all units."""
    return Problem(
        "predictor_constant",
        f"{column} เท่ากันทุกหน่วย จึงช่วยเลือกไม่ได้ โปรดลบออก",
        f"{column} is the same for all units and so cannot choose between them: please remove it.",
        file=file,
        row=line,
        field=column,
    )


def predictor_empty(file: str, line: int, column: str, units: Iterable[str]) -> Problem:
    """A predictor without any value for some units."""
    names = ", ".join(quote(unit) for unit in units)
    return Problem(
        "predictor_empty",
        f"{column} ไม่มีค่าในเวลาที่ระบุสำหรับ {names} โปรดเปลี่ยนเวลา หรือตัดหน่วยด้วย --exclude",
        f"{column} has no value at the times given for {names}: please change the times, or leave the units out with "
        "--exclude.",
        file=file,
        row=line,
        field=column,
    )


def option_clash(option: str, th: str, en: str) -> Problem:
    """Options that do not go together, or one that is missing."""
    return Problem("option_clash", th, en, field=option)


def _listed(times: Iterable[int]) -> str:
    shown = [str(time) for time in times]
    return ", ".join(shown[:5]) + (f" … ({len(shown)})" if len(shown) > 5 else "")


def cohort_unsteady(file: str, unit: str, column: str) -> Problem:
    """A unit whose first treated time is not one whole number in all its rows."""
    return Problem(
        "cohort_unsteady",
        f"“{quote(unit)}” ต้องมีค่า {column} เป็นจำนวนเต็มเดียวกันทุกแถว (0 หรือว่าง = ไม่เคย)",
        f"“{quote(unit)}” needs one whole number in {column} in all its rows (0 or empty: never).",
        file=file,
        field=column,
    )

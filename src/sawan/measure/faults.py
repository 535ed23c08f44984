"""Every problem that this room tells, in Thai and English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sawan.problems import Problem, quote

if TYPE_CHECKING:
    from sawan.measure.catalogue import Indicator


def unknown_indicator(code: str, known: Iterable[str], row: int | None = None, file: str | None = None) -> Problem:
    """A code that the catalogue does not hold; names up to three like it."""
    near = difflib.get_close_matches(code, list(known), n=3)
    hint_th = f" อาจหมายถึง {', '.join(near)}" if near else ""
    hint_en = f" Perhaps {', '.join(near)} was meant." if near else ""
    return Problem(
        "unknown_indicator",
        f"ไม่มีตัวชี้วัด “{quote(code)}” ในบัญชีตัวชี้วัด{hint_th} ดูรายการด้วย sawan measure catalogue",
        f'The catalogue has no indicator "{quote(code)}".{hint_en} See the list with sawan measure catalogue.',
        file=file,
        row=row,
        field="indicator",
    )


def catalogue(file: str, row: int, field: str | None, th: str, en: str) -> Problem:
    """A fault in a record of the catalogue."""
    return Problem("catalogue", th, en, file=file, row=row, field=field)


def not_yaml(file: str, row: int | None) -> Problem:
    """A page of the catalogue that is no YAML mapping."""
    return Problem(
        "not_yaml",
        "อ่านเป็น YAML ไม่ได้ โปรดตรวจการเยื้องและเครื่องหมาย",
        "This is not a YAML mapping of codes to records: check indentation and signs.",
        file=file,
        row=row,
    )


def about(value: object, th: str, en: str) -> tuple[str, str]:
    """Two sentences that begin with the value they speak of."""
    return f"“{quote(value)}” {th}", f'"{quote(value)}": {en}'


def unreadable(file: str) -> Problem:
    """A file that is not there, is broken, or may not be read."""
    return Problem(
        "unreadable_file",
        "อ่านแฟ้มไม่ได้ โปรดตรวจว่าแฟ้มมีอยู่ ไม่เสียหาย และมีสิทธิ์อ่าน",
        "The file cannot be read: check that it is there, whole, and that you may read it.",
        file=file,
    )


def unwritable(file: str, field: str = "--refused") -> Problem:
    """The place that an option names takes no file."""
    return Problem(
        "unwritable_file",
        "เขียนแฟ้มนี้ไม่ได้ โปรดตรวจโฟลเดอร์และสิทธิ์",
        "This file cannot be written: check its folder and your rights.",
        file=file,
        field=field,
    )


def onto_itself(file: str) -> Problem:
    """`--refused` names the file that is to be imported."""
    return Problem(
        "onto_itself",
        "ชื่อนี้คือแฟ้มที่จะนำเข้า ซึ่งจะถูกเขียนทับ โปรดตั้งชื่ออื่น",
        "This is the file that is to be imported; it would be overwritten: name another.",
        file=file,
        field="--refused",
    )


def too_large(file: str) -> Problem:
    """A file that unpacks to more than 1 GB."""
    return Problem(
        "file_too_large", "แฟ้มใหญ่เกิน 1 กิกะไบต์ โปรดแบ่งเป็นหลายแฟ้ม", "It is larger than 1 GB: please split it.", file=file
    )


def not_text(file: str) -> Problem:
    """A file with zero bytes in it."""
    return Problem(
        "not_text",
        "แฟ้มนี้ไม่ใช่ข้อความ โปรดบันทึกเป็น CSV (UTF-8) หรือ XLSX",
        "This file is not text: please save it as CSV (UTF-8) or XLSX.",
        file=file,
    )


def not_csv(file: str, row: int, reason: str) -> Problem:
    """A row in which the CSV itself is broken."""
    return Problem(
        "not_csv",
        f"อ่านเป็น CSV ไม่ได้ ({reason}) โปรดตรวจเครื่องหมายคำพูดและตัวคั่น",
        f"This cannot be read as CSV ({reason}): check quotes and delimiters.",
        file=file,
        row=row,
    )


def no_rows(file: str) -> Problem:
    """A file without a single row."""
    return Problem(
        "no_rows",
        "แฟ้มไม่มีแถวข้อมูล ต้องมีแถวหัวตารางและข้อมูลอย่างน้อยหนึ่งแถว",
        "The file has no rows: it needs a header and at least one row of data.",
        file=file,
    )


def doubled_column(file: str, column: str) -> Problem:
    """A column name that occurs twice."""
    return Problem(
        "doubled_column",
        "มีคอลัมน์ชื่อนี้มากกว่าหนึ่งคอลัมน์ โปรดเหลือไว้คอลัมน์เดียว",
        "This column occurs more than once: keep one of them.",
        file=file,
        row=1,
        field=column or '""',
    )


def missing_column(file: str, choices: tuple[str, ...]) -> Problem:
    """A column that must be there, by one of its names."""
    names_th, names_en = " หรือ ".join(choices), " or ".join(choices)
    return Problem(
        "missing_column",
        f"ขาดคอลัมน์ {names_th} โปรดเพิ่มในแถวหัวตาราง",
        f"The column {names_en} is missing: add it to the header.",
        file=file,
        row=1,
        field=choices[0],
    )


def ragged(file: str, row: int, fields: int, expected: int) -> Problem:
    """A row with more or fewer fields than the header."""
    return Problem(
        "ragged_row",
        f"แถวนี้มี {fields} ช่อง แต่หัวตารางมี {expected} ช่อง โปรดตรวจตัวคั่นและเครื่องหมายคำพูด",
        f"This row has {fields} fields where the header has {expected}: check delimiters and quotes.",
        file=file,
        row=row,
    )


def contradicts(file: str, row: int, first: int, value: float, before: float) -> Problem:
    """A key that an earlier row gave with another value or status."""
    return Problem(
        "contradiction",
        f"ค่า {value:g} ขัดกับแถว {first} ({before:g}) ซึ่งมีตัวชี้วัด พื้นที่ งวด และฉบับเดียวกัน โปรดเหลือไว้แถวเดียว",
        f"{value:g} contradicts row {first} ({before:g}): the same key and vintage. Keep one.",
        file=file,
        row=row,
        field="value",
    )


def level_not_named(file: str, row: int, indicator: str, level: str) -> Problem:
    """A level of areas at which the catalogue does not hold the indicator; the row is taken."""
    return Problem(
        "level_not_named",
        f"บัญชีตัวชี้วัดไม่ได้ระบุระดับ {level} สำหรับ {indicator} รับไว้แล้ว โปรดตรวจว่าถูกต้อง",
        f"The catalogue does not name the level {level} for {indicator}; the rows are taken. Check that this is meant.",
        file=file,
        row=row,
        field="area",
        warning=True,
    )


def unlike_unit(given: str, wanted_th: str, wanted_en: str) -> tuple[str, str]:
    """A unit that is no multiple of the catalogue's."""
    return (
        f"หน่วย “{quote(given)}” แปลงเป็น “{wanted_th}” ไม่ได้ โปรดแปลงค่าแล้วใช้หน่วยของบัญชีตัวชี้วัด",
        f'The unit "{quote(given)}" cannot become "{wanted_en}": give the figure in the unit of the catalogue.',
    )


def given_formula(file: str, row: int, indicator: str) -> Problem:
    """A value of an indicator that Sawan computes: it stands, and says so."""
    return Problem(
        "given_formula",
        f"{quote(indicator)} เป็นตัวชี้วัดที่คำนวณจากตัวชี้วัดอื่น ค่าที่นำเข้าจะใช้แทนค่าที่คำนวณ",
        f"{quote(indicator)} is computed from others: the values of this file stand in place of computed ones.",
        file=file,
        row=row,
        field="indicator",
        warning=True,
    )


def converted(file: str, row: int, indicator: str, given: str, wanted: str) -> Problem:
    """A known multiple that was converted."""
    return Problem(
        "converted_unit",
        f"แปลงค่าของ {indicator} จาก {quote(given)} เป็น {wanted} แล้ว",
        f"Figures of {indicator} were converted from {quote(given)} to {wanted}.",
        file=file,
        row=row,
        field="unit",
        warning=True,
    )


def more_refused(file: str, untold: int) -> Problem:
    """The problems that are too many to be told one by one."""
    return Problem(
        "more_refused",
        f"และยังมีข้อผิดพลาดอีก {untold:,} รายการ",
        f"And {untold:,} further problems like these.",
        file=file,
    )


def definition(entry: Indicator, key: str, th: str, en: str) -> Problem:
    """What is wrong with how an indicator is computed, at the line of its record."""
    from sawan.measure.catalogue import place  # the catalogue itself tells faults

    file, row = place(entry, key)
    return Problem("definition", f"{entry.code}: {th} โปรดแก้", f"{entry.code}: {en} Mend it.", file, row, key)


def circle(codes: list[str], entry: Indicator) -> Problem:
    """Definitions that need each other; `entry` is where the circle was met, at its file and line."""
    path = " -> ".join(codes)
    return definition(entry, entry.kind, f"อ้างอิงกันเป็นวง: {path}", f"It needs itself in a circle: {path}.")


def unknown_run(run: int) -> Problem:
    """A run that does not exist or was undone before."""
    return Problem(
        "unknown_run",
        f"ไม่มีการนำเข้าครั้งที่ {run} หรือถูกยกเลิกไปแล้ว ดูรายการด้วย sawan measure runs",
        f"There is no run {run}, or it was undone before: see sawan measure runs.",
        field="RUN",
    )


def not_newest(run: int, later: list[int]) -> Problem:
    """A run whose indicators were written again by later runs."""
    numbers = ", ".join(str(number) for number in later)
    return Problem(
        "not_newest_run",
        f"ยกเลิกครั้งที่ {run} ไม่ได้ เพราะครั้งที่ {numbers} นำเข้าตัวชี้วัดเดียวกันภายหลัง โปรดยกเลิกครั้งหลังก่อน",
        f"Run {run} cannot be undone: {numbers} wrote the same indicators later. Undo the later ones first.",
        field="RUN",
    )


def computed_run(run: int) -> Problem:
    """A run that the system computed from others."""
    return Problem(
        "computed_run",
        f"ครั้งที่ {run} เป็นผลคำนวณ จึงยกเลิกเองไม่ได้ โปรดยกเลิกการนำเข้าที่ใช้คำนวณ",
        f"Run {run} was computed: undo the import that it was computed from.",
        field="RUN",
    )


def ignored(columns: tuple[str, ...]) -> Problem:
    """Columns that mean nothing here."""
    names = ", ".join(quote(column) for column in columns)
    return Problem("ignored_columns", f"ไม่ได้อ่านคอลัมน์ {names}", f"Columns that were ignored: {names}.", warning=True)


def not_be(text: str, meant: int | None) -> Problem:
    """A year that is not B.E."""
    if meant:
        th, en = (
            f"“{quote(text)}” น่าจะเป็นปี ค.ศ. โปรดใช้ {meant}",
            f'"{quote(text)}" looks like a C.E. year: use {meant}.',
        )
    else:
        th = f"“{quote(text)}” ไม่ใช่ปี พ.ศ. โปรดใช้แบบ 2564, 2564-Q3 หรือ 2564-07"
        en = f'"{quote(text)}" is no B.E. year: write 2564, 2564-Q3 or 2564-07.'
    return Problem("not_a_be_year", th, en, field="--year")


def not_a_day(text: str) -> Problem:
    """A date that cannot be read."""
    return Problem(
        "not_a_date",
        f"“{quote(text)}” ไม่ใช่วันที่ โปรดใช้ ค.ศ. แบบ 2022-09-30",
        f'"{quote(text)}" is no date: write it in C.E. like 2022-09-30.',
        field="--as-of",
    )


def differs(run: int, fault: str) -> Problem:
    """A run whose rows or copy are not what was written."""
    mend = ("โปรดลบโฟลเดอร์ observations แล้วสั่งใหม่", "delete the folder observations and ask again")
    said = {
        "rows": ("แถวในฐานข้อมูลไม่ตรงกับที่นำเข้า โปรดกู้จากข้อมูลสำรอง", "its rows are not those it wrote: restore a backup"),
        "copy": (f"สำเนาวิเคราะห์ไม่ตรงกับฐานข้อมูล {mend[0]}", f"its copy differs: {mend[1]}"),
        "broken": (f"สำเนาวิเคราะห์เสียหาย {mend[0]}", f"its copy is damaged: {mend[1]}"),
    }
    th, en = said[fault]
    return Problem(f"run_{fault}", f"ครั้งที่ {run}: {th}", f"Run {run}: {en}.")


def unknown_engine(name: str, engines: tuple[str, ...]) -> Problem:
    """An engine that does not exist."""
    choices = ", ".join(engines)
    return Problem(
        "unknown_engine",
        f"ไม่มีเครื่องคำนวณ “{quote(name)}” โปรดตั้ง SAWAN_ENGINE เป็นหนึ่งใน {choices}",
        f'There is no engine "{quote(name)}": set SAWAN_ENGINE to one of {choices}.',
        field="SAWAN_ENGINE",
    )


def no_formula(code: str) -> Problem:
    """An indicator that is not computed by a formula."""
    return Problem(
        "no_formula",
        f"{code} ไม่ใช่ตัวชี้วัดที่ระบบคำนวณ (สูตร คำสั่ง SQL หรือดัชนีรวม) ดูรายการด้วย sawan measure catalogue --kind formula",
        f"{code} is not computed (by a formula, a query or a composite): see sawan measure catalogue --kind formula.",
        field="--indicators",
    )


def upload_too_large(file: str, most: int) -> Problem:
    """An upload that is too large for the page."""
    size = most // (1024 * 1024)
    return Problem(
        "upload_too_large",
        f"แฟ้มใหญ่เกิน {size} เมกะไบต์ โปรดแบ่งเป็นหลายแฟ้ม หรือให้ผู้ดูแลระบบใช้ sawan measure import",
        f"The file is larger than {size} MB: split it, or have the administrator use sawan measure import.",
        file=file,
        field="file",
    )


def not_a_table(file: str) -> Problem:
    """An upload that is neither CSV nor a workbook."""
    return Problem(
        "not_a_table",
        "แฟ้มนี้ไม่ใช่ตาราง โปรดบันทึกเป็น CSV (UTF-8) หรือ XLSX แล้วส่งใหม่",
        "This file is no table: save it as CSV (UTF-8) or XLSX and send it again.",
        file=file,
        field="file",
    )


def macros(file: str) -> Problem:
    """A workbook that carries macros."""
    return Problem(
        "macros",
        "แฟ้มนี้มีแมโคร ระบบไม่รับแฟ้มที่มีคำสั่งฝังอยู่ โปรดบันทึกเป็น XLSX (ไม่มีแมโคร) หรือ CSV",
        "This workbook carries macros, which are not taken: save it as XLSX without macros, or as CSV.",
        file=file,
        field="file",
    )


def upload_gone(key: str) -> Problem:
    """An upload that is not kept any more."""
    return Problem(
        "upload_gone",
        "ไม่พบแฟ้มที่รอยืนยันนี้แล้ว (เก็บไว้หนึ่งวัน) ไม่มีข้อมูลใดถูกแก้ไข โปรดส่งแฟ้มใหม่",
        "This upload is not kept any more (uploads wait for a day); nothing was changed. Send the file again.",
        file=key[:12],
    )

"""The faults of the two input files, each a sentence in Thai and English."""

from __future__ import annotations

from dataclasses import dataclass, field

from sawan.problems import Problem, quote

SENTENCES: dict[str, tuple[str, str]] = {
    "missing_file": ("ไม่พบแฟ้มนี้หรืออ่านไม่ได้ โปรดตรวจชื่อแฟ้ม", "This file is not there or cannot be read; check its name."),
    "encoding": (
        "อ่านแฟ้มไม่ได้ ({what}) โปรดบันทึกใหม่เป็น CSV UTF-8",
        "The file cannot be read ({what}); save it again as UTF-8.",
    ),
    "too_many_rows": (
        "มีข้อเสนอ {what} แถว เกิน 100,000 แถว โปรดแบ่งแฟ้ม",
        "There are {what} proposals, more than 100,000; split the file.",
    ),
    "missing_column": (
        "ไม่มีคอลัมน์ {what} ใน P.csv โปรดเพิ่มคอลัมน์หรือแก้ชื่อ",
        "P.csv has no column {what}; add it or mend the name.",
    ),
    "duplicate_column": (
        "คอลัมน์ {what} มีมากกว่าหนึ่งครั้ง โปรดลบให้เหลือหนึ่ง",
        "The column {what} stands twice; keep one of them.",
    ),
    "too_many_cells": (
        "แถวนี้มีช่องมากกว่าหัวตาราง ({what}) โปรดตรวจเครื่องหมายจุลภาค",
        "The row has more cells than the header ({what}); check its commas.",
    ),
    "missing_value": ("{who} ไม่มีค่า โปรดกรอก", "{who} has no value here; fill it in."),
    "no_proposals": ("ไม่มีข้อเสนอในแฟ้ม โปรดเพิ่มอย่างน้อยหนึ่งแถว", "The file holds no proposal; add at least one row."),
    "not_a_number": (
        "{who}: “{what}” ไม่ใช่ตัวเลข โปรดใช้เลขทศนิยมธรรมดา",
        "{who}: “{what}” is not a number; write a plain decimal.",
    ),
    "negative": ("{who}: “{what}” ติดลบ โปรดใส่ค่าตั้งแต่ 0 ขึ้นไป", "{who}: “{what}” is negative; give 0 or more."),
    "zero_cost": (
        "{who} ไม่มีค่าใช้จ่ายในเพดานใดเลย โปรดใส่งบประมาณหรือตัดข้อเสนอออก",
        "{who} costs nothing under any ceiling; give its budget or take it out.",
    ),
    "bad_id": (
        "รหัส “{what}” มีช่องว่าง อักขระที่มองไม่เห็น หรือเครื่องหมาย ; | , > ซึ่งใช้ไม่ได้ โปรดแก้รหัส",
        "The id “{what}” holds a space, an invisible character or one of ; | , > ; mend it.",
    ),
    "duplicate_id": (
        "รหัส “{what}” ซ้ำกับแถว {first} โปรดแก้ให้ไม่ซ้ำ",
        "The id “{what}” stands already in row {first}; make it unique.",
    ),
    "unknown_id": ("ไม่มีรหัส “{what}” ใน P.csv{near_th} โปรดแก้รหัส", "P.csv has no id “{what}”{near_en}; mend it."),
    "requires_itself": ("{who} กำหนดให้ต้องมีตัวเองก่อน โปรดลบ", "{who} requires itself; take that out."),
    "excludes_itself": ("{who} กันตัวเองออก โปรดลบ", "{who} excludes itself; take that out."),
    "requires_cycle": (
        "ข้อเสนอต้องมีกันเป็นวงกลม: {what} โปรดตัดวงออก",
        "Proposals require one another in a circle: {what}; break it.",
    ),
    "share_out_of_range": (
        "{who}: สัดส่วนขั้นต่ำ “{what}” ต้องมากกว่า 0 และไม่เกิน 1 โปรดแก้",
        "{who}: min_share “{what}” must be above 0 and at most 1; mend it.",
    ),
    "high_below_cost": (
        "{who}: ค่าสูงสุด “{what}” ต่ำกว่าค่าใช้จ่าย {than} โปรดแก้",
        "{who}: the highest cost “{what}” is below the cost {than}; mend it.",
    ),
    "bad_yaml": ("อ่าน YAML ไม่ได้: {what} โปรดแก้บรรทัดนี้", "The YAML cannot be read: {what}; mend this line."),
    "unknown_key": (
        "ไม่รู้จักคำ “{what}”{near_th} โปรดแก้หรือลบ",
        "“{what}” is not known here{near_en}; mend it or take it out.",
    ),
    "duplicate_key": ("“{what}” เขียนไว้สองครั้ง โปรดรวมเป็นครั้งเดียว", "“{what}” is written twice; keep one of them."),
    "missing_key": ("ไม่มี “{what}” ซึ่งจำเป็น โปรดเพิ่ม", "“{what}” is needed and missing; add it."),
    "bad_rule": ("“{what}” ใช้ไม่ได้: ต้องเป็น {form_th} โปรดแก้", "“{what}” cannot be used: write {form_en}."),
    "bad_limit": ("กติกานี้ไม่ครบรูป: {why_th} โปรดแก้", "This limit is malformed: {why_en}; mend it."),
    "min_over_max": (
        "ค่าต่ำสุด {what} มากกว่าค่าสูงสุด {than} โปรดแก้",
        "The least, {what}, is above the most, {than}; mend it.",
    ),
    "unknown_tag_value": (
        "ไม่มีข้อเสนอใดมี {tag} เป็น “{what}”{near_th} โปรดแก้ชื่อหรือลบกติกา",
        "No proposal has {tag} “{what}”{near_en}; mend the name or take the limit out.",
    ),
    "must_and_never": (
        "“{what}” อยู่ทั้งในรายการต้องได้และห้ามได้ โปรดเลือกอย่างเดียว",
        "“{what}” is both in must and in never; choose one.",
    ),
    "must_excludes": (
        "ข้อเสนอที่ต้องได้ขัดกันเอง: {what} โปรดปลดบางรายการ",
        "Proposals that must be funded exclude one another: {what}; free one.",
    ),
    "must_over_ceiling": (
        "ข้อเสนอที่ต้องได้ใช้เงินอย่างน้อย {what} เกินเพดาน {than} โปรดเพิ่มเพดานหรือปลดบางรายการ",
        "What must be funded costs at least {what}, above the ceiling of {than}; raise it or free some.",
    ),
    "weights_contradict": (
        "น้ำหนักขัดกัน ไม่มีชุดใดเป็นไปตาม: {what} โปรดแก้",
        "The weights contradict each other; none obeys: {what}; mend them.",
    ),
}


_MOST_KNOWN = 2000


@dataclass(slots=True)
class Faults:
    """Collects the faults of one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        row: int | None = None,
        at: str | None = None,
        *,
        words: dict[str, object] | None = None,
        says: str = "",
    ) -> None:
        """Note a fault: `at` is the column or key, `words` fill the sentence (quoted, cut to 80 characters).

        `says` names another sentence than the code's own.
        """
        th, en = SENTENCES[says or code]
        shown = {"near_th": "", "near_en": "", **{name: quote(word) for name, word in (words or {}).items()}}
        shown |= {name: f" {shown[name]}" for name in ("near_th", "near_en") if shown[name]}
        self.found.append(Problem(code, th.format(**shown), en.format(**shown), file=self.file, row=row, field=at))


def near(word: str, known: list[str]) -> dict[str, object]:
    """Words for `near_th` and `near_en` with the closest known spelling; empty without one or among too many."""
    import difflib  # slow import

    close = [] if len(known) > _MOST_KNOWN else difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if not close:
        return {}
    return {"near_th": f"(หมายถึง “{close[0]}” หรือไม่)", "near_en": f"(did you mean “{close[0]}”?)"}

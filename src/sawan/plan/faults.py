"""What can be wrong with the files of a province, as problems in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from sawan.plan.life import STATE_NAMES, State, steps_from
from sawan.problems import Problem, quote

MEGABYTE = 1_000_000


def no_file(name: str) -> Problem:
    """Nothing readable is at this path."""
    return Problem(
        "no_file",
        f"อ่านแฟ้ม {quote(name)} ไม่ได้ ตรวจว่าแฟ้มมีอยู่ ชื่อถูกต้อง และมีสิทธิ์อ่าน",
        f"The file {quote(name)} cannot be read: check that it exists, its name, and that you may read it.",
        file=name,
    )


def too_large(name: str, size: int, limit: int) -> Problem:
    """The file is larger than a document of this kind ever is."""
    return Problem(
        "too_large",
        f"แฟ้มใหญ่เกินไป ({size / MEGABYTE:,.1f} MB รับได้ไม่เกิน {limit / MEGABYTE:,.0f} MB) "
        "ตรวจว่าเลือกแฟ้มถูกต้อง หรือแยกเฉพาะส่วนยุทธศาสตร์",
        f"The file is too large ({size / MEGABYTE:,.1f} MB; {limit / MEGABYTE:,.0f} MB is the limit): "
        "check that it is the right file, or take out only the strategy.",
        file=name,
    )


def outside(name: str, folder: str) -> Problem:
    """A file of the province's folder leads out of the folder."""
    return Problem(
        "outside_folder",
        f"แฟ้มนี้ชี้ออกนอกโฟลเดอร์จังหวัด {quote(folder)} ให้วางตัวแฟ้มจริงไว้ในโฟลเดอร์",
        f"This file leads out of the province's folder {quote(folder)}: put the file itself into the folder.",
        file=name,
    )


def broken_yaml(name: str, line: int | None, said: str) -> Problem:
    """The file is not YAML."""
    return Problem(
        "broken_yaml",
        f"รูปแบบ YAML ไม่ถูกต้อง ({quote(said)}) ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดที่บรรทัดนี้",
        f"This is not well-formed YAML ({quote(said)}): check indentation, colons and quotes on this line.",
        file=name,
        row=line,
    )


def too_deep(name: str) -> Problem:
    """Lists within lists without end."""
    return Problem(
        "too_deep",
        "แฟ้มซ้อนกันลึกเกินกว่าแผนใด ๆ ให้ตรวจว่าเป็นแฟ้มแผนจริง",
        "The file is nested deeper than any plan is: check that it really is a plan file.",
        file=name,
    )


def alias(name: str, line: int, field: str) -> Problem:
    """An anchor or alias (`&x`, `*x`), which can make a file refer to itself or grow without end."""
    return Problem(
        "alias",
        "แฟ้มแผนไม่รับการอ้างซ้ำด้วย & และ * ให้เขียนข้อความเต็มแทน",
        "A plan file takes no anchors and aliases (& and *): write the text out in full.",
        file=name,
        row=line,
        field=field,
    )


def strange_tag(name: str, line: int, field: str, tag: str) -> Problem:
    """A YAML tag that would build a program object."""
    return Problem(
        "strange_tag",
        f"แฟ้มแผนไม่รับ {quote(tag)} ให้ลบป้ายที่ขึ้นต้นด้วย ! ออก",
        f"A plan file does not take {quote(tag)}: remove the tag that starts with an exclamation mark.",
        file=name,
        row=line,
        field=field,
    )


def wrong_kind(name: str, line: int, field: str, wanted_th: str, wanted_en: str) -> Problem:
    """A list where a text belongs, and the like."""
    return Problem(
        "wrong_kind",
        f"ช่องนี้ต้องเป็น{wanted_th} โปรดแก้ให้ตรง",
        f"This field has to be {wanted_en}: change it so.",
        file=name,
        row=line,
        field=field,
    )


def missing(name: str, line: int, field: str) -> Problem:
    """A field that every file needs is not there or empty."""
    return Problem(
        "missing",
        "ยังไม่ได้กรอกช่องนี้ ซึ่งจำเป็นต้องมี โปรดเติม",
        "This field is needed and is missing or empty: fill it in.",
        file=name,
        row=line,
        field=field,
    )


def unknown_field(name: str, line: int, field: str, near: str | None) -> Problem:
    """A key that plan files do not have."""
    return Problem(
        "unknown_field",
        "ไม่รู้จักช่องนี้ " + (f"หมายถึง {near} ใช่หรือไม่" if near else "ลบออก หรือดูชื่อช่องใน docs/reference/plan.md"),
        "This field is not known: " + (f"was it {near}?" if near else "remove it, or see docs/reference/plan.md."),
        file=name,
        row=line,
        field=field,
    )


def doubled(name: str, line: int, field: str, value: str) -> Problem:
    """The same key or code twice."""
    return Problem(
        "doubled",
        f"“{quote(value)}” มีซ้ำ ให้เหลือรายการเดียวหรือเปลี่ยนรหัส",
        f"“{quote(value)}” is there twice: keep one, or change the code.",
        file=name,
        row=line,
        field=field,
    )


def not_one_of(name: str, line: int, field: str, value: str, known: Iterable[str]) -> Problem:
    """A word that is not in the list."""
    listed = ", ".join(known)
    return Problem(
        "not_one_of",
        f"“{quote(value)}” ใช้ไม่ได้ ใช้คำใดคำหนึ่ง: {listed}",
        f"“{quote(value)}” is not taken here: use one of {listed}.",
        file=name,
        row=line,
        field=field,
    )


def not_a_number(name: str, line: int, field: str, value: str) -> Problem:
    """A number field that holds no number."""
    return Problem(
        "not_a_number",
        f"“{quote(value)}” ไม่ใช่ตัวเลข เขียนเป็นตัวเลขล้วน เช่น 4177 หรือ 12.5",
        f"“{quote(value)}” is not a number: write plain digits, such as 4177 or 12.5.",
        file=name,
        row=line,
        field=field,
    )


def negative(name: str, line: int, field: str, value: str) -> Problem:
    """An amount of money below zero."""
    return Problem(
        "negative",
        f"“{quote(value)}” ติดลบ จำนวนเงินและค่าเป้าหมายต้องไม่ติดลบ หากเป็นการลดลงให้ใช้ aim: fall",
        f"“{quote(value)}” is below zero: amounts and targets are not negative; for a reduction use aim: fall.",
        file=name,
        row=line,
        field=field,
    )


def not_buddhist(name: str | None, line: int | None, field: str | None, year: str, meant: int | None) -> Problem:
    """A year that cannot be B.E.; names the B.E. year that was probably meant."""
    return Problem(
        "not_a_be_year",
        f"“{quote(year)}” ไม่ใช่ปี พ.ศ. " + (f"หมายถึง {meant} ใช่หรือไม่" if meant else "เขียนปี พ.ศ. สี่หลัก เช่น 2564"),
        f"“{quote(year)}” is not a B.E. year: " + (f"was it {meant}?" if meant else "write four digits, such as 2564."),
        file=name,
        row=line,
        field=field,
    )


def name_and_year(name: str, line: int, named: int, said: int) -> Problem:
    """`plan-2564.yaml` that says it is of another year."""
    return Problem(
        "name_and_year",
        f"ชื่อแฟ้มบอกปี {named} แต่ในแฟ้มเขียน {said} แก้ชื่อแฟ้มหรือแก้ fiscal_year ให้ตรงกัน",
        f"The file's name says {named}, the file says {said}: change one of them.",
        file=name,
        row=line,
        field="fiscal_year",
    )


def other_province(name: str, line: int, said: str, code: str) -> Problem:
    """A plan of another province than the folder's."""
    return Problem(
        "other_province",
        f"แผนนี้เป็นของจังหวัดรหัส {quote(said)} แต่โฟลเดอร์เป็นของ {code} ย้ายแฟ้มหรือแก้ province ให้ตรงกัน",
        f"This plan is of province {quote(said)}, the folder of {code}: move the file, or change `province`.",
        file=name,
        row=line,
        field="province",
    )


def unknown_province(name: str, line: int, field: str, code: str) -> Problem:
    """A code that is no province of the register."""
    return Problem(
        "unknown_province",
        f"“{quote(code)}” ไม่ใช่รหัสจังหวัด ใช้รหัสสองหลักของกรมการปกครอง เช่น 60",
        f"“{quote(code)}” is no province: use the two-digit official code, such as 60.",
        file=name,
        row=line,
        field=field,
    )


def other_phrases(name: str, line: int, field: str) -> Problem:
    """Phrases that do not read like the Thai text."""
    return Problem(
        "phrases_differ",
        "phrases ต้องเหมือนข้อความ th ทุกตัวอักษร เติมได้เฉพาะ | ตรงที่ให้ตัดบรรทัด",
        "`phrases` has to read exactly like `th`, with only | added where a line may break.",
        file=name,
        row=line,
        field=field,
    )


def unknown_node(name: str, line: int, field: str, code: str, known: Iterable[str]) -> Problem:
    """A mission or success indicator that this plan does not have."""
    listed = ", ".join(known)
    return Problem(
        "unknown_node",
        f"แผนนี้ไม่มี “{quote(code)}” " + (f"ใช้รหัสที่มี: {listed}" if listed else "เพิ่มรายการนั้นในแผน หรือลบรหัสออก"),
        f"This plan has no “{quote(code)}”: " + (f"use one of {listed}." if listed else "add it, or remove the code."),
        file=name,
        row=line,
        field=field,
    )


def not_of_issue(name: str, line: int, field: str, code: str, issue: str) -> Problem:
    """A guideline whose code does not begin with its issue's."""
    return Problem(
        "code_of_other_issue",
        f"รหัสแนวทาง “{quote(code)}” ต้องขึ้นต้นด้วยรหัสประเด็น เช่น {issue}.1",
        f"The guideline's code “{quote(code)}” has to begin with its issue's, such as {issue}.1.",
        file=name,
        row=line,
        field=field,
    )


def needs_unit(name: str, line: int, field: str) -> Problem:
    """A target without indicator and without unit."""
    return Problem(
        "no_unit",
        "เป้าหมายนี้ไม่มีหน่วย ระบุ indicator ของบัญชีตัวชี้วัด หรือเขียน unit",
        "This target has no unit: name an `indicator` of the catalogue, or write a `unit`.",
        file=name,
        row=line,
        field=field,
    )


def fall_over_all(name: str, line: int, field: str, value: str) -> Problem:
    """A fall by more than everything."""
    return Problem(
        "fall_over_all",
        f"ลดลงร้อยละ {quote(value)} เป็นไปไม่ได้ ลดได้ไม่เกินร้อยละ 100 ตรวจตัวเลขหรือหน่วย",
        f"A fall by {quote(value)} percent cannot be: at most 100 can be lost. Check the number or the unit.",
        file=name,
        row=line,
        field=field,
    )


def unknown_indicator(name: str, line: int | None, field: str, code: str) -> Problem:
    """A warning: the catalogue has no such indicator."""
    return Problem(
        "unknown_indicator",
        f"บัญชีตัวชี้วัดยังไม่มี “{quote(code)}” แผนใช้ได้ แต่จะยังไม่มีข้อมูล เพิ่มในบัญชีหรือแก้รหัส",
        f"The catalogue has no indicator “{quote(code)}”: the plan works, without data; add it or mend the code.",
        file=name,
        row=line,
        field=field,
        warning=True,
    )


def still_to_read(name: str, line: int | None, count: int) -> Problem:
    """A warning: lines of the published document that nobody has placed yet."""
    return Problem(
        "not_understood",
        f"ยังมี {count} บรรทัดของเอกสารที่ยังไม่ได้จัดเข้าแผน ตรวจแล้วย้ายหรือลบ",
        f"{count} lines of the document are not placed yet: look at them, then move or delete them.",
        file=name,
        row=line,
        field="not_understood",
        warning=True,
    )


def no_plans(folder: str) -> Problem:
    """A province's folder without any plan."""
    return Problem(
        "no_plans",
        f"โฟลเดอร์ {quote(folder)} ไม่มีแฟ้ม plan-YYYY.yaml ร่างจากเอกสารของจังหวัดได้ด้วย sawan plan import",
        f"The folder {quote(folder)} has no plan-YYYY.yaml: `sawan plan import` drafts one from a document.",
        file=folder,
    )


def no_edition(name: str, there: Iterable[str]) -> Problem:
    """An edition that is not stored."""
    listed = ", ".join(there) or "-"
    return Problem(
        "no_edition",
        f"ไม่มีแผนฉบับ “{quote(name)}” ที่มีอยู่: {listed} เขียนเป็น รหัสจังหวัด/ปี เช่น 60/2564",
        f"There is no edition “{quote(name)}”; there are: {listed}. Write province/year, such as 60/2564.",
    )


def not_yaml(name: str) -> Problem:
    """A file that is no text."""
    return Problem(
        "not_text",
        "แฟ้มนี้ไม่ใช่ข้อความ เลือกแฟ้ม YAML ของแผน (UTF-8)",
        "This file is not text: choose the YAML file of an edition (UTF-8).",
        file=name,
    )


def no_node(key: str, code: str, there: Iterable[str]) -> Problem:
    """A code that the edition does not have."""
    listed = ", ".join(there) or "-"
    return Problem(
        "no_node",
        f"แผน {key} ไม่มีรหัส “{quote(code)}” ที่มีอยู่: {listed}",
        f"The edition {key} has no “{quote(code)}”; it has: {listed}.",
    )


def approved(name: str, key: str) -> Problem:
    """A change of the official text of an approved edition."""
    return Problem(
        "approved",
        f"แผน {key} อนุมัติแล้ว ข้อความทางการและเป้าหมายแก้ไขไม่ได้ ให้จัดทำฉบับปีใหม่ (plan-YYYY.yaml) "
        "หรือคืนข้อความเดิม คำแปล ชื่อย่อ และข้อเสนอยังแก้ได้",
        f"The edition {key} is approved: its official text and targets cannot change. Make an edition of a new year "
        "(plan-YYYY.yaml), or restore the text; translations, short names and proposals may still be mended.",
        file=name,
    )


def no_step(key: str, state: State, step: str) -> Problem:
    """A step of the life that does not begin where the edition stands."""
    name = STATE_NAMES[state]
    possible = ", ".join(steps_from(state)) or "-"
    return Problem(
        "no_step",
        f"แผน {key} อยู่ในสถานะ{name.th} จึงทำ “{quote(step)}” ไม่ได้ ทำได้: {possible}",
        f"The edition {key} is in state “{name.en}”: “{quote(step)}” is not possible; possible: {possible}.",
    )


def changed_meanwhile(key: str) -> Problem:
    """Somebody else changed the edition while this one was being edited."""
    return Problem(
        "conflict",
        f"มีผู้แก้ไขแผน {key} ไปก่อนแล้ว เปิดหน้าใหม่ ดูข้อความล่าสุด แล้วแก้ไขอีกครั้ง",
        f"Somebody changed the edition {key} meanwhile: open the page again, look at the latest text, then change it.",
    )


def approval_apart(key: str) -> Problem:
    """The approval asked for as an ordinary step."""
    return Problem(
        "approval_apart",
        f"การอนุมัติแผน {key} ต้องให้ผู้อนุมัติบันทึก ใช้ปุ่มบันทึกการอนุมัติ",
        f"Only an approver records the approval of {key}: use the button for it.",
    )


def draft_exists(key: str) -> Problem:
    """Saving an imported draft over one that is there."""
    return Problem(
        "draft_exists",
        f"มีแผน {key} อยู่แล้ว หากต้องการแทนที่ให้เลือก “แทนที่ฉบับร่างเดิม” แล้วบันทึกอีกครั้ง",
        f"The edition {key} exists: tick “replace the draft” if that is meant, then save again.",
        field="replace",
    )


def no_place(field: str) -> Problem:
    """Province or year still open when a draft is saved."""
    return Problem(
        "missing",
        "ยังไม่ได้ระบุจังหวัดหรือปีงบประมาณ โปรดเติมก่อนบันทึก",
        "Province or fiscal year is still open: fill it in before saving.",
        field=field,
    )


def doubtful_target(wording: str, th: str, en: str) -> Problem:
    """A target that a person has to settle before it can be stored."""
    return Problem("doubtful_target", f"“{quote(wording)}”: {th}", f"“{quote(wording)}”: {en}", field="targets")

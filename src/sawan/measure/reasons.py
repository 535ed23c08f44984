"""Why there is no value, said in both languages."""

from __future__ import annotations

from sawan.texts import Text

NO_OBSERVATION, NOT_YET = "no_observation", "not_yet_published"

_SAID = {
    NO_OBSERVATION: Text("ไม่มีข้อมูลของงวดนี้ในระบบ", "There is no observation of this period."),
    NOT_YET: Text("ยังไม่มีฉบับใดเผยแพร่ ณ วันที่ถาม", "No edition had been published by that day."),
    "no_common_edition": Text("ข้อมูลที่ใช้คำนวณไม่ได้มาจากฉบับเดียวกัน", "No edition of the account holds all the inputs."),
    "division_by_zero": Text("ตัวหารเป็นศูนย์", "The formula divides by zero."),
    "base_not_positive": Text("ค่าฐานของอัตราเติบโตไม่เป็นบวก", "The base of the growth rate is not above zero."),
    "not_finite": Text("ผลคำนวณไม่มีค่าจำกัด", "The result is not a finite number."),
    "inputs_gone": Text("ข้อมูลที่เคยใช้คำนวณถูกยกเลิก", "The figures it was computed from were taken away."),
    "empty": Text("แหล่งข้อมูลเว้นว่างไว้", "The source leaves it empty."),
}


def say(reason: str, missing: tuple[str, str, str] | None = None) -> Text:
    """The sentence for a reason's code; a source's own word (`-`, `n/a`) is quoted; `missing` names an input."""
    if missing:
        code, area, period = missing
        return Text(f"ไม่มีค่า {code} ของ {area} งวด {period}", f"There is no {code} of {area} for {period}.")
    return _SAID.get(reason) or Text(f"แหล่งข้อมูลระบุ “{reason}”", f'The source says "{reason}".')

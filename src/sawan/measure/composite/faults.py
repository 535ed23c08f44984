"""The sentences with which a composite index is refused: what is wrong and what would be right, Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sawan.problems import Problem, quote

SENTENCES: Mapping[str, tuple[str, str]] = {
    # reading the specification
    "no_file": (
        "เปิดแฟ้มไม่ได้ ({why}) ตรวจชื่อและสิทธิ์ของแฟ้ม",
        "The file cannot be read ({why}); check its name and its permissions.",
    ),
    "not_utf8": (
        "แฟ้มไม่ใช่ข้อความ UTF-8 บันทึกใหม่เป็น UTF-8",
        "The file is not UTF-8 text; save it again as UTF-8.",
    ),
    "not_yaml": (
        "อ่านเป็น YAML ไม่ได้ ({why}) แก้เครื่องหมายหรือการย่อหน้าในบรรทัดนี้",
        "This is not YAML ({why}); mend the punctuation or the indentation of this line.",
    ),
    "empty_spec": (
        "ข้อกำหนดว่างเปล่า อย่างน้อยต้องมี `tree: {{ดัชนี: [ตัวชี้วัด, ...]}}`",
        "The specification is empty; the shortest is `tree: {{index: [indicator, ...]}}`.",
    ),
    "too_many_values": (
        "ข้อกำหนดมีค่าเกิน {most} ค่า (นับที่อ้างซ้ำด้วย * ทุกครั้ง) เขียนให้สั้นลง",
        "The specification holds more than {most} values, those repeated by * counted each time; make it shorter.",
    ),
    "too_deep": (
        "ซ้อนกันลึกกว่า {deepest} ชั้น ตัดการอ้างถึงตัวเองออก",
        "Nested more than {deepest} deep; remove what refers to itself.",
    ),
    "key_not_text": ("ชื่อคีย์ต้องเป็นข้อความ เขียนคีย์เป็นคำเดียว", "A key has to be a text; write a plain word."),
    "not_a_value": (
        "ใช้ค่า “{value}” ไม่ได้ ใช้ข้อความ จำนวน ค่าจริงเท็จ รายการ หรือคู่คีย์กับค่า",
        "“{value}” cannot be used; give a text, a number, a truth value, a list or a mapping.",
    ),
    "not_a_mapping": (
        "ตรงนี้ต้องเป็นคู่ของคีย์กับค่า เขียนเป็น {{คีย์: ค่า}}",
        "This has to be a mapping; write {{key: value}}.",
    ),
    "not_a_list": ("ตรงนี้ต้องเป็นรายการ เขียนเป็น [ก, ข]", "This has to be a list; write [a, b]."),
    "not_a_text": ("ตรงนี้ต้องเป็นคำเดียว ไม่ใช่รายการหรือคู่คีย์กับค่า", "This has to be a single word, not a list or a mapping."),
    "key_twice": ("มีคีย์ “{key}” สองครั้ง ลบออกหนึ่งครั้ง", "The key “{key}” stands twice; remove one."),
    "unknown_key": (
        "ไม่รู้จัก “{key}” ตรงนี้ใช้ได้เฉพาะ {known}",
        "“{key}” is not known here; what can stand here: {known}.",
    ),
    "missing_key": ("ขาด “{key}” เติมคีย์นี้", "“{key}” is missing; add it."),
    "unknown_method": (
        "ไม่รู้จักวิธี “{key}” วิธีที่มีคือ {known}",
        "There is no method “{key}”; the methods are {known}.",
    ),
    "no_method": (
        "ไม่ได้บอกวิธี เขียนชื่อวิธี หรือ {{method: ชื่อวิธี, ...}}",
        "No method is given; write its name or {{method: NAME, ...}}.",
    ),
    "missing_parameter": (
        "วิธี {method} ต้องมี “{key}” เติมค่านี้",
        "The method {method} needs “{key}”; add it.",
    ),
    "not_a_number": (
        "“{value}” ไม่ใช่จำนวนจำกัด เขียนเลขอารบิกใช้จุดทศนิยม ไม่มีจุลภาค",
        "“{value}” is not a finite number; write plain digits with a decimal point and no thousands separator.",
    ),
    "not_whole": (
        "“{value}” ไม่ใช่จำนวนเต็ม ({rule}) แก้เป็นจำนวนเต็ม",
        "“{value}” is not a whole number ({rule}); write one.",
    ),
    "out_of_range": ("ค่า {value} ใช้ไม่ได้ ต้องเป็น {rule}", "{value} cannot be used; it has to be {rule}."),
    "not_boolean": (
        "“{value}” ไม่ใช่ true หรือ false เขียนอย่างใดอย่างหนึ่ง",
        "“{value}” is neither true nor false; write one of them.",
    ),
    "not_a_choice": ("“{value}” ใช้ไม่ได้ เลือกจาก {known}", "“{value}” cannot be used; choose from {known}."),
    "not_a_range": (
        "ต้องเป็นช่วง [a, b] ที่ a น้อยกว่า b แก้เป็นเช่น [1, 100]",
        "This has to be a range [a, b] with a less than b; write for example [1, 100].",
    ),
    "not_a_share_pair": (
        "ต้องเป็นสัดส่วนสองค่า [ต่ำ, สูง] ระหว่าง 0 ถึง 1 โดยต่ำไม่เกินสูง",
        "This has to be two shares [low, high] between 0 and 1, low not above high.",
    ),
    "share_impossible": (
        "สัดส่วน {low} ถึง {high} เป็นไปไม่ได้กับตัวลูก {children} ตัว ต้องให้ {children} × ต่ำ ≤ 1 ≤ {children} × สูง",
        "Shares from {low} to {high} cannot add up to 1 over {children} children; "
        "{children} x low must be at most 1 and {children} x high at least 1.",
    ),
    # the tree, weights, pool
    "one_top": (
        "ต้นไม้ต้องมียอดเดียว แต่มี {count} เขียนเป็น tree: {{ดัชนี: ...}}",
        "The tree needs one top and has {count}; write tree: {{index: ...}}.",
    ),
    "no_children": (
        "“{code}” ไม่มีตัวลูก ใส่ตัวชี้วัดอย่างน้อยหนึ่งตัว",
        "“{code}” has no children; give it at least one indicator.",
    ),
    "leaf_not_text": (
        "รายการใต้ “{code}” ต้องเป็นรหัสตัวชี้วัดเท่านั้น มิติย่อยให้เขียนเป็นคู่คีย์กับค่า",
        "The list under “{code}” may hold indicator codes only; write dimensions as a mapping.",
    ),
    "bad_code": (
        "ใช้รหัส “{code}” ไม่ได้ รหัสต้องไม่ว่างและไม่ขึ้นต้นด้วย “-” (“-” หน้าตัวชี้วัดหมายถึงยิ่งน้อยยิ่งดี)",
        "The code “{code}” cannot be used: a code is not empty and does not begin with “-” "
        "(a “-” before an indicator means that less is better).",
    ),
    "code_twice": (
        "รหัส “{code}” ซ้ำในต้นไม้ ตั้งชื่อให้ต่างกัน",
        "The code “{code}” stands twice in the tree; give each its own.",
    ),
    "unknown_code": (
        "ไม่มีรหัส “{code}” ให้ใช้ตรงนี้ ใช้ได้เฉพาะ {known}",
        "There is no code “{code}” here; the codes that can be named: {known}.",
    ),
    "weight_of_top": (
        "ยอด “{code}” ไม่มีพี่น้องจึงไม่มีน้ำหนัก ลบบรรทัดนี้",
        "The top “{code}” has no siblings and so no weight; remove it.",
    ),
    "weight_not_positive": (
        "น้ำหนัก {value} ใช้ไม่ได้ ต้องเป็นจำนวนบวก ถ้าไม่ต้องการให้ลบออกจากต้นไม้",
        "The weight {value} cannot be used: it has to be a positive number; "
        "take a code out of the tree instead of giving it 0.",
    ),
    "levels_wrong": (
        "รายการมี {count} วิธี แต่ต้นไม้มี {height} ระดับเหนือตัวชี้วัด ให้หนึ่งวิธีต่อระดับ จากระดับ 2 ขึ้นไปถึงยอด",
        "The list has {count} methods and the tree has {height} levels above the indicators; "
        "give one a level, from level 2 up to the top.",
    ),
    "bad_pool": (
        "pool “{value}” ใช้ไม่ได้ ใช้ panel หรือ year หรือปีหนึ่งปี เช่น 2563",
        "The pool “{value}” cannot be used; give panel, year, or one year such as 2563.",
    ),
    "pool_without_year": (
        "ไม่มีปี {value} ในข้อมูล (ปีที่มี: {known}) เลือกปีที่มี",
        "DATA has no year {value} (years: {known}); choose one that is there.",
    ),
    "rank_needs_pool": (
        "วิธี {method} ใช้กับ pool ปีเดียวไม่ได้ ใช้ pool: panel หรือ pool: year",
        "The method {method} cannot take the ranks of one year to the others; use pool: panel or pool: year.",
    ),
    # uncertainty
    "no_alternatives": (
        "ต้องเป็นรายการทางเลือกอย่างน้อยหนึ่งอย่าง เช่น {key}: [ก, ข]",
        "This has to be a list of alternatives, at least one: {key}: [a, b].",
    ),
    "weight_draws": (
        "เขียน {{dirichlet: c}} หรือ {{noise: f}} อย่างใดอย่างหนึ่ง (จะมี levels: [2, 3] ด้วยก็ได้)",
        "Write either {{dirichlet: c}} or {{noise: f}}, with levels: [2, 3] if wanted.",
    ),
    "data_errors": (
        "เขียน {{relative: 0.02}} หรือ {{absolute: {{รหัส: ค่า}}}} หรือ se อย่างใดอย่างหนึ่ง",
        "Write one of {{relative: 0.02}}, {{absolute: {{code: value}}}} and se.",
    ),
    "no_se": (
        "ข้อมูลไม่มีสดมภ์ se แต่ข้อกำหนดเขียน data: se ใช้ข้อมูลแบบยาวที่มี se",
        "DATA has no column se and the specification says data: se; give long DATA with that column.",
    ),
    "pairs_too_many": (
        "ความน่าจะเป็นรายคู่ของ {areas} พื้นที่ใหญ่เกินไป (ไม่เกิน {most}) ใช้ pairs: false",
        "Pairs of {areas} areas are too many (at most {most}); use pairs: false.",
    ),
    "too_many_draws": (
        "{draws} รอบ × {cells} ค่า เกินหน่วยความจำ ลดจำนวนรอบเหลือไม่เกิน {most}",
        "{draws} draws of {cells} scores do not fit in memory; ask for at most {most}.",
    ),
    "replay_column": (
        "สดมภ์ “{column}” ไม่ใช่ปัจจัยหรือรหัสในต้นไม้ ใช้ได้เฉพาะ {known}",
        "The column “{column}” is neither a factor nor a code with a weight; what can stand here: {known}.",
    ),
    "replay_choice": (
        "“{value}” ไม่ใช่เลขทางเลือกของ {factor} ใช้ 1 ถึง {most}",
        "“{value}” is no alternative of {factor}; use a number from 1 to {most}.",
    ),
    "replay_twice": ("draw “{value}” ซ้ำ ใช้เลขละหนึ่งแถว", "The draw “{value}” stands twice; give each one row."),
    # reading data
    "empty_data": ("แฟ้มว่างเปล่า ต้องมีหัวตารางและแถวข้อมูล", "The file is empty; it needs a header and rows."),
    "not_csv": ("อ่านเป็น CSV ไม่ได้ ({why}) แก้แถวนี้", "This is not CSV ({why}); mend this row."),
    "no_column": (
        "ไม่มีสดมภ์ “{column}” (หัวตาราง: {header}) คั่นด้วยจุลภาคและใส่สดมภ์นี้",
        "There is no column “{column}” (the header is {header}); separate by commas and add it.",
    ),
    "column_twice": ("มีสดมภ์ “{column}” สองครั้ง ลบออกหนึ่ง", "The column “{column}” stands twice; remove one."),
    "row_length": (
        "แถวนี้มี {found} ช่อง แต่หัวตารางมี {expected} แก้ให้เท่ากัน",
        "This row has {found} fields and the header has {expected}; make them equal.",
    ),
    "no_area": ("ช่อง area ว่าง ใส่รหัสพื้นที่", "The field area is empty; give the area."),
    "no_indicator": ("ช่อง indicator ว่าง ใส่รหัสตัวชี้วัด", "The field indicator is empty; give the code."),
    "bad_year": (
        "ปี “{value}” ไม่ใช่จำนวนเต็ม เขียนเช่น 2564",
        "The year “{value}” is not a whole number; write for example 2564.",
    ),
    "row_twice": (
        "{what} มีแล้วในแถว {first} เก็บไว้แถวเดียว",
        "{what} is already in row {first}; keep one row.",
    ),
    "lacks_indicator": (
        "ข้อมูลไม่มีค่าของตัวชี้วัด “{code}” ที่ต้นไม้ต้องใช้ เพิ่มข้อมูลหรือลบออกจากต้นไม้",
        "DATA has no value of the indicator “{code}” that the tree names; add it or take it out of the tree.",
    ),
    "too_few_areas": (
        "มีเพียง {count} พื้นที่ ดัชนีเปรียบเทียบต้องมีอย่างน้อยสองพื้นที่ เพิ่มพื้นที่",
        "DATA has {count} area(s) and an index compares at least two; add areas.",
    ),
    "negative_se": (
        "se {value} ติดลบ ใส่ศูนย์หรือจำนวนบวก",
        "The standard error {value} is negative; give zero or a positive number.",
    ),
    "no_attribute": (
        "ข้อมูลไม่มีสดมภ์ “{column}” ที่ by ใช้ (สดมภ์ที่มี: {known}) แก้ชื่อหรือเพิ่มสดมภ์",
        "DATA has no column “{column}” for by (columns: {known}); mend the name or add the column.",
    ),
    "two_attributes": (
        "พื้นที่ “{area}” มีค่า “{column}” ต่างกัน ({first} กับ {second}) ใช้ค่าเดียวต่อพื้นที่",
        "The area “{area}” has two values of “{column}” ({first} and {second}); give it one.",
    ),
    "more_faults": ("และยังมีอีก {count} ข้อ แก้ข้อข้างบนก่อนแล้วลองใหม่", "And {count} more; mend those above and try again."),
    # computing
    "constant": (
        "ตัวชี้วัด “{code}” มีค่าเดียว ({value}{where}) ใช้กับ {method} ไม่ได้ ลบออก หรือใช้ goalposts",
        "The indicator “{code}” has one distinct value ({value}{where}), which {method} cannot scale; "
        "take it out, or use goalposts.",
    ),
    "too_few_values": (
        "ตัวชี้วัด “{code}” มีค่าเพียง {count} ค่า{where} {method} ต้องมีอย่างน้อยสอง เพิ่มข้อมูลหรือใช้ pool: panel",
        "The indicator “{code}” has {count} value{where}, and {method} needs two; add data or use pool: panel.",
    ),
    "same_goalposts": (
        "low กับ high ของ goalposts เท่ากัน ({value}) ใช้สองค่าที่ต่างกัน",
        "The goalposts low and high are equal ({value}); give two different values.",
    ),
    "unknown_area": ("ไม่มีพื้นที่ “{area}” ในข้อมูล ใช้พื้นที่ที่มี", "DATA has no area “{area}”; name one that is there."),
    "reference_worst": (
        "ค่าอ้างอิงของ “{code}” ({value}{where}) เท่ากับค่าที่แย่ที่สุด ระยะทางเป็นศูนย์ เลือกค่าอ้างอิงอื่น",
        "The {what} of “{code}” ({value}{where}) equals the worst value, so that there is no distance; choose another.",
    ),
    "not_positive": (
        "“{code}” มีค่า {value}{where} แต่ {method} ต้องใช้ค่ามากกว่าศูนย์ ใช้ normalise ที่มี `range: [1, 100]`",
        "“{code}” is {value}{where} and {method} needs values above zero; use `range: [1, 100]` in normalise.",
    ),
    "negative": (
        "“{code}” มีค่า {value}{where} แต่ {method} ต้องใช้ค่าไม่ติดลบ ใช้ normalise ที่มี `range: [0, 100]` หรือ `[1, 100]`",
        "“{code}” is {value}{where} and {method} needs values of at least zero; "
        "use `range: [0, 100]` or `[1, 100]` in normalise.",
    ),
    "mean_zero": (
        "ค่าเฉลี่ยของ “{code}” เป็นศูนย์{where} mpi หารไม่ได้ ใช้ zscore mean 100 sd 10 หรือ `range: [1, 100]`",
        "The mean under “{code}” is zero{where}, which mpi divides by; "
        "use zscore with mean 100 and sd 10, or `range: [1, 100]`.",
    ),
    "not_finite": (
        "ผลของ {method} ที่ “{code}” ไม่ใช่จำนวนจำกัด{where} เลือกวิธีหรือ pool อื่น",
        "The method {method} gives no finite number for “{code}”{where}; choose another method or pool.",
    ),
    "em_rows": (
        "em ต้องมีแถวมากกว่าตัวชี้วัด + 1 แต่มี {rows} แถวกับ {indicators} ตัวชี้วัด{where} ใช้ pool: panel หรือวิธีอื่น",
        "em needs more rows than indicators + 1 and has {rows} rows for {indicators} indicators{where}; "
        "use pool: panel or another method.",
    ),
    "em_stuck": (
        "em ไม่ลู่เข้าใน {steps} รอบ{where} ใช้วิธีอื่นเช่น median",
        "em did not converge in {steps} steps{where}; use another method such as median.",
    ),
    "no_best_weights": (
        "หาน้ำหนักที่ดีที่สุดของ “{code}” ไม่ได้{where} ({why}) ใช้ค่าที่ไม่ติดลบและช่วง share ที่กว้างขึ้น",
        "There are no best weights for “{code}”{where} ({why}); use values of at least zero and a wider share.",
    ),
    # the call
    "out_is_input": (
        "DIR จะเขียนทับแฟ้มนำเข้า {name} ใช้โฟลเดอร์อื่น",
        "DIR would overwrite the input {name}; give another folder.",
    ),
    "out_not_writable": (
        "เขียนลงโฟลเดอร์ไม่ได้ ({why}) เลือกโฟลเดอร์อื่น",
        "The folder cannot be written ({why}); choose another.",
    ),
}

WARNINGS: Mapping[str, tuple[str, str]] = {
    "scales_differ": (
        "ทางเลือกของ normalise อยู่คนละมาตราส่วน คะแนนเฉลี่ยจึงไม่มีความหมาย ให้ดูอันดับ",
        "The alternatives of normalise have different scales, so mean scores say nothing; look at the ranks.",
    ),
    "mean_of_ranks": (
        "ใช้ {aggregate} กับค่าที่เป็นอันดับ ({normalise}) ได้แต่ตีความไม่ได้ ควรใช้ arithmetic หรือ median",
        "A {aggregate} mean of ranks ({normalise}) can be computed but has no meaning; arithmetic or median have.",
    ),
    "estimated_change": (
        "การแยกการเปลี่ยนแปลงของ “{code}” มีตัวชี้วัด {players} ตัว ใช้การสุ่มลำดับ ความคลาดเคลื่อนมาตรฐานไม่เกิน {error}",
        "The change of “{code}” moves {players} indicators at once and is estimated from random orders, "
        "standard error at most {error}.",
    ),
    "mixed_change": (
        "แยกการเปลี่ยนแปลงจากปี {start} ถึง {end} ของ {areas} ไม่ได้ "
        "เพราะเมื่อผสมค่าของสองปีแล้ววิธีรวมคำนวณคะแนนไม่ได้ ช่องจึงว่าง ใช้ `range: [1, 100]` ใน normalise",
        "The change from {start} to {end} of {areas} is left empty: with values of the two years mixed the aggregation "
        "has no score; use `range: [1, 100]` in normalise.",
    ),
    "data_not_replayed": (
        "replay ไม่มีความคลาดเคลื่อนของข้อมูล ส่วน data จึงไม่ใช้",
        "A replay holds no errors of observation; data is not used.",
    ),
    "old_files": (
        "ในโฟลเดอร์ยังมีแฟ้มจากครั้งก่อนที่ครั้งนี้ไม่ได้เขียน: {names}",
        "The folder still holds files of an earlier run that this one did not write: {names}.",
    ),
}


def fault(
    code: str,
    /,
    *,
    file: str | None = None,
    row: int | None = None,
    field: str | None = None,
    in_year: int | None = None,
    in_area: str | None = None,
    **facts: Any,
) -> Problem:
    """The problem named `code`, its sentences filled with the facts; `{where}` is told from `in_area` and `in_year`."""
    thai, english = SENTENCES[code]
    shown = {name: quote(value) for name, value in facts.items()}
    th = thai.format(where=_where(in_area, in_year, "พื้นที่", "ปี"), **shown)
    en = english.format(where=_where(in_area, in_year, "area", "year"), **shown)
    return Problem(code, th, en, file=file, row=row, field=field)


def warning(code: str, /, *, file: str | None = None, field: str | None = None, **facts: Any) -> Problem:
    """A remark that refuses nothing."""
    thai, english = WARNINGS[code]
    shown = {name: quote(value) for name, value in facts.items()}
    return Problem(code, thai.format(**shown), english.format(**shown), file=file, field=field, warning=True)


def _where(area: str | None, year: int | None, area_word: str, year_word: str) -> str:
    """` (area 60, year 2564)`, empty where neither is known."""
    parts = [f"{word} {value}" for word, value in ((area_word, area), (year_word, year)) if value is not None]
    return f" ({', '.join(parts)})" if parts else ""

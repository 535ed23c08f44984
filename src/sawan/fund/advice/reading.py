"""What an output or outcome says: measured numbers, changes, baselines, dates, who benefits, words of praise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sawan.fund.advice.catalogue import words
from sawan.fund.duplicates.form import bare
from sawan.thai import normalise, to_arabic_digits

_NUMBER = r"(?<![\d.,+/-])(\d[\d,]*(?:\.\d+)?)"
_NOT_MEASURES = re.compile(
    r"หมู่(?:ที่)?\s*\d+(?:\s*,\s*\d+)*|(?<![ก-๙.])ม\.\s*\d+|ทางหลวง(?:แผ่นดิน|ชนบท)?หมายเลข\s*\d+|ระยะที่\s*\d+|"
    r"(?:ปี|พ\.ศ\.)(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*\d{4}|(?:^|[;\s])\d{1,2}[.)]\s|กม\.\s*\d+\s*\+\s*\d+|จุดที่\s*\d+|สายที่\s*\d+"
)
_CHANGE = re.compile(r"เพิ่มขึ้น|เพิ่ม|ลดลง|ลด|ขยายตัว|สูงขึ้น|ดีขึ้น|น้อยลง")
_BASELINE = re.compile(r"จาก(?:เดิม|ฐาน|ปี|ค่าเฉลี่ย)?[^;]{0,40}?\d[^;]{0,40}?(?:เป็น|เหลือ)\s*\D{0,20}\d")
_DEADLINE = re.compile(r"ภายใน(?:ปี|\s*พ\.ศ\.|\s*\d|เดือน|ระยะเวลา)|(?:ใน|สิ้น|ต่อ)ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.)?\s*2[45]\d\d")
_PEOPLE = re.compile(
    r"ประชาชน|ราษฎร|เกษตรกร|นักท่องเที่ยว|นักเรียน|นักศึกษา|ผู้ประกอบการ|ชุมชน|เยาวชน|เด็ก|ผู้สูงอายุ|ผู้ใช้|กลุ่มเป้าหมาย|สมาชิก|"
    r"แรงงาน|ครัวเรือน|ชาวบ้าน|ผู้เข้าร่วม|ผู้ผ่าน|กลุ่มชาติพันธุ์|ครู|บุคลากร"
)
_COUNTED_PEOPLE = re.compile(rf"{_NUMBER}\s*(?:คน|ราย|ครัวเรือน|หมู่บ้าน|ครอบครัว)")
_PLAIN_VERBS = re.compile(r"กัดเซาะ|น้ำท่วม|อุทกภัย|อุบัติเหตุ|ต้นทุน|การสูญเสีย|เผา|หมอกควัน|ไฟป่า|ค่าใช้จ่าย|จำหน่าย|เข้าสู่ตลาด|ระยะเวลา")
_ROAD = re.compile(r"(?:ก่อสร้าง|ปรับปรุง|ซ่อม|เสริมผิว|ขยาย|โครงการ)[^\s]{0,12}(?:ถนน|ผิวทาง|ผิวจราจร|ทางหลวง)")
_DIMENSION = re.compile(rf"{_NUMBER}\s*(?:เมตร|ม\.|ตารางเมตร|ตร\.ม\.|กิโลเมตร)")
_OUTPUT_UNITS = frozenset({"แห่ง", "เมตร", "สายทาง", "สาย", "หลัง", "ระบบ", "ครั้ง", "จุด", "ช่วง", "ชุด", "เครื่อง", "กิโลเมตร"})
_DOUBLED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1")
_DOUBLED_WORD = re.compile(r"([ก-ฮเ-ไ][ก-๙]{4,15})\1")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit in a text; percent has the unit `%`."""

    value: Decimal
    unit: str


def measures(text: str) -> tuple[Measure, ...]:
    """Numbers with a unit word, after village, road, phase, year and list numbers are taken out."""
    plain = _NOT_MEASURES.sub(" ", to_arabic_digits(normalise(text)))
    found = []
    for percent, of_percent, counted, unit in _measured().findall(plain):
        digits = of_percent if percent else counted
        found.append(Measure(Decimal(digits.replace(",", "")), "%" if percent else unit))
    return tuple(found)


def is_change(text: str) -> bool:
    """Whether an amount stands within 40 letters after a word of change (เพิ่มขึ้นร้อยละ 5); otherwise it is reach."""
    plain = _NOT_MEASURES.sub(" ", to_arabic_digits(normalise(text)))
    for word in _CHANGE.finditer(plain):
        number = _measured().search(plain, word.end(), word.end() + 40)
        if number and ";" not in plain[word.end() : number.start()]:
            return True
    return False


def has_baseline(text: str) -> bool:
    """Whether the text goes from a number to a number."""
    return bool(_BASELINE.search(to_arabic_digits(normalise(text))))


def has_deadline(text: str) -> bool:
    """Whether the text says by when."""
    return bool(_DEADLINE.search(to_arabic_digits(normalise(text))))


def people(text: str) -> tuple[str, ...]:
    """Groups of people that the text names."""
    return tuple(dict.fromkeys(_PEOPLE.findall(normalise(text))))


def counts_people(text: str) -> bool:
    """Whether the text counts persons, households or villages."""
    return bool(_COUNTED_PEOPLE.search(to_arabic_digits(normalise(text))))


def praise(text: str) -> tuple[str, ...]:
    """The words of benefit when a text holds nothing else; () when it says something that can be counted or seen."""
    clauses = [clause for clause in re.split(r"[;…]", normalise(text)) if clause.strip()]
    found = [[word for word in words().benefit if word in clause] for clause in clauses]
    if measures(text) or not clauses or not all(found) or _PLAIN_VERBS.search(text):
        return ()
    return tuple(dict.fromkeys(word for words_of_clause in found for word in words_of_clause))[:4]


def repeats_output(outcome: str, output: str) -> bool:
    """Whether the outcome is the output said again: its numbers count works, and its words are those of the output."""
    counted = measures(outcome)
    if not counted or not all(measure.unit in _OUTPUT_UNITS for measure in counted) or is_change(outcome):
        return False
    said, made = _grams(outcome), _grams(output)
    return bool(said) and len(said & made) / len(said) >= 0.4


def is_road(name: str) -> bool:
    """Whether a name speaks of a road that is built or repaired."""
    return bool(_ROAD.search(name))


def is_bank(name: str) -> bool:
    """Whether a name speaks of a wall along a river bank."""
    return "ตลิ่ง" in name


def has_dimensions(name: str) -> bool:
    """Whether a name carries lengths or areas."""
    return bool(_DIMENSION.search(to_arabic_digits(name)))


def typing_faults(text: str) -> tuple[tuple[str, str], ...]:
    """Slips of the keyboard as (as typed, as meant): doubled marks, known misspellings, a word twice in a row."""
    found = [(word, meant) for word, meant in words().misspelt.items() if word in text]
    found += [(text[match.start() - 1 : match.end()], match[1]) for match in _DOUBLED_MARK.finditer(text)]
    return tuple(found + [(match[0], match[1]) for match in _DOUBLED_WORD.finditer(text)])


def _grams(text: str) -> frozenset[str]:
    letters = "".join(bare(normalise(text)).split())
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


@cache
def _measured() -> re.Pattern[str]:
    unit = "|".join(re.escape(unit) for unit in sorted(words().units, key=len, reverse=True))
    return re.compile(rf"(ร้อยละ)\s*{_NUMBER}|{_NUMBER}\s*({unit})")

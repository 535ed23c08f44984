"""The headings under which Thai plans state vision, missions, issues, guidelines, indicators and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sawan.areas import register
from sawan.thai import to_arabic_digits

VISION, GOAL, SUCCESS, MISSION, ISSUE, GUIDELINE = "vision", "goal", "success", "mission", "issue", "guideline"
STRATEGY, OBJECTIVE, MEASURE, NOTE, OTHER, TITLE = "strategy", "objective", "measure", "note", "other", "title"

_WORDS = {
    OTHER: (
        r"ยุทธศาสตร์ชาติ|แผนแม่บท|แผนปฏิรูป|นโยบาย|ค่านิยม|คำขวัญ|ปรัชญา|วัฒนธรรมองค์กร|อัตลักษณ์|เข็มมุ่ง|จุดยืน|ตำแหน่งการพัฒนา|"
        r"ตำแหน่งทางยุทธศาสตร์|จุดแข็ง|จุดอ่อน|โอกาส|อุปสรรค|ภัยคุกคาม|ข้อมูลทั่วไป|สภาพทั่วไป|ประวัติ|แผนงาน|โครงการสำคัญ|โครงการ|"
        r"อำนาจหน้าที่|โครงสร้าง|บทบาทหน้าที่|การวิเคราะห์|swot|positioning|core\s+values?|ติดต่อ|ข่าว|ปัจจัยแห่งความสำเร็จ|"
        r"ความเชื่อมโยง|หน่วยงาน(?:ที่)?รับผิดชอบ"
    ),
    VISION: r"วิสัยทัศน์|vision\b",
    SUCCESS: r"ตัวชี้วัด(?:ความสำเร็จ)?(?:ของ|ตาม|ระดับ)?(?=เป้าหมายการพัฒนา|วิสัยทัศน์|จังหวัด)|ตัวชี้วัดรวม",
    MEASURE: r"ตัวชี้วัดความสำเร็จ|ตัวชี้วัด|ค่าเป้าหมาย|kpis?\b",
    GOAL: r"เป้าหมายการพัฒนา",
    OBJECTIVE: r"เป้าประสงค์|วัตถุประสงค์|จุดมุ่งหมาย|เป้าหมาย|goals?\b|objectives?\b",
    MISSION: r"พันธกิจ|missions?\b",
    ISSUE: (
        r"ประเด็นการพัฒนา|ประเด็นยุทธศาสตร์|ประเด็นเชิงยุทธศาสตร์|ประเด็น(?=\s?ที่\s?\d)|ด้าน(?=ที่\s?\d)|ยุทธศาสตร์การพัฒนา|ยุทธศาสตร์|"
        r"strategic\s+issues?\b|strategy(?=\s+\d)"
    ),
    GUIDELINE: r"แนวทางการพัฒนา|แนวทางการดำเนินงาน|แนวทางการขับเคลื่อน|แนวทาง|guidelines?\b",
    STRATEGY: r"กลยุทธ์|มาตรการ|strateg(?:y|ies)\b",
    NOTE: r"หมายเหตุ",
}
LONGEST = 2000
"""Letters of the longest line that may hold a heading with its text."""
_OPEN_ENDED = re.compile(r"^(?:การวิเคราะห์|ข้อมูลทั่วไป|สภาพทั่วไป|ประวัติ|ติดต่อ|ข่าว|ความเชื่อมโยง|นโยบาย|ยุทธศาสตร์ชาติ|แผนแม่บท)")
_UNIT = r"(?:ประเด็น(?:ยุทธศาสตร์|การพัฒนา)?|ด้าน|ข้อ|ยุทธศาสตร์|ประการ|แนวทาง|ตัวชี้วัด|เรื่อง|พันธกิจ|กลยุทธ์|เป้าประสงค์)"
_INLINE = re.compile(r"^(?:(?:ของ)?จังหวัด(?=\s)|\([^)]*\)|\s)*\s(?P<text>\S.*)$")
_SET_APART = re.compile(r"^(?:\s*\([^)]*\))?(?:\s{2,})(?P<text>\S.*)$")
_DECORATION = re.compile(r"^[\s#*_◆■❖►➢\"“”'‘’:.\-–—]+|[\s*_#:：]+$")
_YEAR_ALONE = re.compile(
    r"^\(?(?:(?:จังหวัด|จ\.)\S{1,16}\s+)?(?:ฉบับทบทวน)?\s*(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?\s*)?2[45]\d\d\)?$"
)
_PLAN_TITLE = re.compile(
    r"^(?:ร่าง)?(?:แผนพัฒนา|แผนยุทธศาสตร์|แผนปฏิบัติราชการ|ประกาศ|เอกสาร|ทิศทางการพัฒนา|ยุทธศาสตร์และ|"
    r"ยุทธศาสตร์(?:การพัฒนา)?\s?(?:ของ)?(?:จังหวัด|ท้องถิ่น|องค์การ|เทศบาล|กลุ่มจังหวัด|อบจ|อบต))"
)
_SAYS_LIST = re.compile(rf"(?:ดังนี้|ได้แก่|ประกอบด้วย|\d\s?{_UNIT})")


def is_place(line: str) -> bool:
    """Whether a line is nothing but the name of a province, a municipality and the like."""
    return bool(_patterns().place.match(_DECORATION.sub("", line)))


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: its kind, the numbers it carries (`ยุทธศาสตร์ที่ 2`), and the text on the same line."""

    kind: str
    numbers: tuple[int, ...] = ()
    text: str = ""

    @property
    def is_pure(self) -> bool:
        """Whether the line is the heading and nothing else."""
        return not self.numbers and not self.text


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What may stand around the word of a heading. Every repetition is possessive: no line takes long to judge."""

    tail: re.Pattern[str]
    numbered: re.Pattern[str]
    separated: re.Pattern[str]
    place: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """The patterns, with the names of the provinces."""
    names = "|".join(sorted((area.name_th for area in register.of_level("province")), key=len, reverse=True))
    place = (
        rf"(?:จังหวัด|จ\.)\s?(?:(?:{names})|[\u0e01-\u0e4e]{{0,16}}(?![\u0e01-\u0e4e]))|กลุ่มจังหวัด\S*|อำเภอ\S*|ตำบล\S*|ท้องถิ่น|"
        r"(?:องค์การบริหารส่วน|เทศบาล|อบจ\.?|อบต\.?|สำนักงาน)\S*(?:\s?ส่วนจังหวัด\S*)?"
    )
    around = rf"(?:{place}|ของ|การพัฒนา|\([^)]*\)|\s)"
    return _Patterns(
        re.compile(
            rf"""(?:\s|{place}|ของ|การพัฒนา|ในการ|\([^)]*\)|(?:ประจำ)?ปี(?:งบประมาณ)?|พ\.?\s?ศ\.?|\d{{4}}|[-–—/:：.]|ถึง
            |(?:ระยะ)?\s?\d+\s?ปี|(?:ฉบับ)?ทบทวน|(?:มี|จำนวน|รวม|ทั้งสิ้น|ทั้งหมด)?\s?\d{{1,2}}\s?{_UNIT}|มี(?=ดังนี้|ดังต่อ)
            |ดังนี้|ดังต่อไปนี้|ได้แก่|ประกอบด้วย|คือ|หลัก|รวม|เชิงยุทธศาสตร์|เชิงกลยุทธ์|ระดับ|แผนพัฒนา\S*
            |ตาม(?=เป้าหมาย|วิสัยทัศน์|ประเด็น|ยุทธศาสตร์|แผน)|และ(?=ค่าเป้า|แนวทาง|ตัวชี้)|เป้าหมายการพัฒนา|วิสัยทัศน์
            |ค่าเป้าหมาย|ตัวชี้วัด|แนวทางการพัฒนา|แนวทาง|กลยุทธ์|ประเด็นการพัฒนา|ประเด็นยุทธศาสตร์|เป้าประสงค์|พันธกิจ
            |ยุทธศาสตร์|ความสำเร็จ|ผู้บริหาร|องค์กร|หน่วยงาน|["“”'‘’*_#]|โครงการสำคัญ|โครงการ(?=$|\s|/)
            |vision|missions?|strateg(?:ic|y|ies)|issues?|goals?|guidelines?|indicators?|objectives?|kpis?)*+$""",
            re.VERBOSE | re.IGNORECASE,
        ),
        re.compile(
            rf"^{around}*+(?:ที่\s?|ข้อที่\s?)?(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?![\d,])\s?[.):：\-–—]*+\s*+(?P<text>.*)$"
        ),
        re.compile(rf"^(?:{around}|รวม|หลัก)*+(?:[:：]|คือ|(?=[“\"'‘]))[-–—\s]*+(?P<text>.+)$"),
        re.compile(rf"^(?:{place})(?:\s*\([^)]*\))?$"),
    )


@lru_cache(maxsize=4096)
def find(line: str) -> Heading | None:
    """The heading that `line` is or begins with; None for any other text."""
    if len(line) > LONGEST:
        return None
    bare = _DECORATION.sub("", line)
    probe = to_arabic_digits(bare)
    if _is_title(probe):
        return Heading(TITLE)
    for kind, words in _WORDS.items():
        word = re.match(words, probe, re.IGNORECASE)
        if word and kind == OTHER and _OPEN_ENDED.match(probe) and len(probe) < 50:
            return Heading(OTHER)
        if word:
            return _after(kind, probe[word.end() :], bare[word.end() :])
    return None


def is_label(line: str) -> bool:
    """Whether a title says nothing that is not said elsewhere: a place, a year, or the parts that follow."""
    probe = to_arabic_digits(_DECORATION.sub("", line))
    return is_place(line) or is_year(line) or _names_parts(probe)


def is_year(line: str) -> bool:
    """Whether a line is nothing but the year of the plan: `ฉบับทบทวน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗`."""
    return bool(_YEAR_ALONE.match(to_arabic_digits(_DECORATION.sub("", line))))


def _is_title(probe: str) -> bool:
    """Whether a line names a whole document or page: a plan, a place, or several parts at once."""
    if _names_parts(probe) or _patterns().place.match(probe):
        return True
    names_plan = bool(_PLAN_TITLE.match(probe)) and len(probe) < 200
    return names_plan and not re.search(r"ที่\s?\d", probe) and not _SAYS_LIST.search(probe)


def _names_parts(probe: str) -> bool:
    """Whether a line lists several parts of a plan: `วิสัยทัศน์ พันธกิจ และยุทธศาสตร์`."""
    parts = sum(bool(re.search(_WORDS[kind], probe)) for kind in (VISION, MISSION, ISSUE))
    if parts < 2 or not re.match("|".join(_WORDS[kind] for kind in (VISION, MISSION, ISSUE)), probe):
        return False
    rest = re.sub(r"^[\u0e01-\u0e4e]+?(?=\s|/|และ|,|$)", "", probe)
    return _patterns().tail.match(re.sub(r"และ|,", " ", rest)) is not None


def _after(kind: str, probe: str, bare: str) -> Heading | None:
    """What follows the word of the heading: qualifiers only, a number and text, text behind a colon or wide space."""
    if not probe.strip(" :") if kind == NOTE else _patterns().tail.match(probe):
        return Heading(kind)
    numbered = _patterns().numbered.match(probe)
    if numbered and kind not in (VISION, GOAL, NOTE, OTHER, SUCCESS):
        text = bare[numbered.start("text") :].strip()
        return Heading(kind, tuple(int(part) for part in numbered["n"].split(".")), text)
    if kind == OTHER:
        return None
    separated = _patterns().separated.match(probe)
    if separated:
        return Heading(kind, (), bare[separated.start("text") :].strip())
    inline = (_INLINE if kind in (VISION, NOTE, GOAL) else _SET_APART).match(probe)
    return Heading(kind, (), bare[inline.start("text") :].strip()) if inline else None

"""From lines to a draft: which heading is in force, which entry a line begins, which line goes on with the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sawan.plan.reading import headings, listed, marks
from sawan.plan.reading.entries import Draft, Entry, IssueEntry
from sawan.plan.reading.headings import (
    GOAL,
    GUIDELINE,
    ISSUE,
    MEASURE,
    MISSION,
    NOTE,
    OBJECTIVE,
    OTHER,
    STRATEGY,
    SUCCESS,
    TITLE,
    VISION,
    Heading,
)  # fmt: skip
from sawan.plan.reading.lines import Document, Line
from sawan.plan.reading.marks import Mark
from sawan.thai import to_arabic_digits

UNDER_ISSUE = (OBJECTIVE, MEASURE, STRATEGY, GUIDELINE)
LONGEST_ENTRY, MOST_ENTRIES = 400, 100
"""Letters of an entry, entries of a list: beyond what plans have, the rest is for a person to look at."""
FULL, PARTLY_FULL = 0.6, 0.35
"""Share of the width from which a line is full enough for the next one to go on with it: in general, and where a mark
or an indent says that it belongs there."""
_NOT_TEXT = re.compile(
    r"^(?:โทร|แฟกซ์|โทรสาร|e-?mail|อีเมล|ที่อยู่|ศาลากลาง|สำนักงานจังหวัด|©|copyright|สงวนลิขสิทธิ์|ลิขสิทธิ์|ปรับปรุง(?:ล่าสุด|เมื่อ)|แก้ไข(?:ล่าสุด|เมื่อ)|"
    r"เขียนโดย|เผยแพร่|วันที่|จำนวนผู้|จำนวนการเข้า|ผู้เข้าชม|เข้าชม|ฮิต|พิมพ์|หน้าแรก|หน้าหลัก|แชร์|share|facebook|line\b|twitter|อ่านเพิ่มเติม|อ่านต่อ|"
    r"read more|ดาวน์โหลด|download|เข้าสู่ระบบ|log ?in|ค้นหา|search|เมนู|menu|ย้อนกลับ|กลับ|ถัดไป|ก่อนหน้า|prev|next|"
    r"ที่มา\s*:|แหล่งที่มา|"
    r"ข่าว|ภาพกิจกรรม|ติดต่อ|contact|powered|last updated?|home\b|แผนผังเว็บไซต์|sitemap|นโยบาย(?:คุกกี้|ความเป็นส่วนตัว)|cookie)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@\w+\.\w|\b0\d{1,2}[- ]?\d{3,4}[- ]?\d{3,4}\b")
_PAGE_NUMBER = re.compile(r"^(?:หน้า(?:ที่)?\s*|page\s*)?[-–|\s]*\d{1,3}\s*(?:/\s*\d{1,3})?[-–|\s]*$", re.IGNORECASE)


def read(document: Document) -> Draft:
    """The draft of a document; what could not be placed is in `rest`, line by line."""
    reader = _Reader(document)
    for line in document.lines:
        reader.take(line)
    return reader.finish()


class _Reader:
    """The state while reading: the section in force, the issue and its list, the entry that may go on."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.width = document.width
        self.draft = Draft()
        self.section = ""
        self.under = ""
        self.prefix: tuple[int, ...] = ()
        self.issue: IssueEntry | None = None
        self.explicit_issues = False
        self.entry: Entry | None = None
        self.first: Entry | None = None
        self.strict = False

    # One line

    def take(self, line: Line) -> None:
        """Place one line."""
        if line.title:
            self.draft.titles.append(line)
        elif line.role:
            self._cell(line)
        elif len(pieces := listed.split(line)) > 1:
            for piece in pieces:
                self.take(piece)
        elif _PAGE_NUMBER.match(to_arabic_digits(line.text)) or line.frame:
            self.draft.rest.append(line)
        else:
            self._text_line(line)

    def _text_line(self, line: Line) -> None:
        mark = marks.split(line.text)
        heading = headings.find(line.text) or (headings.find(mark.text) if mark else None)
        if heading and mark and headings.find(line.text) is None and not self._may_be_heading(heading, mark):
            heading = None
        if heading and heading.kind == TITLE and self._is_wrapped_place(line):
            heading = None
        if line.link and not (heading and heading.kind == ISSUE and heading.numbers):
            self._reject(line)
        elif heading:
            self._heading(heading, line, mark.numbers if mark else ())
        elif mark and self._believable(mark):
            self._marked(mark, line)
        else:
            self._plain(line)

    def _is_wrapped_place(self, line: Line) -> bool:
        """Whether `จังหวัด (GPP)` at the head of a line only goes on with the line before."""
        return self.document.wrapped and not line.gap and self.entry is not None and headings.is_place(line.text)

    def _may_be_heading(self, heading: Heading, mark: Mark) -> bool:
        """Whether a marked line is a heading (`2. พันธกิจ`, `3.1 ยุทธศาสตร์ที่ 1 …`), not an entry opening with its word."""
        if heading.kind == ISSUE and heading.numbers:
            return self.section != MISSION
        if heading.kind == TITLE:
            return not self.section
        return heading.is_pure or (heading.kind == VISION and not self.draft.vision)

    def _reject(self, line: Line) -> None:
        self.draft.rest.append(line)
        self.entry = None

    # Headings

    def _heading(self, heading: Heading, line: Line, numbers: tuple[int, ...]) -> None:
        if heading.kind == TITLE:
            self._title(line)
            return
        kind = self._kind_here(heading.kind)
        self.entry, self.first, self.strict = None, None, False
        if kind == OTHER:
            self.draft.rest.append(line)
        if kind in UNDER_ISSUE and self.issue:
            self.section = ISSUE
            self.under = self._list_for(kind)
            self._entry_of_heading(heading, line)
            return
        self.section, self.under, self.prefix = kind, "", numbers if heading.is_pure else ()
        if kind == ISSUE:
            self._issue_heading(heading, line)
        elif kind in (VISION, GOAL, NOTE):
            self.draft.vision_heading = self.draft.vision_heading or _word_of(kind, line)
            if heading.text:
                before = len(line.text) - len(heading.text)
                self._plain_in_section(replace(line, text=heading.text, indent=line.indent + before))
        else:
            self.issue = None
            self._entry_of_heading(heading, line)

    def _kind_here(self, kind: str) -> str:
        """The kind that a heading has at this place: indicators of an issue are not those of the whole plan."""
        inside = self.section == ISSUE and self.issue is not None
        if kind == MEASURE and not inside:
            return SUCCESS
        if kind == GOAL and inside and (self.draft.vision or self.draft.goal):
            return OBJECTIVE
        if kind in (GUIDELINE, STRATEGY) and not inside and self.draft.issues:
            self.issue = self.issue or self.draft.issues[-1]
        return kind

    def _list_for(self, kind: str) -> str:
        """กลยุทธ์ are the guidelines where the document has no แนวทาง of its own."""
        if self.issue and kind in (GUIDELINE, STRATEGY):
            self.issue.guidelines_are = self.issue.guidelines_are or kind
            return GUIDELINE if self.issue.guidelines_are == kind else STRATEGY
        return kind

    def _entry_of_heading(self, heading: Heading, line: Line) -> None:
        """`กลยุทธ์ที่ 1 …`, `พันธกิจ : …`: the heading begins an entry at once."""
        if heading.text or heading.numbers:
            style = "heading" if heading.numbers else ""
            self._marked(Mark(style, heading.numbers, heading.text), line)

    def _title(self, line: Line) -> None:
        """A title; one that names the strategy may be all the heading that its issues have."""
        known = any(title.text == line.text for title in self.draft.titles)
        self.draft.titles.append(line)
        begins = not self.section or line.text.startswith("ยุทธศาสตร์")
        if "ยุทธศาสตร์" in line.text and begins and not known and not self.draft.issues:
            self.section, self.strict, self.entry, self.first = ISSUE, True, None, None

    def _issue_heading(self, heading: Heading, line: Line) -> None:
        if not heading.numbers and not heading.text:
            self.issue = None
            return
        self.explicit_issues = True
        again = self._known_issue(heading)
        if again:
            self.issue = self.entry = again
            self.under = ""
            self.entry.line = line
            return
        self._new_issue(Mark("heading", heading.numbers[:1], heading.text), line)

    def _known_issue(self, heading: Heading) -> IssueEntry | None:
        """An issue that an overview listed before, now repeated with its details."""
        for issue in self.draft.issues:
            if issue.same_as(heading.text):
                return issue
            if issue.numbers[-1:] == heading.numbers[:1] and not heading.text:
                return issue
        return None

    # Marked lines

    def _believable(self, mark: Mark) -> bool:
        """A bare number or a letter is a mark only where it continues the count."""
        if mark.style not in ("plain", "letter"):
            return True
        last = self.entry.numbers[-1:] if self.entry and self.entry.style == mark.style else ()
        return mark.ordinal == (last[0] + 1 if last else 1) and bool(self.section)

    def _marked(self, mark: Mark, line: Line) -> None:
        if not mark.text and mark.style == "bullet":
            return
        if self.prefix and mark.numbers[: len(self.prefix)] == self.prefix and len(mark.numbers) > len(self.prefix):
            numbers = mark.numbers[len(self.prefix) :]
            mark = Mark("levels" if len(numbers) > 1 else "1.", numbers, mark.text)
        if self.section == ISSUE:
            self._marked_in_issue(mark, line)
        elif self.section in (VISION, GOAL):
            self._marked_in_vision(mark, line)
        elif self.section in (SUCCESS, MISSION, OBJECTIVE):
            self._add(self._section_list(), mark, line)
        elif self.section == NOTE and self.draft.note is None:
            self.draft.note = self.entry = Entry(mark.text, line, mark.style, mark.numbers)
        else:
            self._reject(line)

    def _section_list(self) -> list[Entry]:
        lists = {SUCCESS: self.draft.success, MISSION: self.draft.missions, OBJECTIVE: self.draft.objectives}
        return lists[self.section]

    def _marked_in_vision(self, mark: Mark, line: Line) -> None:
        if self.section == GOAL:
            self._add(self.draft.objectives, mark, line)
        elif self.draft.vision is None:
            self.draft.vision = self.entry = Entry(mark.text, line, mark.style)
        else:
            self._reject(line)

    def _add(self, entries: list[Entry], mark: Mark, line: Line) -> None:
        """A new entry of a list, unless it repeats one, is a level deeper, or begins another list."""
        if len(entries) >= MOST_ENTRIES:
            self._reject(line)
        elif any(entry.same_as(mark.text) for entry in entries):
            self.entry = None
        elif self.first and _is_deeper(self.first, mark, line):
            self._deeper(mark, line)
        elif self.first and _starts_again(entries[-1:], mark):
            self._another_list(mark, line)
        else:
            self.entry = Entry(mark.text, line, mark.style, mark.numbers)
            self.first = self.first or self.entry
            entries.append(self.entry)

    def _deeper(self, mark: Mark, line: Line) -> None:
        """Details below guidelines are kept with the issue; elsewhere nobody has a place for them."""
        if self.issue and self.section == ISSUE and self.under == GUIDELINE:
            self.entry = Entry(mark.text, line, mark.style, mark.numbers)
            self.issue.list_of(STRATEGY).append(self.entry)
        else:
            self._reject(line)

    def _another_list(self, mark: Mark, line: Line) -> None:
        """A count that begins anew without a heading: what follows is not of this list."""
        self._deeper(mark, line)
        if self.section == ISSUE and self.issue and self.under == GUIDELINE:
            self.under, self.first = STRATEGY, self.entry
        else:
            self.section = OTHER

    def _marked_in_issue(self, mark: Mark, line: Line) -> None:
        if self._begins_issue(mark, line):
            self._new_issue(mark, line)
            return
        owner = self._owner(mark)
        if owner is None:
            self._reject(line)
            return
        self.issue, self.under = owner, self.under or GUIDELINE
        levels = mark.numbers[1:] if len(mark.numbers) > 1 and self.under == GUIDELINE else mark.numbers
        self._add(owner.list_of(self.under), Mark(mark.style, levels, mark.text), line)

    def _owner(self, mark: Mark) -> IssueEntry | None:
        """The issue to which an entry belongs: `2.1` says so itself, unless it stands below a list 1) 2) 3)."""
        if len(mark.numbers) > 1 and (self.first is None or self.first.style in ("levels", "heading", "")):
            for issue in self.draft.issues:
                if issue.numbers[-1:] == mark.numbers[:1]:
                    return issue
        return self.issue

    def _begins_issue(self, mark: Mark, line: Line) -> bool:
        """Whether a marked line is the next issue rather than an entry of the current one."""
        if self.explicit_issues or len(mark.numbers) > 1:
            return False
        if not self.draft.issues:
            return not self.under
        first, last = self.draft.issues[0], self.draft.issues[-1]
        if mark.style != first.style or line.indent > first.line.indent + 1:
            return False
        if mark.style == "bullet":
            return not self.under
        below = self.issue.list_of(self.under or GUIDELINE) if self.issue else []
        goes_on = bool(below) and below[-1].style == mark.style and below[-1].numbers[-1:] == (mark.ordinal - 1,)
        return mark.ordinal == (last.numbers or (0,))[-1] + 1 and not goes_on

    def _new_issue(self, mark: Mark, line: Line) -> None:
        if len(self.draft.issues) >= MOST_ENTRIES:
            self._reject(line)
            return
        known = [issue for issue in self.draft.issues if issue.same_as(mark.text)]
        if known:
            self.issue, self.entry, self.first, self.under = known[0], known[0], None, ""
            return
        self.issue = IssueEntry(mark.text, line, mark.style, mark.numbers)
        self.entry, self.first, self.under = self.issue, None, ""
        self.draft.issues.append(self.issue)

    # Lines without a mark

    def _plain(self, line: Line) -> None:
        if self._is_furniture(line):
            self._reject(line)
        elif self.entry and self._goes_on(self.entry, line):
            before = self.entry.last or self.entry.line
            is_full = len(before.text) + before.indent >= FULL * self.width
            self.entry.append(line, spaced=before.spaced or (self.entry.phrases and not is_full))
        elif not self.draft.found and headings.is_year(line.text):
            self.draft.titles.append(line)
        elif self._goes_on_title(line):
            title = self.draft.titles.pop()
            self.draft.titles.append(replace(line, text=title.text + line.text))
        else:
            self._plain_in_section(line)

    def _goes_on_title(self, line: Line) -> bool:
        """Whether the title of the document fills its line and goes on in this one."""
        titles = self.draft.titles
        if not titles or not self.document.wrapped or line.gap or self.entry or self.draft.found:
            return False
        return titles[-1].number == line.number - 1 and len(titles[-1].text) >= FULL * self.width

    def _is_furniture(self, line: Line) -> bool:
        return len(line.text) < 160 and bool(_NOT_TEXT.match(line.text) or _ADDRESS.search(line.text))

    def _goes_on(self, entry: Entry, line: Line) -> bool:
        """Whether a line without a mark goes on with the entry before it."""
        if not entry.text or (entry.is_open and len(entry.text) < LONGEST_ENTRY):
            return True
        if len(entry.text) > 2 * LONGEST_ENTRY or (entry.phrases and headings.is_year(line.text)):
            return False
        if line.gap or not self.document.wrapped:
            return line.text.startswith("(") and len(line.text) < 100
        before = entry.last or entry.line
        is_loose = entry.style not in ("", "heading") or entry.phrases or line.indent > entry.line.indent
        share = PARTLY_FULL if is_loose else FULL
        return len(before.text) + before.indent >= share * self.width and not _is_list_opening(line.text)

    def _plain_in_section(self, line: Line) -> None:
        if self.section in (VISION, GOAL):
            self._plain_in_vision(line)
        elif self.section == NOTE and self.draft.note is None:
            self.draft.note = self.entry = Entry(line.text, line)
        elif self._takes_unmarked(line):
            self._unmarked_entry(line)
        else:
            self._reject(line)

    def _plain_in_vision(self, line: Line) -> None:
        held = self.draft.vision if self.section == VISION else self.draft.goal
        if held is None:
            self.entry = Entry(line.text, line, phrases=True)
            if self.section == VISION:
                self.draft.vision = self.entry
            else:
                self.draft.goal = self.entry
        elif held.same_as(line.text):
            self.entry = None
        elif held is self.entry and _may_add_to_vision(held, line):
            held.text += f" {line.text}"
        else:
            self._reject(line)

    def _takes_unmarked(self, line: Line) -> bool:
        """Lists without marks: a line an entry, as long as no entry of the list has a mark."""
        if self.strict or len(line.text) > LONGEST_ENTRY or _is_list_opening(line.text):
            return False
        entries: Sequence[Entry]
        if self.section in (SUCCESS, MISSION):
            entries = self._section_list()
        elif self.section == ISSUE and self.issue and self.under:
            entries = self.issue.list_of(self.under)
        elif self.section == ISSUE and not self.explicit_issues:
            entries = self.draft.issues
        else:
            return False
        return all(not entry.style for entry in entries)

    def _unmarked_entry(self, line: Line) -> None:
        mark = Mark("", (), line.text)
        if self.section != ISSUE:
            self._add(self._section_list(), mark, line)
        elif self.issue and self.under:
            self._add(self.issue.list_of(self.under), mark, line)
        else:
            self._new_issue(mark, line)

    # Tables and the end

    def _cell(self, line: Line) -> None:
        """A line of a table's cell whose column is known."""
        mark = marks.split(line.text)
        text = mark.text if mark else line.text
        heading = headings.find(line.text)
        if line.role == ISSUE:
            numbers = heading.numbers if heading and heading.kind == ISSUE else mark.numbers if mark else ()
            name = heading.text if heading and heading.kind == ISSUE else text
            self._issue_cell(Mark("table", numbers, name), line)
        elif line.role in (VISION, GOAL, SUCCESS, MISSION):
            self.section = line.role
            self._cell_entry(mark, line)
        elif self.issue:
            self.section, self.under = ISSUE, line.role if line.role in UNDER_ISSUE else OTHER
            self._cell_entry(mark, line)
        else:
            self._reject(line)

    def _issue_cell(self, mark: Mark, line: Line) -> None:
        self.explicit_issues = True
        if self.issue and self.entry is self.issue and not line.gap:
            self.issue.append(line, spaced=True)
            return
        self._new_issue(mark, line)

    def _cell_entry(self, mark: Mark | None, line: Line) -> None:
        if self.under == OTHER:
            self._reject(line)
        elif not mark and not line.gap and self.entry:
            self.entry.append(line, spaced=True)
        elif self.section in (VISION, GOAL):
            self._plain_in_vision(line)
        else:
            entries = self.issue.list_of(self.under) if self.section == ISSUE and self.issue else self._section_list()
            numbers = mark.numbers[-1:] if mark else ()
            self.entry = Entry(mark.text if mark else line.text, line, "table", numbers)
            entries.append(self.entry)

    def finish(self) -> Draft:
        """The draft, with a goal taken for the vision where the document has no other."""
        draft = self.draft
        if draft.vision is None:
            draft.vision = draft.goal
        elif draft.goal:
            draft.objectives.insert(0, draft.goal)
        draft.goal = None
        draft.rest += [issue.line for issue in draft.issues if not issue.text]
        draft.issues = [issue for issue in draft.issues if issue.text]
        draft.rest.sort(key=lambda line: line.number)
        return draft


def _may_add_to_vision(held: Entry, line: Line) -> bool:
    """Whether a short line may be the next phrase of a vision; one that says the plan's year is none."""
    is_short = len(line.text) <= 60 and len(held.text) <= 160
    return is_short and not _is_quoted(held.text) and not headings.is_year(line.text)


def _word_of(kind: str, line: Line) -> str:
    """The word under which the document states its vision."""
    found = re.search(r"วิสัยทัศน์|เป้าหมายการพัฒนา", line.text)
    return found[0] if kind in (VISION, GOAL) and found else ""


def _is_deeper(first: Entry, mark: Mark, line: Line) -> bool:
    """Whether a mark stands a level below the list that `first` began."""
    if len(mark.numbers) > len(first.numbers) > 0:
        return True
    if mark.style == first.style or "plain" in (mark.style, first.style):
        return mark.style == "bullet" and line.indent > first.line.indent + 2
    return bool(first.style)


def _starts_again(before: Sequence[Entry], mark: Mark) -> bool:
    """Whether a count begins anew within one list: another list has begun."""
    return any(
        mark.numbers[-1:] == (1,) and mark.style == entry.style and entry.numbers[-1:] > (1,) for entry in before
    )


def _is_list_opening(text: str) -> bool:
    return bool(re.search(r"(?:ดังนี้|ได้แก่|ดังต่อไปนี้|ประกอบด้วย)\s*[:：]?$", text))


def _is_quoted(text: str) -> bool:
    return text[:1] in "“\"'‘" and text[-1:] in "”\"'’"

"""An edition as an outline in plain words: edited without knowing a format, and read back the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sawan.plan.edition import Edition, Issue, Unread
from sawan.plan.reading import Document, headings, marks, read_lines
from sawan.plan.reading.lines import of_text
from sawan.plan.reading.tabular import in_text
from sawan.thai import fold

UNDER = {"objectives": "เป้าประสงค์", "measures": "ตัวชี้วัด", "strategies": "กลยุทธ์"}


def write(edition: Edition) -> str:
    """The texts of an edition under the headings that the reader of published documents knows.

    Lines that were not understood are left out: they are shown beside it, for the person to place.
    """
    return "\n".join(_lines(edition)).strip() + "\n"


def read(text: str, *, area: str = "", year: int | None = None) -> Edition:
    """The edition that an outline says; a line that goes on in the next one is not expected in an outline."""
    return read_lines(Document(tuple(in_text(of_text(text))), wrapped=False), area=area, year=year)


def _lines(edition: Edition) -> Iterator[str]:
    if edition.title:
        yield from (edition.title.th, "")
    if edition.vision:
        yield from (edition.vision.heading or "วิสัยทัศน์", edition.vision.wording.text.th, "")
    yield from _list("ตัวชี้วัดความสำเร็จตามเป้าหมายการพัฒนา", [one.wording.text.th for one in edition.success_indicators])
    yield from _list("พันธกิจ", [one.wording.text.th for one in edition.missions])
    yield from _list("เป้าประสงค์รวม", [text.th for text in edition.objectives])
    for issue in edition.issues:
        yield from _issue(issue)
    if edition.note:
        yield f"หมายเหตุ : {edition.note.text.th}"


def _issue(issue: Issue) -> Iterator[str]:
    yield f"ประเด็นการพัฒนาที่ {issue.code} {issue.wording.text.th}"
    for name in ("objectives", "measures"):
        yield from _list(UNDER[name], [text.th for text in getattr(issue, name)], gap=False)
    if issue.guidelines or issue.strategies:
        yield "แนวทางการพัฒนา"
    yield from (f"  {one.code} {one.wording.text.th}" for one in issue.guidelines)
    yield from _list(UNDER["strategies"], [text.th for text in issue.strategies], gap=False)
    yield ""


def _list(heading: str, texts: Sequence[str], *, gap: bool = True) -> Iterator[str]:
    if texts:
        yield heading
        yield from (f"  {at}. {text}" for at, text in enumerate(texts, 1))
    if texts and gap:
        yield ""


def placed(source: Sequence[Unread], outline: str) -> tuple[tuple[Unread, bool], ...]:
    """Each line of the document with whether its words stand in the outline; headings always do."""
    held = fold(outline)
    return tuple((line, _is_held(line.text, held)) for line in source)


def _is_held(text: str, held: str) -> bool:
    heading, mark = headings.find(text), marks.split(text)
    if heading and (heading.is_pure or heading.kind == headings.TITLE):
        return True
    words = heading.text if heading and heading.text else mark.text if mark else text
    return fold(words) in held

"""From what was found in a document to an edition: codes, province and year, and the JSON of `plan import`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sawan.areas import register
from sawan.fiscal import FIRST_BE, LAST_BE
from sawan.plan import edition as tree
from sawan.plan.edition import Edition, Wording
from sawan.plan.reading import headings
from sawan.plan.reading.entries import Draft, Entry, IssueEntry
from sawan.plan.reading.lines import Document
from sawan.texts import Text
from sawan.thai import to_arabic_digits

_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")
_PERIOD = re.compile(r"(?<!\d)(2[45]\d\d)\s*(?:[-–—]|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d)(?!\d)")
_EDITION = re.compile(
    r"(?:ปีงบประมาณ|ทบทวน\s*(?:ประจำปี|ปี)?)\s*(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d)(?!\d)(?!\s*(?:[-–—]|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?\d)"
)
_ABOUT_YEAR = re.compile(r"ปีงบประมาณ|พ\.?\s?ศ\.?|ประจำปี|ปี\s*(?=2[45]\d\d)")
_QUOTES = ("“”", '""', "''", "‘’", "”“", "””")
SHORTEST_BARE_NAME = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What the document itself says about place and time."""

    province: str
    fiscal_year: int | None
    last_year: int | None


def draft_edition(draft: Draft, document: Document, *, area: str = "", year: int | None = None) -> Edition:
    """The edition of a draft; `area` and `year` are what the document does not say, and win where given."""
    said = what_it_says(draft, document)
    fiscal_year = year or said.fiscal_year
    last = said.last_year if said.last_year and fiscal_year and said.last_year > fiscal_year else None
    title = max((line.text for line in draft.titles), key=_tells, default="")
    others = [line for line in draft.titles if not (line.title or line.text == title or headings.is_label(line.text))]
    left = sorted([*draft.rest, *others], key=lambda line: line.number)
    return Edition(
        province=area or said.province,
        fiscal_year=fiscal_year,
        last_year=last,
        title=Text(title),
        vision=tree.Vision(Wording(Text(unquoted(draft.vision.text))), draft.vision_heading) if draft.vision else None,
        objectives=tuple(_texts(draft.objectives)),
        success_indicators=tuple(
            tree.SuccessIndicator(f"K{at}", Wording(text)) for at, text in enumerate(_texts(draft.success), 1)
        ),
        missions=tuple(tree.Mission(f"M{at}", Wording(text)) for at, text in enumerate(_texts(draft.missions), 1)),
        issues=tuple(_issues(draft.issues)),
        note=Wording(Text(draft.note.text)) if draft.note else None,
        not_understood=tuple(tree.Unread(line.number, line.text) for line in left),
    )


def as_json(edition: Edition, *, imported: bool = False) -> dict[str, object]:
    """The JSON of `plan show` and `plan import`."""
    answer: dict[str, object] = {
        "province": edition.province or None,
        "fiscal_year": edition.fiscal_year,
        "vision": _json(edition.vision.wording.text) if edition.vision else None,
        "success_indicators": [{"code": one.code, **_json(one.wording.text)} for one in edition.success_indicators],
        "missions": [{"code": one.code, **_json(one.wording.text)} for one in edition.missions],
        "issues": [_issue_json(issue) for issue in edition.issues],
        "note": _json(edition.note.text) if edition.note else None,
    }
    if edition.objectives:
        answer["objectives"] = [_json(text) for text in edition.objectives]
    if imported:
        answer["not_understood"] = [{"line": one.line, "text": one.text} for one in edition.not_understood]
    return answer


def what_it_says(draft: Draft, document: Document) -> Said:
    """Province and years as the document names them, in its titles first."""
    texts = [line.text for line in draft.titles]
    texts += [line.text for line in document.lines if headings.find(line.text)]
    texts += [draft.note.text] if draft.note else []
    everything = [line.text for line in document.lines]
    first, last = _years(texts)
    edition = _edition([line.text for line in draft.titles])
    if edition and first and last and first <= edition <= last:
        first = edition
    if first is None:
        first, last = _years([text for text in everything if _ABOUT_YEAR.search(text)])
    return Said(_province(texts) or _province(everything), first, last)


def _tells(title: str) -> tuple[bool, bool, bool]:
    """How much a title tells: a plan, its year, its place."""
    return bool(re.search("ยุทธศาสตร์|แผน", title)), bool(_YEAR.search(to_arabic_digits(title))), "จังหวัด" in title


def unquoted(text: str) -> str:
    """A text without the quotation marks around it."""
    text = text.strip()
    if len(text) > 1 and text[0] + text[-1] in _QUOTES and text[0] not in text[1:-1]:
        return text[1:-1].strip()
    return text


def _edition(titles: Sequence[str]) -> int | None:
    """The one fiscal year for which a plan of several years is published, as its titles name it."""
    found = {int(year) for title in titles for year in _EDITION.findall(to_arabic_digits(title))}
    return found.pop() if len(found) == 1 else None


def _years(texts: Sequence[str]) -> tuple[int | None, int | None]:
    """The first B.E. year or period of years that a text names."""
    for text in texts:
        probe = to_arabic_digits(text)
        period = _PERIOD.search(probe)
        if period and int(period[1]) < int(period[2]):
            return int(period[1]), int(period[2])
        single = _YEAR.search(probe)
        if single and FIRST_BE <= int(single[0]) <= LAST_BE:
            return int(single[0]), None
    return None, None


def _province(texts: Sequence[str]) -> str:
    """The code of the province that is named; "" when none is, or several are and none with its title."""
    provinces = register.of_level("province")
    whole = "\n".join(texts)
    titled = [area for area in provinces if re.search(rf"(?:จังหวัด|จ\.)\s?{area.name_th}", whole)]
    if titled:
        return min(titled, key=lambda area: whole.index(area.name_th)).code
    bare = [area for area in provinces if len(area.name_th) >= SHORTEST_BARE_NAME and area.name_th in whole]
    return bare[0].code if len(bare) == 1 else ""


def _issues(issues: Sequence[IssueEntry]) -> Iterator[tree.Issue]:
    for code, issue in zip(_codes(issues), issues, strict=True):
        lines = issue.list_of(headings.GUIDELINE)
        yield tree.Issue(
            code=code,
            wording=Wording(Text(issue.text)),
            guidelines=tuple(
                tree.Guideline(f"{code}.{below}", Wording(Text(line.text)))
                for below, line in zip(_codes(lines), lines, strict=True)
            ),
            objectives=tuple(_texts(issue.list_of(headings.OBJECTIVE))),
            measures=tuple(_texts(issue.list_of(headings.MEASURE))),
            strategies=tuple(_texts(issue.list_of(headings.STRATEGY))),
        )


def _codes(entries: Sequence[Entry]) -> list[str]:
    """The document's own numbers where each entry has one of its own, else their order."""
    own = [entry.numbers[-1] for entry in entries if entry.numbers]
    if len(own) == len(entries) and len(set(own)) == len(own) and own == sorted(own):
        return [str(number) for number in own]
    return [str(at) for at in range(1, len(entries) + 1)]


def _texts(entries: Sequence[Entry]) -> Iterator[Text]:
    return (Text(entry.text) for entry in entries if entry.text)


def _json(text: Text) -> dict[str, object]:
    return {"th": text.th, "en": text.en or None}


def _issue_json(issue: tree.Issue) -> dict[str, object]:
    answer: dict[str, object] = {
        "code": issue.code,
        **_json(issue.wording.text),
        "missions": list(issue.missions),
        "guidelines": [{"code": one.code, **_json(one.wording.text)} for one in issue.guidelines],
    }
    for name in ("objectives", "measures", "strategies"):
        texts: tuple[Text, ...] = getattr(issue, name)
        if texts:
            answer[name] = [_json(text) for text in texts]
    return answer

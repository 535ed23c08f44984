"""The text layer of a PDF as lines, read with pdfium, which keeps Thai words whole."""

from __future__ import annotations

import re
from typing import Any

from sawan.plan.reading import faults
from sawan.plan.reading.lines import Document, Line, make
from sawan.problems import Refused
from sawan.thai import normalise

MOST_PAGES = 400
GAP = 0.22
"""Width of a gap that reads as a space, as a share of the height of the tallest letter before it; marks are lower."""
_DRAWN_TWICE = re.compile("([\u0e01-\u0e2e][\u0e31\u0e34\u0e36\u0e37][\u0e48-\u0e4b])\\1")


def read(name: str, content: bytes) -> Document:
    """The lines of all pages, numbered through; Refused when damaged, locked or without text."""
    import pypdfium2  # slow import

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Refused(faults.encrypted(name) if locked else faults.broken(name, str(error))) from error
    try:
        pages = [_page_text(document[at].get_textpage()) for at in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()
    lines = _lines(pages)
    if not lines:
        raise Refused(faults.no_text_layer(name))
    return Document(tuple(lines), wrapped=True)


def _page_text(page: Any) -> str:
    """The text of a page; a space that pdfium leaves out between two runs is put back where the page shows a gap."""
    text: str = page.get_text_range()
    if page.count_chars() != len(text):
        return text
    shown: list[str] = []
    right = height = 0.0
    for at, letter in enumerate(text):
        if letter.isspace():
            right = height = 0.0
        else:
            left, bottom, end, top = page.get_charbox(at, loose=True)
            if right and left - right > GAP * height and shown[-1] != " ":
                shown.append(" ")
            right, height = max(right, end), max(height, top - bottom)
        shown.append(letter)
    return "".join(shown)


def _lines(pages: list[str]) -> list[Line]:
    lines: list[Line] = []
    for page in pages:
        for raw in page.splitlines():
            line = make(len(lines) + 1, _composed(raw))
            if line:
                lines.append(line)
    return lines


def _composed(raw: str) -> str:
    """One sign for SARA AM and no letter twice: files draw a letter with two marks in pieces, each read as the whole.

    Doubled are only letters whose vowel needs another letter after it, which no word repeats; ที่ที่ is a word.
    """
    parts = (part if part.isspace() else normalise(part) for part in re.findall(r"\s+|\S+", raw))
    return _DRAWN_TWICE.sub(r"\1", "".join(parts))

"""The text layer of a PDF as lines, read with pdfium, which keeps Thai words whole."""

from __future__ import annotations

import re

from sawan.plan.reading import faults
from sawan.plan.reading.lines import Document, Line, make
from sawan.problems import Refused
from sawan.thai import normalise

MOST_PAGES = 400


def read(name: str, content: bytes) -> Document:
    """The lines of all pages, numbered through; Refused when damaged, locked or without text."""
    import pypdfium2  # slow import

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Refused(faults.encrypted(name) if locked else faults.broken(name, str(error))) from error
    try:
        pages = [document[at].get_textpage().get_text_bounded() for at in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()
    lines = _lines(pages)
    if not lines:
        raise Refused(faults.no_text_layer(name))
    return Document(tuple(lines), wrapped=True)


def _lines(pages: list[str]) -> list[Line]:
    lines: list[Line] = []
    for page in pages:
        for raw in page.splitlines():
            line = make(len(lines) + 1, _composed(raw))
            if line:
                lines.append(line)
    return lines


def _composed(raw: str) -> str:
    """SARA AM that the file draws as two signs becomes the one letter again; spaces stay as they are."""
    return "".join(part if part.isspace() else normalise(part) for part in re.findall(r"\s+|\S+", raw))

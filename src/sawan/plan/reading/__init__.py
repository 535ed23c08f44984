"""Reading a strategy as a province publishes it: text, web page, Word, PDF; nothing is dropped silently."""

from __future__ import annotations

from pathlib import Path

from sawan.plan.edition import Edition
from sawan.plan.reading import faults
from sawan.plan.reading.documents import open_document
from sawan.plan.reading.drafting import as_json, draft_edition
from sawan.plan.reading.lines import Document
from sawan.plan.reading.structure import read as read_structure
from sawan.problems import NoAnswer

__all__ = ["Document", "as_json", "open_document", "read", "read_lines"]


def read(path: Path, *, area: str = "", year: int | None = None) -> Edition:
    """The draft edition of a published document (TXT, HTML, DOCX, PDF with a text layer).

    `area` (code of a province) and `year` (B.E.) say what the document does not. Lines that could not be placed
    are in `not_understood`. Raises Refused for a file that cannot be read, NoAnswer when nothing was recognised.
    """
    document = open_document(path)
    edition = read_lines(document, area=area, year=year)
    if not _recognised(edition):
        raise NoAnswer(faults.nothing_found(str(path), len(document.lines)))
    return edition


def read_lines(document: Document, *, area: str = "", year: int | None = None) -> Edition:
    """The draft edition of a document that is open already."""
    draft = read_structure(document)
    if not draft.found and any(line.frame for line in document.lines):
        document = document.unframed()
        draft = read_structure(document)
    return draft_edition(draft, document, area=area, year=year)


def _recognised(edition: Edition) -> bool:
    return bool(
        edition.vision or edition.missions or edition.issues or edition.success_indicators or edition.objectives
    )

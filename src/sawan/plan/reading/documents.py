"""Opening a published document: what kind of file it is, and its lines."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from sawan import tables
from sawan.plan.reading import faults
from sawan.plan.reading.lines import Document, of_text
from sawan.plan.reading.tabular import in_text
from sawan.problems import Refused

LARGEST = 50_000_000
LARGEST_TEXT = 5_000_000
NARROWEST = 60
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|ul|ol|h[1-6]|br)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_THAI_NAMES = ("tis-620", "tis620", "windows-874", "iso-8859-11", "cp874")


def open_document(path: Path) -> Document:
    """The lines of a text, HTML, DOCX or PDF file; Refused when it cannot be read, is too large or another kind."""
    return open_content(str(path), _content(path))


def open_content(name: str, content: bytes) -> Document:
    """The lines of a file that was uploaded; Refused as `open_document`."""
    if not content.strip():
        raise Refused(faults.empty(name))
    if content.startswith(b"%PDF"):
        from sawan.plan.reading import pdf  # slow import

        return pdf.read(name, content)
    if content.startswith(b"PK\x03\x04"):
        from sawan.plan.reading import docx  # slow import

        return docx.read(name, content)
    _refuse_other_kinds(name, content)
    if len(content) > LARGEST_TEXT:
        raise Refused(faults.too_large(name, len(content), LARGEST_TEXT))
    if name.lower().endswith((".html", ".htm")) or _LOOKS_LIKE_HTML.search(content[:4096]):
        from sawan.plan.reading import html  # slow import

        return html.read(_decode(name, content, _declared(content)))
    return Document(tuple(in_text(of_text(_decode(name, content)))), wrapped=True, narrowest=NARROWEST)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(faults.too_large(str(path), size, LARGEST))
        content = path.read_bytes()
    except OSError as error:
        raise Refused(faults.no_file(str(path))) from error
    return content


def _refuse_other_kinds(name: str, content: bytes) -> None:
    if content.startswith(_OLD_OFFICE) or content.startswith(b"{\\rtf"):
        raise Refused(faults.old_office(name))
    if content.startswith(_UTF32) or (b"\x00" in content[:4096] and not content.startswith(_UTF16)):
        raise Refused(faults.other_kind(name))


def _declared(content: bytes) -> str:
    found = _CHARSET.search(content[:4096])
    return found[1].decode("ascii", "replace").lower() if found else ""


def _decode(name: str, content: bytes, declared: str = "") -> str:
    """UTF-8, UTF-16 with its mark, or TIS-620; a page's own word is believed when it fits."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", "replace")
    if declared in _THAI_NAMES:
        try:
            return content.decode("cp874")
        except UnicodeDecodeError:
            pass
    return tables.decode(name, content)

"""Word documents as lines: paragraphs with the numbers that Word would print, and tables."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from sawan.plan.reading import faults
from sawan.plan.reading.lines import Document, Line, clean, numbered
from sawan.plan.reading.marks import LETTERS
from sawan.plan.reading.tabular import flatten
from sawan.problems import Refused

LARGEST_PART = 30_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
Levels = dict[int, tuple[str, str, int]]


def read(name: str, content: bytes) -> Document:
    """The lines of a DOCX, numbered by paragraph; Refused when it is damaged or another kind of file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise Refused(faults.other_kind(name))
            body = _part(name, archive, "word/document.xml")
            names = archive.namelist()
            lists = _part(name, archive, "word/numbering.xml") if "word/numbering.xml" in names else None
            styles = _part(name, archive, "word/styles.xml") if "word/styles.xml" in names else None
    except (zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, ValueError, KeyError) as error:
        raise Refused(faults.broken(name, str(error))) from error
    reader = _Reader(_numbering(lists), _listed_styles(styles))
    lines = [line for element in body for line in reader.block(element)]
    if not lines:
        raise Refused(faults.empty(name))
    return Document(numbered(lines), wrapped=False)


def _part(name: str, archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """One XML part; a part that unpacks to more than any plan, or declares entities, is refused."""
    if archive.getinfo(part).file_size > LARGEST_PART:
        raise Refused(faults.too_large(name, archive.getinfo(part).file_size, LARGEST_PART))
    raw = archive.read(part)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Refused(faults.broken(name, "DOCTYPE"))
    return ElementTree.fromstring(raw)


def _numbering(root: ElementTree.Element | None) -> dict[str, Levels]:
    """List number -> its levels: (format, text pattern, first number)."""
    if root is None:
        return {}
    abstract = {
        one.get(f"{_W}abstractNumId", ""): {
            int(level.get(f"{_W}ilvl", "0")): (
                _value(level, "numFmt") or "bullet", _value(level, "lvlText"), int(_value(level, "start") or 1)
            )
            for level in one.iter(f"{_W}lvl")
        }
        for one in root.iter(f"{_W}abstractNum")
    }  # fmt: skip
    return {one.get(f"{_W}numId", ""): abstract.get(_value(one, "abstractNumId"), {}) for one in root.iter(f"{_W}num")}


def _listed_styles(root: ElementTree.Element | None) -> dict[str, tuple[str, int]]:
    """Style of a paragraph -> the list and level that it brings, also from the style that it is based on."""
    if root is None:
        return {}
    styles = {one.get(f"{_W}styleId", ""): one for one in root.iter(f"{_W}style")}
    found: dict[str, tuple[str, int]] = {}
    for name in styles:
        style, steps = styles.get(name), 0
        while style is not None and steps < len(styles):
            listed = style.find(f"{_W}pPr/{_W}numPr")
            if listed is not None and _value(listed, "numId"):
                found[name] = (_value(listed, "numId"), int(_value(listed, "ilvl") or 0))
                break
            style, steps = styles.get(_value(style, "basedOn")), steps + 1
    return found


class _Reader:
    """Goes through the body, counting list entries as Word does."""

    def __init__(self, numbering: dict[str, Levels], styles: dict[str, tuple[str, int]]) -> None:
        self.numbering = numbering
        self.styles = styles
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def block(self, element: ElementTree.Element) -> Iterator[Line]:
        """The lines of a paragraph, a table, or whatever holds such."""
        if element.tag == f"{_W}p":
            yield from self.paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from flatten([self.row(row) for row in element.findall(f"{_W}tr")])
        elif element.tag != _FALLBACK:
            for inner in element:
                yield from self.block(inner)

    def row(self, row: ElementTree.Element) -> list[tuple[Line, ...]]:
        """The cells of a table's row; a cell that spans columns leaves the others empty."""
        cells: list[tuple[Line, ...]] = []
        for cell in row.findall(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span = _value(properties, "gridSpan") if properties is not None else ""
            cells += [self.cell(cell), *[()] * (int(span or 1) - 1)]
        return cells

    def cell(self, cell: ElementTree.Element) -> tuple[Line, ...]:
        """The lines of a table's cell."""
        return tuple(line for inner in cell for line in self.block(inner))

    def paragraph(self, paragraph: ElementTree.Element) -> Iterator[Line]:
        """The lines of a paragraph; the first carries the mark of the list."""
        mark, level = self.mark(paragraph)
        gap = True
        for raw in clean(_text(paragraph)).split("\n"):
            if raw.strip():
                line = Line(0, mark + " ".join(raw.strip().split("\t")), 4 * level, gap)
                yield replace(line, text=line.text.strip())
                mark, gap = "", False

    def mark(self, paragraph: ElementTree.Element) -> tuple[str, int]:
        """What Word prints before the paragraph, and its depth from 1; ("", 0) outside lists."""
        number, level = self.list_of(paragraph)
        if number in ("", "0"):
            return "", 0
        levels = self.numbering.get(number, {})
        kind, pattern, start = levels.get(level, ("bullet", "", 1))
        counts = self.counts[number]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if kind in ("bullet", "none"):
            return "• ", level + 1
        for depth in range(level + 1):
            depth_kind = levels.get(depth, ("decimal", "", 1))[0]
            pattern = pattern.replace(f"%{depth + 1}", _say(counts.get(depth, 1), depth_kind))
        return f"{pattern} ", level + 1

    def list_of(self, paragraph: ElementTree.Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own before those of its style; ("", 0) for none."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        own = properties.find(f"{_W}numPr")
        if own is not None and _value(own, "numId"):
            return _value(own, "numId"), int(_value(own, "ilvl") or 0)
        return self.styles.get(_value(properties, "pStyle"), ("", 0))


def _text(paragraph: ElementTree.Element) -> str:
    """The text of the runs of a paragraph; text boxes come once."""
    parts: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _TEXT:
            parts.append(_TEXT[element.tag])
        elif element.tag not in (_FALLBACK, f"{_W}pPr", f"{_W}del"):
            for inner in element:
                walk(inner)
            if element.tag == f"{_W}p" and element is not paragraph:
                parts.append("\n")

    walk(paragraph)
    return "".join(parts)


def _say(count: int, kind: str) -> str:
    if kind in ("thaiLetters", "thaiLetter") and count <= len(LETTERS):
        return LETTERS[count - 1]
    if kind in ("lowerLetter", "upperLetter"):
        return chr(ord("a") + (count - 1) % 26)
    return str(count)


def _value(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""

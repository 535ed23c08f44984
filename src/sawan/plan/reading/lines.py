"""A published document as lines: what stands where, what is set apart, what only frames the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000\u0085]")
TAB_WIDTH = 8
WIDEST = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document.

    `number` counts from 1 (lines of the file; of the text layer in a PDF; paragraphs in DOCX). `gap`: an empty line
    or the border of a paragraph stands before it. `frame`: menu, header or footer of a page. `link`: all of it is
    a link. `role`: the column of a table in which it stands (a kind of `headings.Heading`). `title`: the title that
    the document carries apart from its text. `spaced`: a space stood at its end. `raw`: plain text only, with its tabs.
    """

    number: int
    text: str
    indent: int = 0
    gap: bool = False
    frame: bool = False
    link: bool = False
    role: str = ""
    title: bool = False
    spaced: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a document.

    `wrapped` says that a line may go on in the next one (text and PDF do so); `narrowest` is the least width in
    letters at which its makers wrap.
    """

    lines: tuple[Line, ...]
    wrapped: bool
    narrowest: int = 0

    @property
    def width(self) -> int:
        """Letters of a full line: the longest line, within reason."""
        longest = max((len(line.text) for line in self.lines), default=0)
        return max(min(longest, WIDEST), self.narrowest)

    def unframed(self) -> Document:
        """The same document with menus and footers read like anything else."""
        return replace(self, lines=tuple(replace(line, frame=False) for line in self.lines))


def make(number: int, raw: str, *, gap: bool = False) -> Line | None:
    """A line from its raw text; None when nothing but rules and spaces is printed on it."""
    text = clean(raw).expandtabs(TAB_WIDTH)
    stripped = text.strip()
    if not any(letter.isalnum() for letter in stripped):
        return None
    indent = len(text) - len(text.lstrip())
    return Line(number, stripped, indent, gap, spaced=text != text.rstrip(), raw=clean(raw))


def clean(raw: str) -> str:
    """Text without invisible characters and with plain spaces; no word changes."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", raw))


def of_text(text: str) -> Iterator[Line]:
    """The printed lines of plain text."""
    gap = True
    for number, raw in enumerate(text.splitlines(), 1):
        line = make(number, raw, gap=gap)
        gap = line is None
        if line:
            yield line


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines numbered by their order, for documents that have no lines of their own."""
    return tuple(replace(line, number=at) for at, line in enumerate(lines, 1))

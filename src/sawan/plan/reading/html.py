"""Web pages as lines: blocks, lists with the numbers a browser would show, tables; menus and footers set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from sawan.plan.reading.lines import Document, Line, clean
from sawan.plan.reading.marks import LETTERS
from sawan.plan.reading.tabular import flatten

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "select", "option", "textarea", "iframe", "head")
)
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr")
)
_FRAME_TAGS = frozenset(("nav", "footer", "aside", "header", "button"))
_FRAME_NAMES = re.compile(
    r"^(?:main-?|top-?|site-?|page-?|left-?|right-?|bottom-?|mega-?|mobile-?)*(?:menu|nav|navbar|navigation|footer|header|sidebar|breadcrumbs?|"
    r"copyright|cookie|social|share|search|pagination|skip-?link|moduletable_menu)(?:[-_]?(?:bar|box|area|list|item|inner|menu|wrap|wrapper|"
    r"container|section|content|widget|links?|\d+))*$",
    re.IGNORECASE,
)
_MAY_FRAME = frozenset(("div", "ul", "ol", "section", "td", "table", "p", "span", "form"))
_CLOSED_BY = {
    "li": frozenset(("li",)), "p": frozenset(_BLOCKS - {"body", "html"}), "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")), "tr": frozenset(("tr",)), "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
}  # fmt: skip


def read(text: str) -> Document:
    """The lines of a page, numbered by the lines of its source."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end()
    return Document(tuple(page.lines), wrapped=False)


@dataclass
class _Open:
    """An open element: its tag, whether it frames the page, and for a list its counter."""

    tag: str
    frame: bool
    kind: str = ""
    count: int = 0


@dataclass
class _Table:
    """A table being read: its rows of cells of lines."""

    rows: list[list[tuple[Line, ...]]] = field(default_factory=list)
    cell: list[Line] | None = None
    span: tuple[int, int] = (1, 1)
    reaching: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """A new row; cells that reach down from above leave their place empty."""
        self.rows.append([])
        self.skip()

    def skip(self) -> None:
        """Fill the places that cells from above take."""
        row = self.rows[-1]
        while self.reaching.get(len(row), 0) > 0:
            self.reaching[len(row)] -= 1
            row.append(())

    def end_cell(self) -> None:
        """Put the cell into its row, as wide and as high as it is."""
        if self.cell is None:
            return
        if not self.rows:
            self.begin_row()
        row, (across, down) = self.rows[-1], self.span
        for column in range(across):
            self.reaching[len(row)] = down - 1
            row.append(tuple(self.cell) if column == 0 else ())
        self.cell = None
        self.skip()


class _Page(HTMLParser):
    """Collects the text of blocks; tables are kept apart until they end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.open: list[_Open] = []
        self.tables: list[_Table] = []
        self.words: list[str] = []
        self.linked = 0
        self.number = 0
        self.gap = True
        self.mark = ""
        self.silent = 0

    # What the parser meets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._break(gap=tag == "hr") if tag in ("br", "hr") else None
            return
        self._close_implied(tag)
        if tag in _BLOCKS:
            self._break(gap=True)
        frame = self._frames(tag, attributes) or (bool(self.open) and self.open[-1].frame)
        self.open.append(_Open(tag, frame, *_list_kind(tag, attributes)))
        self._begin(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self.open):
            return
        while True:
            element = self._pop()
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if any(element.tag in _SILENT for element in self.open) and not self._in("title"):
            return
        text = re.sub(r"[ \t\r\n\f]+", " ", data) if not self._in("pre") else data
        for at, part in enumerate(text.split("\n")):
            if at:
                self._break()
            if part.strip() and not "".join(self.words).strip():
                self.number = self.getpos()[0] + _newlines_before(data)
            self.words.append(part)
            self.linked += len(part.strip()) if self._in("a") else 0

    def end(self) -> None:
        """Close whatever the page left open."""
        while self.open:
            self._pop()
        self._break()
        while self.tables:
            self._end_table()

    # What they mean

    def _in(self, tag: str) -> bool:
        return any(element.tag == tag for element in self.open)

    def _frames(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in _FRAME_TAGS:
            return not (tag == "header" and self._in("article"))
        names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}".split()
        return tag in _MAY_FRAME and any(_FRAME_NAMES.match(name) for name in names)

    def _close_implied(self, tag: str) -> None:
        """End tags that HTML lets authors leave out."""
        top = self.open[-1].tag if self.open else ""
        while tag in _CLOSED_BY.get(top, ()):
            self._pop()
            top = self.open[-1].tag if self.open else ""

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "li":
            self.mark = self._item_mark()
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].begin_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].cell = []
            self.tables[-1].span = (_whole(attributes, "colspan"), _whole(attributes, "rowspan"))

    def _pop(self) -> _Open:
        element = self.open[-1]
        if element.tag in _BLOCKS:
            self._break(gap=True)
        self.open.pop()
        if element.tag in ("td", "th") and self.tables:
            self.tables[-1].end_cell()
        elif element.tag == "table" and self.tables:
            self._end_table()
        elif element.tag == "li":
            self.mark = ""
        return element

    def _end_table(self) -> None:
        table = self.tables.pop()
        lines = list(flatten(table.rows))
        self._out().extend(lines)

    def _out(self) -> list[Line]:
        cell = self.tables[-1].cell if self.tables else None
        return self.lines if cell is None else cell

    def _item_mark(self) -> str:
        """What a browser would print before a list entry."""
        holder = next((element for element in reversed(self.open[:-1]) if element.kind), None)
        if holder is None or holder.kind == "bullet":
            return "• "
        holder.count += 1
        if holder.kind == "letter" and holder.count <= len(LETTERS):
            return f"{LETTERS[holder.count - 1]}) "
        return f"{holder.count}. "

    def _break(self, *, gap: bool = False) -> None:
        """End the current line."""
        text = (
            clean("".join(self.words)).strip()
            if self._in("pre")
            else " ".join(clean("".join(self.words)).split(" ")).strip()
        )
        if text:
            level = sum(element.kind != "" for element in self.open)
            self._out().append(
                Line(
                    number=self.number,
                    text=self.mark + text,
                    indent=4 * level,
                    gap=self.gap,
                    frame=bool(self.open) and self.open[-1].frame,
                    link=self.linked >= len(text.replace(" ", "")) > 0 and not any(map(self._in, _TITLES)),
                    title=self._in("title"),
                )
            )
            self.mark, self.gap = "", False
        else:
            self.gap = True
        self.gap = self.gap or gap
        self.words, self.linked = [], 0


def _list_kind(tag: str, attributes: dict[str, str]) -> tuple[str, int]:
    """How a list marks its entries, and the number before its first."""
    if tag == "ul":
        return "bullet", 0
    if tag != "ol":
        return "", 0
    start = attributes.get("start", "")
    kind = "letter" if attributes.get("type", "1") in ("a", "A") else "number"
    return kind, int(start) - 1 if start.isdigit() else 0


def _whole(attributes: dict[str, str], name: str) -> int:
    """A span of a cell: 1 where none or nonsense is written, never beyond what a table of a plan has."""
    written = attributes.get(name, "")
    return min(max(int(written), 1), 200) if written.isdigit() else 1


def _newlines_before(data: str) -> int:
    return data[: len(data) - len(data.lstrip())].count("\n")

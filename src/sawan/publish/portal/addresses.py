"""The addresses of a page's links as a list at its end, for paper: a printed link cannot be followed."""

from __future__ import annotations

import re
from html import escape

from sawan.texts import Text

MOST = 40
"""A page with more links is itself a list; its addresses would be a second one."""
TITLE = Text("ที่อยู่ของลิงก์ในหน้านี้", "Addresses of the links on this page")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_DRAWING = re.compile(r"<(svg|nav)\b.*?</\1>", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAGS = re.compile(r"(?:<[^>]*>\s*)+")
_PHRASES = re.compile(r"(?<=[\u0e00-\u0e7f])\0(?=[\u0e00-\u0e7f])")


def with_addresses(page: str, lang: str) -> str:
    """The page with the list before the end of `main`; unchanged where it has no links, or more than 40."""
    main = _MAIN.search(page)
    if main is None:
        return page
    found: dict[str, str] = {}
    for address, inside in _LINK.findall(_DRAWING.sub("", main[0])):
        words = _words(inside)
        if words:
            found.setdefault(address, words)
    if not 0 < len(found) <= MOST:
        return page
    rows = "".join(f"<li>{words} <span>{address}</span></li>" for address, words in found.items())
    listing = f'<section class="print-only addresses"><h2>{escape(TITLE.say(lang))}</h2><ol>{rows}</ol></section>'
    end = main.end() - len("</main>")
    return page[:end] + listing + page[end:]


def _words(inside: str) -> str:
    """The text of a link: Thai phrases run on, other parts that stood in tags of their own are apart."""
    return " ".join(_PHRASES.sub("", _TAGS.sub("\0", inside)).replace("\0", " ").split())

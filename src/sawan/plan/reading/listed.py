"""Lists that run on in one line: `ได้แก่ (1) … (2) … (3) …` gives its entries one by one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sawan.plan.reading import headings
from sawan.plan.reading.lines import Line
from sawan.thai import to_arabic_digits

_STYLES = (r"\((\d{1,2})\)", r"(?<![\d(.])(\d{1,2})\)", r"(?<![\d.])(\d{1,2})\.(?![\d])")
_JOINING = re.compile(r"(?:[,;]|\s+และ)\s*$")
_OPENING = re.compile(r"(?:ดังนี้|ได้แก่|ประกอบด้วย|คือ)\s*[:：]?\s*$")


def split(line: Line) -> tuple[Line, ...]:
    """The line alone, or its head and entries where it counts from 1 upwards behind a heading or an opening word."""
    probe = to_arabic_digits(line.text)
    for style in _STYLES:
        starts = _counted(probe, style)
        head = line.text[: starts[0]].strip() if starts else ""
        if len(starts) > 1 and _opens(head):
            bounds = [*starts, len(line.text)]
            parts = [head] if head else []
            parts += [_JOINING.sub("", line.text[left:right]).strip() for left, right in pairwise(bounds)]
            return tuple(replace(line, text=part, gap=line.gap or at > 0) for at, part in enumerate(parts) if part)
    return (line,)


def _counted(probe: str, style: str) -> list[int]:
    """Where the numbers 1, 2, 3 ... stand, each after a space or at the beginning."""
    starts: list[int] = []
    for found in re.finditer(rf"(?:^|(?<=\s)){style}\s*(?=\S)", probe):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    return starts


def _opens(head: str) -> bool:
    """Whether a list may follow these words: none, a heading, or an opening such as ได้แก่."""
    heading = headings.find(head) if head else None
    return not head or (heading is not None and heading.is_pure) or bool(_OPENING.search(head))

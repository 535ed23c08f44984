"""A chart as pages and documents show it: its finding, what is measured, the drawing, the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart. `finding` is its title in words, `svg` the drawing for wide screens, `phone` the one for narrow ones.

    `links` are (label, address) pairs: the same numbers as CSV, the picture as PNG. `sample`: some of the data are
    illustrative, and the chart says so.
    """

    code: str
    finding: Text
    subtitle: Text
    svg: str
    source: Text
    phone: str = ""
    links: tuple[tuple[str, str], ...] = field(default=())
    sample: bool = False

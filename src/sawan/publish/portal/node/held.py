"""The readings of a node: one for every indicator that the catalogue knows, and the one that speaks first."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.measure import instance
from sawan.publish.portal.reading import Reading, read


def readings(codes: Sequence[str], province: str) -> list[Reading]:
    """A reading for every code that the catalogue knows."""
    catalogue = instance.current_catalogue()
    return [read(code, province) for code in codes if code in catalogue]


def headline(codes: Sequence[str], province: str) -> str:
    """The first value among codes with its year: `1,754,829 (2565p)`; "" without any."""
    for reading in readings(codes, province):
        if reading.latest:
            return f"{reading.said(reading.latest.value)} ({reading.year})"
    return ""

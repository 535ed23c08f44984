"""A notice for one person, as a service returns it; it is stored with the change it tells of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """What to tell the user `to` (their id), in both languages, and the address of the page to act on."""

    to: int
    th: str
    en: str
    link: str = ""

"""The hash chain of the audit trail: each entry is bound to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64
"""What stands as the previous hash of the first entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an entry's hash covers; `sealed` is the hash that was stored, "" before."""

    previous: str
    at: datetime
    actor: str
    action: str
    subject: str
    details: str
    sealed: str = ""

    def hash(self) -> str:
        """The SHA-256 (64 hexadecimal digits) of the entry and of the hash before it."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        parts = [self.previous, moment, self.actor, self.action, self.subject, self.details]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def canonical(details: Mapping[str, object]) -> str:
    """Details as JSON text that is the same for the same content (sorted keys, dates and decimals as text)."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def first_break(links: Iterable[tuple[int, Link]]) -> int | None:
    """The number of the first entry that was altered or does not follow the one before it; None when all fit."""
    previous = START
    for number, link in links:
        if link.previous != previous or link.sealed != link.hash():
            return number
        previous = link.sealed
    return None

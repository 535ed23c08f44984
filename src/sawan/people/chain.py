"""The hash chain of the audit trail: each entry is bound to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

START = "0" * 64
"""What stands as the previous hash of the first entry."""


def canonical(details: Mapping[str, object]) -> str:
    """Details as JSON text that is the same for the same content (sorted keys, dates and decimals as text)."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def link(previous: str, at: datetime, actor: str, action: str, subject: str, details: str) -> str:
    """The SHA-256 (64 hexadecimal digits) of an entry and of the hash before it; `at` is aware."""
    parts = [previous, at.astimezone(UTC).isoformat(timespec="microseconds"), actor, action, subject, details]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

"""What pages and commands ask about people, the audit trail and the data version."""

from __future__ import annotations

from sawan.people.models import DataVersion


def data_version() -> int:
    """The number of changes so far of what the public sees (0 on an empty instance); one query."""
    return DataVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0

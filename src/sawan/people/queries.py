"""What pages and commands ask about people, the audit trail and the data version."""

from __future__ import annotations

from sawan.people import chain
from sawan.people.models import AuditEntry, DataVersion


def data_version() -> int:
    """The number of changes so far of what the public sees (0 on an empty instance); one query."""
    return DataVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def broken_link() -> int | None:
    """The number of the first audit entry that does not fit the chain; None when all fit."""
    entries = AuditEntry.objects.order_by("id").iterator()
    return chain.first_break((entry.pk, _link(entry)) for entry in entries)


def _link(entry: AuditEntry) -> chain.Link:
    return chain.Link(
        entry.previous, entry.at, entry.actor, entry.action, entry.subject, entry.details, sealed=entry.hash
    )

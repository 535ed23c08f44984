"""A change of what is stored: permission, one transaction, one audit entry, the data version, notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from sawan.people import chain
from sawan.people.actor import SYSTEM, VISITOR, Actor
from sawan.people.faults import PermissionRefused, not_permitted
from sawan.people.models import AuditEntry, DataVersion, Notice
from sawan.people.notices import Note
from sawan.people.permissions import Relation, may

__all__ = ["ACTIONS", "SYSTEM", "VISITOR", "Actor", "Note", "Outcome", "PermissionRefused", "Relation", "change"]

P = ParamSpec("P")
T = TypeVar("T")

CHAIN_LOCK = 0x5A_17_A9
"""The number of the advisory lock that lets one writer at a time extend the chain on PostgreSQL."""

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action that a service declares, for the tests of the house."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a service did: `result` goes to the caller, the rest into the audit entry.

    `subject` names what was changed (`plan:60/2564`, `project:NSN-2571-012`), `details` holds what an auditor
    asks for (no personal data). With `changed=False` nothing was stored and no entry is written.
    """

    result: T
    subject: str
    details: Mapping[str, object]
    changed: bool = True
    notices: tuple[Note, ...] = field(default=())


def change(
    action: str, *, public: bool = False, relation: Callable[[Any, Actor], Relation] | None = None
) -> Callable[[Callable[P, Outcome[T]]], Callable[P, T]]:
    """Turn `f(subject, *, by, ...) -> Outcome[T]` into a service that gives its callers T.

    The service opens one transaction, asks `people.permissions.may(by, action, relation(subject, by))`, runs the
    body, and when something changed writes exactly one audit entry, raises the data version if `public`, and
    stores the notices; all of it or nothing. Raises PermissionRefused, and whatever the body raises.
    """

    def declare(body: Callable[P, Outcome[T]]) -> Callable[P, T]:
        @wraps(body)
        def service(*args: P.args, **kwargs: P.kwargs) -> T:
            by = kwargs.get("by")
            if not isinstance(by, Actor):
                raise TypeError(f"{body.__qualname__} needs by=Actor")
            with transaction.atomic():
                tie = relation(args[0], by) if relation else Relation.ANY
                if not may(by, action, tie):
                    raise not_permitted(by, action)
                outcome = body(*args, **kwargs)
                if outcome.changed:
                    _record(action, by, outcome)
                    if public:
                        _raise_version()
            return outcome.result

        ACTIONS[action] = service
        return service

    return declare


def _record(action: str, by: Actor, outcome: Outcome[Any]) -> None:
    """Extend the chain by one entry; the database lets one writer at a time past this point."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    previous = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first() or chain.START
    now, details = timezone.now(), chain.canonical(outcome.details)
    link = chain.Link(previous, now, by.key, action, outcome.subject, details)
    AuditEntry.objects.create(
        at=now,
        actor=by.key,
        action=action,
        subject=outcome.subject,
        details=details,
        previous=previous,
        hash=link.hash(),
    )
    if outcome.notices:
        Notice.objects.bulk_create(
            Notice(user_id=note.to, at=now, th=note.th, en=note.en, link=note.link) for note in outcome.notices
        )


def _raise_version() -> None:
    if not DataVersion.objects.filter(pk=1).update(number=F("number") + 1):
        DataVersion.objects.create(pk=1, number=1)

"""What pages and commands ask about people, the audit trail, notices and the data version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from sawan.people import actions, chain, personal
from sawan.people.actor import Actor
from sawan.people.models import AuditEntry, DataVersion, Notice, User
from sawan.people.permissions import MEMBER
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Person:
    """An account as lists show it."""

    number: int
    username: str
    name: str
    roles: tuple[str, ...]
    agency: str
    active: bool
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit trail; `who` is the person's present name, or `system`."""

    number: int
    at: datetime
    who: str
    action: str
    name: Text
    subject: str
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice that its reader has not marked as read."""

    number: int
    at: datetime
    th: str
    en: str
    link: str


def data_version() -> int:
    """The number of changes so far of what the public sees (0 on an empty instance); one query.

    Every public page asks it, so it goes past the ORM, which takes ten times as long as the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {DataVersion._meta.db_table} WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def actor_of(user: User) -> Actor:
    """The person as one who acts; everybody with an account is a member."""
    return Actor(user.pk, str(user), frozenset({MEMBER, *user.roles}), user.agency or None)


def people() -> list[Person]:
    """Every account, by user name."""
    return [_person(user) for user in User.objects.order_by("username")]


def person(username: str) -> Person | None:
    """The account with this user name."""
    user = User.objects.filter(username__iexact=username).first()
    return _person(user) if user else None


def holders(role: str, agency: str | None = None) -> list[int]:
    """The numbers of active people with a role (of an agency), to address notices to."""
    active = User.objects.filter(is_active=True, **({} if agency is None else {"agency": agency}))
    return [number for number, roles in active.values_list("pk", "roles") if role in roles]


def notices(user: int) -> list[Waiting]:
    """The person's unread notices, newest first."""
    rows = Notice.objects.filter(user_id=user, read_at=None)
    return [Waiting(row.pk, row.at, row.th, row.en, row.link) for row in rows]


def trail(*, words: str = "", before: int | None = None, limit: int = 100) -> list[Entry]:
    """Entries of the audit trail, newest first: those whose action or subject begins with `words`, below `before`."""
    wanted = AuditEntry.objects.order_by("-id")
    if words:
        wanted = wanted.filter(Q(action__startswith=words) | Q(subject__startswith=words) | Q(actor=words))
    if before is not None:
        wanted = wanted.filter(pk__lt=before)
    rows = list(wanted[:limit])
    names = names_of({row.actor for row in rows})
    return [_entry(row, names) for row in rows]


def broken_link() -> int | None:
    """The number of the first audit entry that does not fit the chain; None when all fit."""
    entries = AuditEntry.objects.order_by("id").iterator()
    return chain.first_break((entry.pk, _link(entry)) for entry in entries)


def chain_head() -> tuple[int, str]:
    """How many entries the audit trail holds and the hash of the last one."""
    last = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first()
    return AuditEntry.objects.count(), last or chain.START


def holds_hash(head: str) -> bool:
    """Whether some entry of the trail has this hash."""
    return head == chain.START or AuditEntry.objects.filter(hash=head).exists()


def personal_data(user: int) -> dict[str, Any]:
    """Everything declared as personal that leads to this person: purpose and rows, by model."""
    return {
        label: {
            "purpose": {"th": declared.purpose[0], "en": declared.purpose[1]},
            "rows": list(declared.model._base_manager.filter(**{declared.person: user}).values(*declared.fields)),
        }
        for label, declared in personal.DECLARED.items()
        if declared.person
    }


def _person(user: User) -> Person:
    name = user.get_full_name()
    return Person(user.pk, user.username, name, tuple(user.roles), user.agency, user.is_active, user.last_login)


def names_of(actors: set[str]) -> dict[str, str]:
    """The present names of the people among these keys of actors (`user:7`)."""
    numbers = [int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")]
    return {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=numbers)}


def _entry(row: AuditEntry, names: Mapping[str, str]) -> Entry:
    who = names.get(row.actor, row.actor)
    return Entry(
        row.pk, row.at, who, row.action, actions.name(row.action), row.subject, json.loads(row.details), row.hash
    )


def _link(entry: AuditEntry) -> chain.Link:
    return chain.Link(
        entry.previous, entry.at, entry.actor, entry.action, entry.subject, entry.details, sealed=entry.hash
    )

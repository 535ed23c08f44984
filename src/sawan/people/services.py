"""What changes people: accounts, roles, erasure, notices, and what they do to their own sign-in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from sawan.people import faults, personal
from sawan.people.audit import Actor, Outcome, change
from sawan.people.models import Notice, User
from sawan.people.permissions import ROLES, Relation
from sawan.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Account:
    """What is asked of a new account: the name to sign in with, the person's name, roles, the agency's code."""

    username: str
    name: str = ""
    roles: tuple[str, ...] = ()
    agency: str = ""


def _tie(user: int, by: Actor) -> Relation:
    return Relation.SELF if user == by.user_id else Relation.ANY


@change("people.create")
def create(account: Account, *, by: Actor, password: str) -> Outcome[int]:
    """Make an account and give its number. Raises Refused for a taken name, unknown roles, a weak password."""
    found = [*_role_problems(account.roles), *_name_problems(account.username)]
    user = User(username=account.username, first_name=account.name, roles=list(account.roles), agency=account.agency)
    found += _password_problems(password, user)
    if found:
        raise Refused(found)
    user.set_password(password)
    user.save()
    return Outcome(user.pk, f"user:{user.pk}", {"roles": sorted(account.roles), "agency": account.agency})


@change("people.roles")
def set_roles(user: int, *, by: Actor, roles: Sequence[str], agency: str) -> Outcome[None]:
    """Give a person these roles and agency in place of those they had. Raises Refused for unknown ones."""
    if found := _role_problems(roles):
        raise Refused(found)
    person = _user(user)
    before = {"roles": person.roles, "agency": person.agency}
    after = {"roles": list(roles), "agency": agency}
    person.roles, person.agency = list(roles), agency
    person.save(update_fields=["roles", "agency"])
    return Outcome(None, f"user:{user}", {"before": before, "after": after}, changed=before != after)


@change("people.password", relation=_tie)
def set_password(user: int, *, by: Actor, password: str) -> Outcome[None]:
    """Give a person a new password. Raises Refused when it is weak."""
    person = _user(user)
    if found := _password_problems(password, person):
        raise Refused(found)
    person.set_password(password)
    person.save(update_fields=["password"])
    return Outcome(None, f"user:{user}", {})


@change("people.second_step")
def remove_second_step(user: int, *, by: Actor) -> Outcome[None]:
    """Take a person's second step away, after phone and recovery codes were lost; the password alone signs in."""
    removed, _ = Authenticator.objects.filter(user_id=_user(user).pk).delete()
    return Outcome(None, f"user:{user}", {}, changed=removed > 0)


@change("people.erase")
def erase(user: int, *, by: Actor) -> Outcome[dict[str, int]]:
    """Erase what is known of a person in every room; the account stays as a number, closed.

    The answer counts the rows changed by model. The audit trail holds numbers only and stays as it is.
    """
    person = _user(user)
    counts = {label: _blank(declared, user) for label, declared in personal.DECLARED.items() if declared.person}
    Authenticator.objects.filter(user_id=user).delete()
    Notice.objects.filter(user_id=user).delete()
    person.refresh_from_db()
    person.username, person.is_active, person.roles, person.agency = f"erased-{user}", False, [], ""
    person.set_unusable_password()
    person.save()
    return Outcome(counts, f"user:{user}", {"rows": counts})


@change("people.notice", relation=lambda notice, by: _tie(_notice(notice).user_id, by))
def read_notice(notice: int, *, by: Actor) -> Outcome[None]:
    """Mark a notice as read by its reader; leaves no audit entry."""
    Notice.objects.filter(pk=notice, read_at=None).update(read_at=timezone.now())
    return Outcome(None, f"notice:{notice}", {}, changed=False)


@change("people.sign_in", relation=_tie)
def record_sign_in(user: int, *, by: Actor, event: str) -> Outcome[None]:
    """Write into the audit trail what a person did to their own sign-in (`signed_in`, `totp_added`, ...)."""
    return Outcome(None, f"user:{user}", {"event": event})


def _user(number: int) -> User:
    person = User.objects.filter(pk=number).first()
    if person is None:
        raise Refused(faults.unknown_user(number))
    return person


def _notice(number: int) -> Notice:
    notice = Notice.objects.filter(pk=number).first()
    if notice is None:
        raise Refused(faults.unknown_notice(number))
    return notice


def _role_problems(roles: Iterable[str]) -> list[Problem]:
    return [faults.unknown_role(role, ROLES) for role in roles if role not in ROLES]


def _name_problems(username: str) -> list[Problem]:
    try:
        User._meta.get_field("username").clean(username, None)
    except ValidationError:
        return [faults.bad_username(username)]
    return [faults.taken_username(username)] if User.objects.filter(username__iexact=username).exists() else []


def _password_problems(password: str, user: User) -> list[Problem]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [faults.weak_password(reason.code or "") for reason in error.error_list]
    return []


def _blank(declared: personal.Declared, user: int) -> int:
    """Empty the declared fields of the person's rows: null where the column allows it, else the empty text."""
    fields = {name: declared.model._meta.get_field(name) for name in declared.fields}
    empty = {name: None if getattr(field, "null", False) else "" for name, field in fields.items()}
    return declared.model._base_manager.filter(**{declared.person: user}).update(**empty)

"""Accounts: made by those who may, erased without breaking the audit trail, exported whole."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps

from sawan.people import personal, queries, services
from sawan.people.audit import SYSTEM, Actor, PermissionRefused
from sawan.people.models import AuditEntry, Notice, User
from sawan.problems import Refused

pytestmark = pytest.mark.django_db

GOOD = "ten green rivers"


def _create(username: str = "somchai", roles: tuple[str, ...] = ("officer",)) -> int:
    return services.create(services.Account(username, "สมชาย", roles, "6001"), by=SYSTEM, password=GOOD)


def test_new_account_signs_in_and_acts_with_its_roles() -> None:
    user = User.objects.get(pk=_create())
    assert user.check_password(GOOD)
    assert queries.actor_of(user) == Actor(user.pk, "สมชาย", frozenset({"officer", "member"}), "6001")


def test_create_tells_all_faults_at_once() -> None:
    _create()
    account = services.Account("somchai", "", ("king",), "")
    with pytest.raises(Refused) as refusal:
        services.create(account, by=SYSTEM, password="short")
    codes = {problem.code for problem in refusal.value.problems}
    assert codes == {"unknown_role", "taken_username", "password_too_short"}


@pytest.mark.parametrize("name", ["", "a b", "x" * 151, "<script>"])
def test_name_that_cannot_be_used_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.create(services.Account(name), by=SYSTEM, password=GOOD)
    assert refusal.value.problems[0].code == "bad_username"


def test_officer_changes_the_own_password_only() -> None:
    own, other = _create(), _create("somsri")
    by = queries.actor_of(User.objects.get(pk=own))
    services.set_password(own, by=by, password="another long river")
    with pytest.raises(PermissionRefused):
        services.set_password(other, by=by, password="another long river")
    with pytest.raises(PermissionRefused):
        services.set_roles(own, by=by, roles=["administrator"], agency="")


def test_roles_that_stay_the_same_leave_no_entry() -> None:
    user = _create()
    before = AuditEntry.objects.count()
    services.set_roles(user, by=SYSTEM, roles=["officer"], agency="6001")
    assert AuditEntry.objects.count() == before


def test_lost_second_step_is_taken_away() -> None:
    user = _create()
    Authenticator.objects.create(user_id=user, type="totp", data={})
    services.remove_second_step(user, by=SYSTEM)
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="people.second_step").count() == 1
    services.remove_second_step(user, by=SYSTEM)
    assert AuditEntry.objects.filter(action="people.second_step").count() == 1


def test_erased_person_is_gone_and_the_trail_holds() -> None:
    user = _create()
    Notice.objects.create(user_id=user, at="2026-01-01T00:00:00Z", th="ถึงสมชาย", en="To Somchai")
    services.erase(user, by=SYSTEM)
    erased = User.objects.get(pk=user)
    assert (erased.first_name, erased.is_active, erased.has_usable_password()) == ("", False, False)
    assert not Notice.objects.exists()
    assert queries.broken_link() is None
    assert "somchai" not in json.dumps([e.details for e in AuditEntry.objects.all()])


def test_export_gives_every_declared_field_with_its_purpose() -> None:
    user = _create()
    answer = queries.personal_data(user)
    assert answer["people.User"]["rows"][0]["username"] == "somchai"
    assert answer["people.User"]["purpose"]["th"]


def test_reader_marks_only_the_own_notice() -> None:
    mine, other = _create(), _create("somsri")
    notice = Notice.objects.create(user_id=mine, at="2026-01-01T00:00:00Z", th="ก", en="a")
    with pytest.raises(PermissionRefused):
        services.read_notice(notice.pk, by=queries.actor_of(User.objects.get(pk=other)))
    services.read_notice(notice.pk, by=queries.actor_of(User.objects.get(pk=mine)))
    assert queries.notices(mine) == []


def test_holders_of_a_role_are_found_by_agency() -> None:
    first, _ = _create(), _create("somsri", ("planner",))
    assert queries.holders("officer", "6001") == [first]
    assert queries.holders("officer", "6002") == []


PERSONAL = {"email", "phone", "telephone", "mobile", "first_name", "last_name", "full_name", "contact", "citizen_id"}


def test_every_personal_field_is_declared() -> None:
    """A field whose name speaks of a person must stand in the registry, with its purpose."""
    bare = []
    for model in apps.get_models():
        if not model.__module__.startswith("sawan."):
            continue
        declared = personal.DECLARED.get(model._meta.label)
        for field in model._meta.concrete_fields:
            parts = {field.name, *field.name.split("_")}
            if PERSONAL & parts and (declared is None or field.name not in declared.fields):
                bare.append(f"{model._meta.label}.{field.name}")
    assert not bare


def test_every_declaration_names_fields_that_exist() -> None:
    for declared in personal.DECLARED.values():
        for name in declared.fields:
            declared.model._meta.get_field(name)
        assert all(declared.purpose)

"""A service leaves one entry, raises the version when the public sees it, and leaves nothing when it fails."""

from __future__ import annotations

import pytest

from sawan.people.audit import ACTIONS, SYSTEM, Actor, Note, Outcome, PermissionRefused, Relation, change
from sawan.people.models import AuditEntry, DataVersion, Notice, User
from sawan.people.queries import data_version

pytestmark = pytest.mark.django_db


DECLARED = dict(ACTIONS)
"""The services of the house; those of these tests borrow their actions and give them back."""


@pytest.fixture(autouse=True)
def _empty_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests count entries; what a fixture of the whole run stored before does not."""
    for action, service in ACTIONS.items():
        monkeypatch.setitem(ACTIONS, action, service)
    AuditEntry.objects.all().delete()
    DataVersion.objects.all().delete()


OFFICER = Actor(user_id=7, name="สมชาย", roles=frozenset({"officer"}), agency="nso")


@change("plan.load", public=True)
def load(subject: str, *, by: Actor, fails: bool = False, changed: bool = True) -> Outcome[int]:
    User.objects.create(username=subject)
    if fails:
        raise RuntimeError(subject)
    return Outcome(len(subject), f"plan:{subject}", {"th": "แผน", "n": 1.5}, changed=changed)


@change("measure.import", relation=lambda subject, by: Relation.AGENCY if subject == by.agency else Relation.ANY)
def submit(subject: str, *, by: Actor) -> Outcome[str]:
    return Outcome(subject, f"project:{subject}", {})


for borrowed in ("plan.load", "measure.import"):
    ACTIONS.pop(borrowed)
ACTIONS.update(DECLARED)


def test_change_gives_the_result_and_writes_one_entry() -> None:
    assert load("2564", by=SYSTEM) == 4
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.subject) == ("system", "plan.load", "plan:2564")
    assert entry.details == '{"n":1.5,"th":"แผน"}'
    assert data_version() == 1


def test_each_entry_names_the_hash_of_the_one_before() -> None:
    for year in ("2563", "2564", "2565"):
        load(year, by=SYSTEM)
    first, second, third = AuditEntry.objects.all()
    assert [second.previous, third.previous] == [first.hash, second.hash]
    assert data_version() == 3


def test_change_that_changed_nothing_leaves_no_trace() -> None:
    load("2564", by=SYSTEM, changed=False)
    assert not AuditEntry.objects.exists()
    assert data_version() == 0


def test_failing_body_leaves_nothing_stored() -> None:
    with pytest.raises(RuntimeError):
        load("2564", by=SYSTEM, fails=True)
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


def test_actor_without_the_role_is_refused_in_both_languages() -> None:
    with pytest.raises(PermissionRefused) as refusal:
        load("2564", by=OFFICER)
    problem = refusal.value.problems[0]
    assert problem.code == "not_permitted"
    assert "ไม่มีสิทธิ์" in problem.th and "may not" in problem.en
    assert not User.objects.exists()


def test_relation_decides_for_an_officer() -> None:
    assert submit("nso", by=OFFICER) == "nso"
    assert AuditEntry.objects.get().actor == "user:7"
    with pytest.raises(PermissionRefused):
        submit("other", by=OFFICER)


def test_private_change_leaves_the_version_alone() -> None:
    submit("nso", by=SYSTEM)
    assert data_version() == 0


def test_notices_are_stored_with_the_change() -> None:
    reader = User.objects.create(username="reader")

    @change("plan.approve")
    def approve(subject: str, *, by: Actor) -> Outcome[None]:
        return Outcome(None, subject, {}, notices=(Note(reader.pk, "อนุมัติแล้ว", "Approved", "/my"),))

    approve("p1", by=SYSTEM)
    assert Notice.objects.get().user == reader


def test_service_without_an_actor_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(TypeError):
        load("2564")  # type: ignore[call-arg]

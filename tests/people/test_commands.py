"""Accounts and the audit trail from the command line."""

from __future__ import annotations

import json

from tests.conftest import Instance


def test_administrator_is_made_and_listed(bare_instance: Instance) -> None:
    bare_instance.sawan("people", "create-admin", "amnuay", "--name", "อำนวย", stdin="ten green rivers\n")
    (person,) = json.loads(bare_instance.sawan("people", "list", "--format", "json"))
    assert (person["username"], person["roles"], person["active"]) == ("amnuay", "administrator", True)


def test_weak_password_and_unknown_role_are_refused_together(bare_instance: Instance) -> None:
    said = bare_instance.sawan("people", "create", "somchai", "--role", "king", stdin="123\n", status=2)
    assert "role: " in said and "password: " in said and "โปรด" in said
    assert bare_instance.sawan("people", "list", "--format", "csv").count("\n") == 1


def test_unknown_person_is_refused(bare_instance: Instance) -> None:
    assert "ไม่มีบัญชี" in bare_instance.sawan("people", "erase", "nobody", status=2)


def test_verify_tells_the_head_and_finds_a_changed_entry(bare_instance: Instance) -> None:
    bare_instance.sawan("people", "create-admin", "amnuay", stdin="ten green rivers\n")
    count, head = bare_instance.sawan("people", "audit", "verify").split()
    assert count == "1"
    bare_instance.sawan("people", "audit", "verify", "--head", head)
    bare_instance.python("from sawan.people.models import AuditEntry; AuditEntry.objects.update(subject='user:2')")
    assert "altered" in bare_instance.sawan("people", "audit", "verify", status=1)


def test_verify_misses_an_entry_that_was_noted(bare_instance: Instance) -> None:
    bare_instance.sawan("people", "create-admin", "amnuay", stdin="ten green rivers\n")
    assert "may have been cut" in bare_instance.sawan("people", "audit", "verify", "--head", "f" * 64, status=1)


def test_export_prints_the_person_and_erase_removes_them(bare_instance: Instance) -> None:
    bare_instance.sawan("people", "create", "somchai", "--name", "สมชาย", stdin="ten green rivers\n")
    assert "สมชาย" in bare_instance.sawan("people", "export", "somchai")
    bare_instance.sawan("people", "erase", "somchai")
    assert "สมชาย" not in bare_instance.sawan("people", "list", "--format", "json")

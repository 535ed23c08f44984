"""The permission table, cell by cell, and its page in the documentation."""

from __future__ import annotations

import itertools

import pytest

from sawan.people.actions import NAMES
from sawan.people.actor import SYSTEM, VISITOR, Actor
from sawan.people.permissions import ROLES, RULES, Relation, allowed, may, to_agency

CELLS = list(itertools.product(RULES, ROLES, Relation))
REACH = {
    Relation.ANY: {Relation.ANY, Relation.AGENCY, Relation.SELF},
    Relation.AGENCY: {Relation.AGENCY, Relation.SELF},
    Relation.SELF: {Relation.SELF},
}


@pytest.mark.parametrize(("action", "role", "relation"), CELLS)
def test_every_cell_follows_the_table(action: str, role: str, relation: Relation) -> None:
    rule = RULES[action].get(role)
    expected = rule is not None and relation in REACH[rule]
    assert allowed(action, role, relation) is expected
    assert may(Actor(1, "x", frozenset({role}), "a"), action, relation) is expected


@pytest.mark.parametrize("relation", Relation)
def test_unknown_actions_are_for_the_system_only(relation: Relation) -> None:
    everyone = Actor(1, "x", frozenset(ROLES), "a")
    assert not may(everyone, "no.such_action", relation)
    assert may(SYSTEM, "no.such_action", relation)


@pytest.mark.parametrize("action", RULES)
def test_visitor_and_unknown_role_may_nothing(action: str) -> None:
    assert not may(VISITOR, action, Relation.SELF)
    assert not may(Actor(1, "x", frozenset({"system", "king"}), None), action, Relation.SELF)


def test_name_system_alone_gives_no_power() -> None:
    assert not may(Actor(None, "system", frozenset(), None), "plan.load")
    assert not may(Actor(7, "system", frozenset({"system"}), None), "plan.load")


@pytest.mark.parametrize("action", RULES)
def test_auditor_changes_nothing(action: str) -> None:
    assert action == "people.audit" or "auditor" not in RULES[action]


def test_every_action_has_a_name_in_both_languages() -> None:
    assert set(NAMES) == set(RULES)
    assert all(name.th and name.en for name in NAMES.values())


def test_agency_of_nobody_is_no_tie() -> None:
    assert to_agency(Actor(1, "x", frozenset(), None), None) == Relation.ANY
    assert to_agency(Actor(1, "x", frozenset(), ""), "") == Relation.ANY
    assert to_agency(Actor(1, "x", frozenset(), "a"), "a") == Relation.AGENCY

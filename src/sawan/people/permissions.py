"""Who may do what: one table of action, role and relation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sawan.people.actor import SYSTEM, Actor


class Relation(StrEnum):
    """How the actor stands to what is changed."""

    ANY = "any"
    """No tie is known: the strategy as a whole, another agency's project."""
    AGENCY = "agency"
    """It belongs to the actor's own agency."""
    SELF = "self"
    """It is the actor's own: an account, a score given, a notice."""


ADMINISTRATOR = "administrator"
PLANNER = "planner"
OFFICER = "officer"
COMMITTEE = "committee"
APPROVER = "approver"
AUDITOR = "auditor"
MEMBER = "member"

ROLES: Mapping[str, tuple[str, str]] = {
    ADMINISTRATOR: ("ผู้ดูแลระบบ", "Administrator"),
    PLANNER: ("เจ้าหน้าที่แผน สำนักงานจังหวัด", "Planning officer"),
    OFFICER: ("เจ้าหน้าที่หน่วยงาน", "Agency officer"),
    COMMITTEE: ("คณะกรรมการ ก.บ.จ.", "Committee member"),
    APPROVER: ("ผู้อนุมัติ", "Approver"),
    AUDITOR: ("ผู้ตรวจสอบ", "Auditor"),
    MEMBER: ("ผู้มีบัญชีทุกคน", "Anybody with an account"),
}
"""Role -> its name in Thai and English."""

RULES: Mapping[str, Mapping[str, Relation]] = {
    # people
    "people.create": {ADMINISTRATOR: Relation.ANY},
    "people.roles": {ADMINISTRATOR: Relation.ANY},
    "people.password": {ADMINISTRATOR: Relation.ANY, MEMBER: Relation.SELF},
    "people.second_step": {ADMINISTRATOR: Relation.ANY},
    "people.erase": {ADMINISTRATOR: Relation.ANY},
    "people.notice": {MEMBER: Relation.SELF},
    "people.sign_in": {MEMBER: Relation.SELF},
    "people.audit": {ADMINISTRATOR: Relation.ANY, PLANNER: Relation.ANY, AUDITOR: Relation.ANY},
    # plan
    "plan.load": {PLANNER: Relation.ANY},
    "plan.load_province": {PLANNER: Relation.ANY},
    "plan.retarget": {PLANNER: Relation.ANY},
    "plan.advance": {PLANNER: Relation.ANY},
    "plan.approve": {APPROVER: Relation.ANY},
    # measure
    "measure.load_shipped": {ADMINISTRATOR: Relation.ANY, PLANNER: Relation.ANY},
    "measure.import": {PLANNER: Relation.ANY, OFFICER: Relation.AGENCY},
    "measure.undo": {PLANNER: Relation.ANY},
    "measure.record_results": {PLANNER: Relation.ANY},
    "measure.compute": {PLANNER: Relation.ANY},
    # fund
    "fund.load_shipped": {ADMINISTRATOR: Relation.ANY, PLANNER: Relation.ANY},
}
"""Action -> role -> the relation that the role needs; a role that is not named may not. One line an action."""

_REACH: Mapping[Relation, frozenset[Relation]] = {
    Relation.ANY: frozenset(Relation),
    Relation.AGENCY: frozenset({Relation.AGENCY, Relation.SELF}),
    Relation.SELF: frozenset({Relation.SELF}),
}
"""What a permission for the key covers: a right over anything is also one over one's own agency."""


def allowed(action: str, role: str, relation: Relation) -> bool:
    """Whether `role` may do `action` to something that stands in `relation` to it; unknown actions are refused."""
    needed = RULES.get(action, {}).get(role)
    return needed is not None and relation in _REACH[needed]


def may(by: Actor, action: str, relation: Relation = Relation.ANY) -> bool:
    """Whether any of the actor's roles allows `action`; the system may do everything."""
    return by == SYSTEM or any(allowed(action, role, relation) for role in by.roles)


def to_agency(by: Actor, agency: str | None) -> Relation:
    """The relation of an actor to something that belongs to `agency`."""
    return Relation.AGENCY if agency and agency == by.agency else Relation.ANY

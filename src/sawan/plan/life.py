"""The life of an edition: draft, hearing, approved, in force, superseded; one table of steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sawan.texts import Text


class State(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    HEARING = "hearing"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


STATE_NAMES: Mapping[State, Text] = {
    State.DRAFT: Text("ร่าง", "Draft"),
    State.HEARING: Text("รับฟังความเห็น", "Public hearing"),
    State.APPROVED: Text("อนุมัติแล้ว", "Approved"),
    State.IN_FORCE: Text("ใช้บังคับ", "In force"),
    State.SUPERSEDED: Text("ถูกแทนที่", "Superseded"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the life: from which states to which, and its name on a button."""

    begins: frozenset[State]
    ends: State
    name: Text


APPROVE = "approve"
STEPS: Mapping[str, Step] = {
    "open_hearing": Step(frozenset({State.DRAFT}), State.HEARING, Text("เปิดรับฟังความเห็น", "Open the hearing")),
    "withdraw": Step(frozenset({State.HEARING}), State.DRAFT, Text("ถอนกลับเป็นร่าง", "Take back to draft")),
    APPROVE: Step(frozenset({State.HEARING}), State.APPROVED, Text("บันทึกการอนุมัติ", "Record the approval")),
    "put_in_force": Step(frozenset({State.APPROVED}), State.IN_FORCE, Text("ประกาศใช้", "Put in force")),
    "supersede": Step(frozenset({State.IN_FORCE}), State.SUPERSEDED, Text("ให้ฉบับใหม่แทน", "Supersede")),
}


def after(state: State, step: str) -> State | None:
    """The state after a step; None when the step does not begin there."""
    found = STEPS.get(step)
    return found.ends if found and state in found.begins else None


def steps_from(state: State) -> tuple[str, ...]:
    """The names of the steps that begin in a state."""
    return tuple(name for name, step in STEPS.items() if state in step.begins)


def is_fixed(state: State) -> bool:
    """Whether the official text can no longer change."""
    return state in (State.APPROVED, State.IN_FORCE, State.SUPERSEDED)

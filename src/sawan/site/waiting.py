"""What waits for a person: figures that should be out by now, and editions of the plan on their way."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.measure.agencies import answers_for
from sawan.people.actor import Actor
from sawan.people.permissions import Relation, may
from sawan.plan import queries as plan
from sawan.plan.life import STATE_NAMES, State
from sawan.publish.portal import due, frame
from sawan.publish.portal.due import Due
from sawan.texts import Text

ON_THEIR_WAY = (State.DRAFT, State.HEARING, State.APPROVED)


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """An edition that is not in force yet, and where it stands."""

    key: str
    fiscal_year: int
    state: Text


def figures(by: Actor) -> list[Due]:
    """Figures of the plan whose year has passed: of their own agency for an officer, all for a planning officer."""
    if not may(by, "measure.import", Relation.AGENCY):
        return []
    late = due.late(frame.province(), frame.edition_in_force(), frame.today().year + 543)
    if may(by, "measure.import"):
        return late
    return [one for one in late if answers_for(by.agency, one.indicator)]


def editions(by: Actor) -> list[OnItsWay]:
    """Editions on their way to being in force, for those who take them there."""
    if not (may(by, "plan.advance") or may(by, "plan.approve")):
        return []
    return [
        OnItsWay(info.key, info.fiscal_year, STATE_NAMES[info.state])
        for info in plan.editions(frame.province())
        if info.state in ON_THEIR_WAY
    ]

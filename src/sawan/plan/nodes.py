"""The texts of an edition as one list: vision, success indicators, missions, issues, guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sawan.plan.edition import Edition, Wording
from sawan.plan.target import Target


class Kind(StrEnum):
    """What a node of the strategy is."""

    VISION = "vision"
    SUCCESS = "success_indicator"
    MISSION = "mission"
    ISSUE = "issue"
    GUIDELINE = "guideline"


@dataclass(frozen=True, slots=True)
class Node:
    """A text of the strategy with its place: `parent` is the code of the issue above a guideline."""

    kind: Kind
    code: str
    wording: Wording
    targets: tuple[Target, ...] = ()
    parent: str = ""


def of(edition: Edition) -> Iterator[Node]:
    """The nodes of an edition in reading order."""
    if edition.vision:
        yield Node(Kind.VISION, "vision", edition.vision.wording)
    for success in edition.success_indicators:
        yield Node(Kind.SUCCESS, success.code, success.wording, success.targets)
    for mission in edition.missions:
        yield Node(Kind.MISSION, mission.code, mission.wording)
    for issue in edition.issues:
        yield Node(Kind.ISSUE, issue.code, issue.wording, issue.targets)
        for guideline in issue.guidelines:
            yield Node(Kind.GUIDELINE, guideline.code, guideline.wording, guideline.targets, issue.code)

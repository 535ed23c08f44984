"""The refusals of this room, each in Thai and English."""

from __future__ import annotations

from sawan.people.actor import Actor
from sawan.problems import Problem, Refused, quote


class PermissionRefused(Refused):
    """The actor may not do this; nothing was changed."""


def not_permitted(by: Actor, action: str) -> PermissionRefused:
    """The refusal for an actor whose roles do not allow `action`."""
    return PermissionRefused(
        Problem(
            "not_permitted",
            f"{quote(by.name)} ไม่มีสิทธิ์ทำรายการ {action} โปรดขอให้ผู้ดูแลระบบกำหนดบทบาทที่ทำได้",
            f"{quote(by.name)} may not do {action}: ask the administrator for a role that may.",
        )
    )

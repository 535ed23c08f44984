"""Who acts: a signed-in person, or the system itself when a command runs on this machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for a change or a page.

    `user_id` is None for nobody in particular (the system, a visitor); `roles` holds names of
    `people.permissions.ROLES`; `agency` is the code of the agency that the person works for.
    """

    user_id: int | None
    name: str
    roles: frozenset[str]
    agency: str | None

    @property
    def key(self) -> str:
        """The name under which the audit trail knows this actor; holds no personal data (`user:7`, `system`)."""
        return self.name if self.user_id is None else f"user:{self.user_id}"


SYSTEM = Actor(user_id=None, name="system", roles=frozenset({"system"}), agency=None)
"""Whoever runs commands and set-up on this machine; may do everything."""

VISITOR = Actor(user_id=None, name="visitor", roles=frozenset(), agency=None)
"""Somebody who is not signed in; may do nothing that needs permission."""

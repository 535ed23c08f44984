"""Who stands behind a request, and views for people with permission only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from sawan.people.actor import VISITOR, Actor
from sawan.people.faults import not_permitted
from sawan.people.models import User
from sawan.people.permissions import Relation, may
from sawan.people.queries import actor_of

View = Callable[..., HttpResponse]


def actor(request: HttpRequest) -> Actor:
    """The signed-in person as an actor; VISITOR when nobody is signed in."""
    user: Any = request.user
    return actor_of(user) if isinstance(user, User) else VISITOR


def required(action: str = "", relation: Relation = Relation.ANY) -> Callable[[View], View]:
    """A view for signed-in people (others are sent to sign in); with `action`, for those whose role allows it.

    `relation` is how they must at least stand to what they work on; the service that changes it asks again. Raises
    PermissionRefused, which is answered with 403.
    """

    def declare(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
            if action and not may(actor(request), action, relation):
                raise not_permitted(actor(request), action)
            return view(request, *args, **words)

        return guarded

    return declare

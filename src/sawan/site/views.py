"""Pages of signed-in people that join rooms: my work, and the corner of the header."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sawan.people import queries
from sawan.people.permissions import may
from sawan.people.signed_in import actor, required


@require_safe
@never_cache
@required()
def my(request: HttpRequest) -> HttpResponse:
    """`/my`: what must I do now?"""
    by = actor(request)
    answer = {"notices": queries.notices(by.user_id or 0), "by": by, "may_read_audit": may(by, "people.audit")}
    return render(request, "site/my.html", answer)


@require_safe
@never_cache
def corner(request: HttpRequest) -> HttpResponse:
    """`/my/corner`: the signed-in reader's name and number of notices as a fragment; 204 for a visitor."""
    by = actor(request)
    if by.user_id is None:
        return HttpResponse(status=204)
    return render(request, "site/corner.html", {"by": by, "waiting": len(queries.notices(by.user_id))})

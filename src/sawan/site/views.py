"""Pages of signed-in people that join rooms: my work, and the corner of the header."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sawan.people import queries
from sawan.people.permissions import Relation, may
from sawan.people.signed_in import actor, required
from sawan.site import waiting
from sawan.texts import Text

CORNER = "signed_in"
TOOLS = (
    ("measure.import", "/measure/import", Text("นำเข้าข้อมูล", "Import observations")),
    ("measure.import", "/measure/runs", Text("การนำเข้าที่ผ่านมา ถอนกลับ", "Imports so far, and undoing them")),
    ("plan.load", "/plan/import", Text("นำเข้ายุทธศาสตร์จากเอกสาร", "Import a strategy from a document")),
    ("plan.retarget", "/plan/editions", Text("ฉบับของแผนและเป้าหมาย", "Editions and targets")),
    ("plan.approve", "/plan/editions", Text("อนุมัติฉบับของแผน", "Approve editions")),
    ("people.audit", "/audit", Text("ร่องรอยการแก้ไข", "Audit trail")),
)
"""Pages for people with a permission: the action, where it is done, what it is called."""


@require_safe
@never_cache
@required()
def my(request: HttpRequest) -> HttpResponse:
    """`/my`: what must I do now?"""
    by = actor(request)
    notices, late, editions = queries.notices(by.user_id or 0), waiting.figures(by), waiting.editions(by)
    answer = {
        "notices": notices,
        "late": late,
        "editions": editions,
        "count": len(notices) + len(late) + len(editions),
        "by": by,
        "tools": [(path, name) for action, path, name in TOOLS if may(by, action, Relation.AGENCY)],
    }
    response = render(request, "site/my.html", answer)
    # Public pages are kept for everyone; this tells their script that there is a corner to fetch.
    response.set_cookie(CORNER, "1", max_age=settings.SESSION_COOKIE_AGE, samesite="Lax", secure=settings.HTTPS)
    return response


@require_safe
@never_cache
def corner(request: HttpRequest) -> HttpResponse:
    """`/my/corner`: the signed-in reader's name and number of notices as a fragment; 204 for a visitor."""
    by = actor(request)
    if by.user_id is None:
        nobody = HttpResponse(status=204)
        nobody.delete_cookie(CORNER)
        return nobody
    return render(request, "site/corner.html", {"by": by, "waiting": len(queries.notices(by.user_id))})

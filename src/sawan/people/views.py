"""Pages of this room: the audit trail, one's own data, notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sawan.people import queries, services
from sawan.people.signed_in import actor, required

PAGE = 100


@require_safe
@required("people.audit")
def audit(request: HttpRequest) -> HttpResponse:
    """`/audit`: who changed what, newest first; `?q=` filters, `?before=` pages, `?check=1` tries the chain."""
    before = request.GET.get("before", "")
    words = request.GET.get("q", "").strip()[:100]
    entries = queries.trail(words=words, before=int(before) if before.isdecimal() else None, limit=PAGE + 1)
    count, head = queries.chain_head()
    checked = "check" in request.GET
    answer = {
        "entries": entries[:PAGE],
        "older": entries[PAGE - 1].number if len(entries) > PAGE else None,
        "words": words,
        "count": count,
        "head": head,
        "checked": checked,
        "broken": queries.broken_link() if checked else None,
    }
    return render(request, "people/audit.html", answer)


@require_safe
@required()
def my_data(request: HttpRequest) -> HttpResponse:
    """`/my/data`: everything personal that the system keeps about the reader, as JSON."""
    answer = JsonResponse(
        queries.personal_data(actor(request).user_id or 0), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_POST
@required()
def read_notice(request: HttpRequest, number: int) -> HttpResponse:
    """`/my/notices/7/read`: the reader has seen it."""
    services.read_notice(number, by=actor(request))
    return redirect("my")

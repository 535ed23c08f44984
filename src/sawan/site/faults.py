"""The pages for 400, 403, 404 and 500, in both languages; that for 500 needs nothing that may have failed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sawan.problems import Problem

SENTENCES = {
    400: (
        "คำขอนี้อ่านไม่ได้ โปรดกลับไปหน้าก่อนแล้วลองใหม่",
        "This request could not be read. Go back and try again.",
    ),
    403: (
        "หน้านี้เปิดให้เฉพาะผู้มีสิทธิ์ โปรดเข้าสู่ระบบหรือติดต่อผู้ดูแลระบบ",
        "This page is for people with permission. Sign in, or ask the administrator.",
    ),
    404: (
        "ไม่พบหน้านี้ โปรดตรวจที่อยู่ หรือเริ่มจากหน้าแรก",
        "There is no such page. Check the address, or start from the first page.",
    ),
    500: (
        "ระบบขัดข้อง ข้อมูลเดิมยังอยู่ครบ โปรดลองใหม่ภายหลังหรือแจ้งผู้ดูแลระบบ",
        "The system failed; what was stored is safe. Try again later, or tell the administrator.",
    ),
}
log = logging.getLogger("sawan.failure")


def refused(request: HttpRequest, problems: Sequence[Problem], *, status: int) -> HttpResponse:
    """A page that lists the sentences of `problems`."""
    return HttpResponse(_page(request, status, problems), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return refused(request, (), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: permission is missing."""
    return refused(request, (), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page."""
    return refused(request, (), status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: the program failed; the traceback goes to the log."""
    log.error("request failed", exc_info=sys.exc_info(), extra={"fields": {"path": request.path}})
    th, en = SENTENCES[500]
    return HttpResponse(render_to_string("site/failure.html", {"status": 500, "th": th, "en": en}), status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came back without its token (an old page, or another site)."""
    problem = Problem(
        "csrf",
        "แบบฟอร์มนี้หมดอายุ โปรดเปิดหน้าใหม่แล้วส่งอีกครั้ง",
        "This form has expired. Open the page again and send it once more.",
    )
    return refused(request, (problem,), status=403)


def _page(request: HttpRequest, status: int, problems: Sequence[Problem]) -> str:
    th, en = SENTENCES[status]
    return render_to_string("site/fault.html", {"status": status, "th": th, "en": en, "problems": problems}, request)

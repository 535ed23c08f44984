"""What happens around every request: the log, the security headers, refusals that no view caught."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sawan.people.cached import kept_page
from sawan.people.faults import PermissionRefused
from sawan.problems import NoAnswer, Refused
from sawan.site import faults

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
"""Pages load nothing from elsewhere and run no inline script or style."""

log = logging.getLogger("sawan.request")


def request_log(get_response: Handler) -> Handler:
    """Write one line a request: method, path (no query string), status, milliseconds."""

    def handle(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - begun) * 1000, 1),
        }
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        log.log(level, "request", extra={"fields": fields})
        return response

    return handle


def content_security(get_response: Handler) -> Handler:
    """Add the content security and permissions policies, unless the view set its own."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        return response

    return handle


def public_pages(get_response: Handler) -> Handler:
    """Answer a public page that is kept, before session, language and view are asked for what it does not need."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.get_host()  # a host that is not ours is refused here too
        return kept_page(request) or get_response(request)

    return handle


class refusals:  # noqa: N801 (named like the other middleware)
    """Turn a refusal that reaches the edge into a page with its sentences: 403, 404 or 400, never 500."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a Refused or NoAnswer; None for anything else."""
        if isinstance(error, PermissionRefused):
            return faults.refused(request, error.problems, status=403)
        if isinstance(error, Refused):
            return faults.refused(request, error.problems, status=400)
        if isinstance(error, NoAnswer):
            return faults.refused(request, (error.problem,), status=404)
        return None

"""The pages that readers open first are read once by the server itself, so that the first visitor finds them built."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import connection

from sawan.publish.portal import frame

log = logging.getLogger("sawan.warming")
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def begin(application: Application) -> None:
    """Read the slower pages in a thread of their own."""
    threading.Thread(target=_in_background, args=(application,), daemon=True, name="warming").start()


def _in_background(application: Application) -> None:
    try:
        read(application, slower_pages())
    finally:
        connection.close()


def read(application: Application, paths: list[str]) -> None:
    """Ask for pages one after the other; a page that fails here is left to its first visitor."""
    try:
        for path in paths:
            answer = application(_request(path), lambda *_: None)
            getattr(answer, "close", lambda: None)()
    except Exception:
        log.warning("warming stopped", exc_info=True)


def first_pages() -> list[str]:
    """Home and the strategy in force, in both languages."""
    edition = frame.edition_in_force()
    strategy = [f"/strategy/{edition.fiscal_year}"] if edition else []
    return [lang + path for path in ["/", *strategy] for lang in ("", "/en")]


def slower_pages() -> list[str]:
    """The pages of the success indicators, and what-if, whose arrays every later move finds ready."""
    edition = frame.edition_in_force()
    measures = edition.success_indicators if edition else ()
    pages = [f"/indicators/{code}" for measure in measures for code in measure.indicators[:1]]
    return [*pages, "/evaluate/what-if"]


def _request(path: str) -> dict[str, Any]:
    scheme = "https" if settings.HTTPS else "http"
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip("."),
        "HTTP_X_FORWARDED_PROTO": scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }

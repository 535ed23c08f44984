"""A new worker reads the first pages once, so that the first visitor finds them built."""

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
    """Ask for the first pages in a thread of their own; a page that fails here is left to its first visitor."""
    threading.Thread(target=_read, args=(application,), daemon=True, name="warming").start()


def _read(application: Application) -> None:
    try:
        for path in _paths():
            answer = application(_request(path), lambda *_: None)
            getattr(answer, "close", lambda: None)()
    except Exception:
        log.warning("warming stopped", exc_info=True)
    finally:
        connection.close()


def _paths() -> list[str]:
    edition = frame.edition_in_force()
    if edition is None:
        return ["/", "/en/"]
    indicators = [f"/indicators/{code}" for item in edition.success_indicators for code in item.indicators[:1]]
    strategy = f"/strategy/{edition.fiscal_year}"
    return ["/", "/en/", strategy, f"/en{strategy}", *indicators]


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

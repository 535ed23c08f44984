"""The web server: the site is loaded and its first pages are built once, before the processes that answer part."""

from __future__ import annotations

import gc

from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from sawan.site import warming

THREADS, WAITING = 4, 64
KILLED_AFTER = 10
"""Seconds that a process has to finish its answers when the server stops."""


def prepare() -> None:
    """Load the site and build its first pages in this process; those that are forked from it have them at once.

    What is loaded stays: nobody searches it for rubbish, so the processes go on sharing its memory.
    """
    warming.read(get_wsgi_application(), warming.first_pages())
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.enable()


def serve(host: str, port: int, workers: int) -> None:
    """Listen until stopped; a process that dies is started again.

    They are forked from this one, with the code it has loaded: a new version needs a new start, not a hang-up.
    """
    Granian(
        "sawan.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILLED_AFTER,
        log_level=LogLevels.warning,
    ).serve()

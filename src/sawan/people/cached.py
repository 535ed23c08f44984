"""Public pages, whole, under the data version: built once, the same bytes for every reader until the data change."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import brotli
from django.http import HttpRequest, HttpResponse

from sawan.people.queries import data_version

MOST_PAGES, MOST_ASKED = 1500, 300
MOST_BUILDS = 3
MOST_BUILDING = 64

Build = Callable[[], HttpResponse]


@dataclass(frozen=True, slots=True)
class Page:
    """A built page: the data version it shows, status, type, its name as a file, tag and bytes in three encodings."""

    version: int
    status: int
    content_type: str
    disposition: str
    etag: str
    plain: bytes
    brotli: bytes
    gzip: bytes


class Shelf:
    """The pages of one process, the longest unused thrown out first."""

    def __init__(self, most: int) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = threading.Lock()
        self._most = most

    def get(self, address: str) -> Page | None:
        """The page of an address, whatever its version, now the newest used."""
        with self._lock:
            page = self._pages.get(address)
            if page:
                self._pages.move_to_end(address)
            return page

    def put(self, address: str, page: Page) -> None:
        """Keep a page in place of the one of an earlier version; the longest unused ones make room."""
        with self._lock:
            self._pages[address] = page
            self._pages.move_to_end(address)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)


_shelf, _asked = Shelf(MOST_PAGES), Shelf(MOST_ASKED)
"""Pages as they are, and pages that readers ask something of: these are without number and must not push out those."""
_building = [threading.Lock() for _ in range(MOST_BUILDING)]
"""Readers of a page that is being built wait for it; each address has one of these locks by its hash."""


def cached_page(request: HttpRequest, build: Build, *, asks: tuple[str, ...] = ()) -> HttpResponse:
    """Answer from the shelf, build where it holds nothing for this path, language and data version.

    `build` must not look at the session, the user or any query parameter but those named in `asks`: the page is
    the same for everyone. A page built while the data moved is built again, so none is kept under a wrong version.
    """
    address = _address(request, asks)
    version = data_version()
    page = _kept(address, version)
    if page is None:
        with _building[hash(address) % MOST_BUILDING]:
            page = _kept(address, version) or _built(address, version, build)
    return _answer(request, page)


def kept_page(request: HttpRequest) -> HttpResponse | None:
    """What `cached_page` would answer when it is asked without query parameters and the shelf holds the answer.

    Needs no session, no view and one query; None leaves the request to its view.
    """
    if request.method not in ("GET", "HEAD") or request.META.get("QUERY_STRING"):
        return None
    page = _shelf.get(request.path + "?")
    return _answer(request, page) if page and page.version == data_version() else None


def _address(request: HttpRequest, asks: tuple[str, ...]) -> str:
    """Path and the known query parameters in a fixed order; unknown ones cannot fill the shelf."""
    wanted = [(name, value) for name in asks for value in sorted(request.GET.getlist(name))]
    return request.path + "?" + "&".join(f"{name}={value}" for name, value in wanted)


def _shelf_of(address: str) -> Shelf:
    return _shelf if address.endswith("?") else _asked


def _kept(address: str, version: int) -> Page | None:
    page = _shelf_of(address).get(address)
    return page if page and page.version == version else None


def _built(address: str, version: int, build: Build) -> Page:
    for _ in range(MOST_BUILDS):
        page = _page(build(), version)
        now = data_version()
        if now == version:
            if page.status == 200:
                _shelf_of(address).put(address, page)
            return page
        version = now
    return page


def _page(response: HttpResponse, version: int) -> Page:
    body = response.content
    return Page(
        version=version,
        status=response.status_code,
        content_type=response.headers["Content-Type"],
        disposition=response.headers.get("Content-Disposition", ""),
        etag=f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        plain=body,
        brotli=brotli.compress(body, quality=6),
        gzip=gzip.compress(body, compresslevel=6, mtime=0),
    )


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    if page.status == 200 and request.headers.get("If-None-Match") == page.etag:
        response = HttpResponse(status=304)
    else:
        response = _encoded(page, request.headers.get("Accept-Encoding", ""))
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Language"] = "en" if request.path == "/en" or request.path.startswith("/en/") else "th"
    return response


def _encoded(page: Page, accepted: str) -> HttpResponse:
    encoding, body = "", page.plain
    if "br" in accepted:
        encoding, body = "br", page.brotli
    elif "gzip" in accepted:
        encoding, body = "gzip", page.gzip
    response = HttpResponse(body, status=page.status, content_type=page.content_type)
    if page.disposition:
        response.headers["Content-Disposition"] = page.disposition
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response

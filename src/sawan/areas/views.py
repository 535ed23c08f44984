"""Shapes of places over the web, cached by whoever asks."""

from __future__ import annotations

import gzip
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.views.decorators.http import require_safe

from sawan.areas import names
from sawan.areas.register import level_named
from sawan.areas.shapes import Map, shapes
from sawan.problems import Refused

A_DAY = 86_400


@require_safe
def topojson(request: HttpRequest, code: str, level: str) -> HttpResponse:
    """`/areas/60/district.topojson`: the shapes of `level` inside an area, with ETag and credit."""
    try:
        drawn = shapes(level_named(level), names.find(code).code)
    except Refused as refusal:
        said = [{"code": problem.code, "th": problem.th, "en": problem.en} for problem in refusal.problems]
        return JsonResponse({"problems": said}, status=404)
    tag = f'"{drawn.etag}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = _body(drawn, request.headers.get("Accept-Encoding", ""))
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={A_DAY}"
    answer["Vary"] = "Accept-Encoding"
    return answer


def _body(drawn: Map, accepted: str) -> HttpResponse:
    packed = "gzip" in accepted
    answer = HttpResponse(_gzipped(drawn) if packed else drawn.topojson, content_type="application/topo+json")
    if packed:
        answer["Content-Encoding"] = "gzip"
    answer["X-Credit"] = drawn.credit.en
    return answer


@lru_cache(maxsize=32)
def _gzipped(drawn: Map) -> bytes:
    return gzip.compress(drawn.topojson, 6, mtime=0)

"""All addresses: the rooms' own, sign-in, health; Thai at the root, English under /en/."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path

from sawan.site import views


def health(request: HttpRequest) -> HttpResponse:
    """`ok` as plain text while the site answers; asks no database."""
    return HttpResponse("ok", content_type="text/plain")


def _of_rooms() -> list[URLResolver]:
    """The addresses of every room that has some; each room writes them from the root of the site."""
    return [path("", include(f"sawan.{room}.urls")) for room in settings.ROOMS[:-1] if find_spec(f"sawan.{room}.urls")]


urlpatterns = [
    path("health", health, name="health"),
    *i18n_patterns(
        *_of_rooms(),
        path("my", views.my, name="my"),
        path("my/corner", views.corner, name="corner"),
        prefix_default_language=False,
    ),
]
handler400 = "sawan.site.faults.bad_request"
handler403 = "sawan.site.faults.forbidden"
handler404 = "sawan.site.faults.not_found"
handler500 = "sawan.site.faults.failed"

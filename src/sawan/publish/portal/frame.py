"""What all public pages share: the language from the path, rendering, the province, the edition in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from sawan.people.queries import data_version
from sawan.plan import queries as plan
from sawan.plan.edition import Edition
from sawan.plan.province import card
from sawan.texts import Text

HOME = ("/", Text("หน้าแรก", "Home"))


def language(request: HttpRequest) -> str:
    """`th` or `en`, by the path alone."""
    return "en" if request.path == "/en" or request.path.startswith("/en/") else "th"


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A rendered page with the data version that it shows."""
    body = render_to_string(template, {"version": data_version(), **context}, request=request)
    return HttpResponse(body, status=status)


def province() -> str:
    """The official code of this instance's province."""
    return card(settings.SAWAN_PROVINCE).code


def editions() -> list[int]:
    """Fiscal years (B.E.) of the province's editions that the public sees, oldest first."""
    return plan.years(province())


def edition(year: int) -> Edition | None:
    """The edition of a fiscal year; None where there is none."""
    return plan.edition(province(), year)


def edition_in_force() -> Edition | None:
    """The newest edition that is in force; None before anything was loaded."""
    years = editions()
    return edition(years[-1]) if years else None


def today() -> date:
    """The day in Bangkok, by which the age of data is counted."""
    return timezone.localdate()

"""What all public pages share: the language from the path, rendering, the province, the edition in force."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from sawan.people.queries import data_version
from sawan.plan import queries as plan
from sawan.plan.edition import Edition
from sawan.plan.life import State
from sawan.plan.province import read_province
from sawan.publish.portal.addresses import with_addresses
from sawan.texts import Text

HOME = ("/", Text("หน้าแรก", "Home"))


def language(request: HttpRequest) -> str:
    """`th` or `en`, by the path alone."""
    return "en" if request.path == "/en" or request.path.startswith("/en/") else "th"


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A rendered page with the data version that it shows."""
    body = render_to_string(template, {"version": data_version(), **context}, request=request)
    return HttpResponse(with_addresses(body, language(request)), status=status)


@cache
def province() -> str:
    """The official code of this instance's province."""
    return read_province(settings.SAWAN_PROVINCE).code


def website() -> str:
    """The province's own web address; "" where the folder gives none."""
    return read_province(settings.SAWAN_PROVINCE).website


def editions() -> list[int]:
    """Fiscal years (B.E.) of the province's editions that the public sees (no drafts), oldest first."""
    return [info.fiscal_year for info in plan.editions(province()) if info.state is not State.DRAFT]


def edition(year: int) -> Edition | None:
    """The edition of a fiscal year; None where the public sees none."""
    return plan.edition(province(), year).tree if year in editions() else None


def edition_in_force() -> Edition | None:
    """The edition in force, else the newest that the public sees; None before anything was loaded."""
    current = plan.current(province())
    if current:
        return current.tree
    years = editions()
    return edition(years[-1]) if years else None


def edition_before(edition_now: Edition | None) -> Edition | None:
    """The public edition before one, whose money and targets may be all that is known; None for the first."""
    years = [year for year in editions() if edition_now and year < (edition_now.fiscal_year or 0)]
    return edition(years[-1]) if years else None


def today() -> date:
    """The day in Bangkok, by which the age of data is counted."""
    return timezone.localdate()

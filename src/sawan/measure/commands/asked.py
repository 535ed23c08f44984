"""What the commands of this room understand by an area, a period, a day and a language."""

from __future__ import annotations

import os
from datetime import date

import click

from sawan.areas import names
from sawan.fiscal import NotABuddhistYear
from sawan.measure import faults, periods
from sawan.problems import Refused


def area(text: str) -> str:
    """The code of an area from a code or an unambiguous name."""
    return names.find(text).code


def period(text: str) -> str:
    """A period in B.E.; Refused names the B.E. year that was probably meant."""
    try:
        return periods.parse(text)
    except NotABuddhistYear as error:
        raise Refused(faults.not_be(text, error.meant)) from error
    except periods.NotAPeriod as error:
        raise Refused(faults.not_be(text, None)) from error


def years(text: str) -> frozenset[int] | None:
    """B.E. years from `2560,2562` or `2560-2563`; None when none was given."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _, last = part.partition("-")
        found.update(range(periods.year(period(first)), periods.year(period(last or first)) + 1))
    return frozenset(found) or None


def day(text: str | None) -> date | None:
    """A C.E. date in ISO form, None when none was given."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(faults.not_a_day(text)) from error


def language() -> str:
    """`--lang` when it was given, else Thai in a Thai locale and English elsewhere."""
    context = click.get_current_context(silent=True)
    given = (context.find_root().obj or {}).get("lang") if context else None
    if given:
        return str(given)
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "th" if locale.startswith("th") else "en"

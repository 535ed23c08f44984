"""Periods of observations: a B.E. year, a quarter or a month of it, written `2564`, `2564-Q3`, `2564-07`."""

from __future__ import annotations

import re

from sawan.fiscal import buddhist_year, to_be
from sawan.thai import to_arabic_digits

_PERIOD = re.compile(r"^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$")


class NotAPeriod(ValueError):
    """A text that is no period."""


def parse(text: str) -> str:
    """The period in its one spelling (`๒๕๖๔-q3` gives `2564-Q3`).

    Raises NotAPeriod, and NotABuddhistYear (of `sawan.fiscal`) for a year that cannot be B.E.
    """
    found = _PERIOD.match(to_arabic_digits(text).strip().upper())
    if not found:
        raise NotAPeriod(text)
    buddhist_year(int(found.group(1)))
    return found.group(0)


def from_ce_year(text: str) -> str:
    """The period of a C.E. year (`2021` gives `2564`); raises as `parse`."""
    plain = to_arabic_digits(text).strip()
    if not re.fullmatch(r"\d{4}", plain):
        raise NotAPeriod(text)
    return str(buddhist_year(to_be(int(plain))))


def year(period: str) -> int:
    """The B.E. year in which the period lies, in the calendar of its indicator."""
    return int(period[:4])


def earlier(period: str, steps: int) -> str:
    """The period that many steps of its own kind before: a year, a quarter or a month each."""
    if len(period) == 4:
        return str(int(period) - steps)
    per_year = 4 if period[5] == "Q" else 12
    at = int(period[:4]) * per_year + int(period[6:] if per_year == 4 else period[5:]) - 1 - steps
    part = at % per_year + 1
    return f"{at // per_year}-Q{part}" if per_year == 4 else f"{at // per_year}-{part:02d}"

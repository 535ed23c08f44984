"""What people say beside a document because it does not: the province and the fiscal year."""

from __future__ import annotations

from dataclasses import replace

from sawan.areas import names
from sawan.fiscal import NotABuddhistYear, buddhist_year
from sawan.plan.faults import not_buddhist
from sawan.plan.reading import faults
from sawan.problems import Refused
from sawan.thai import to_arabic_digits


def province_code(text: str, field: str) -> str:
    """The code of the province that a code or name means, "" for an empty text; Refused for anything else."""
    if not text.strip():
        return ""
    try:
        area = names.find(text)
    except Refused as refusal:
        raise Refused([replace(problem, field=field) for problem in refusal.problems]) from refusal
    if area.level != "province":
        raise Refused(faults.unknown_area_option(text, field))
    return area.code


def year_be(text: str, field: str) -> int | None:
    """The B.E. year of a text, None for an empty one; Refused for a C.E. year, naming the B.E. year meant."""
    if not text.strip():
        return None
    try:
        return buddhist_year(int(to_arabic_digits(text.strip())))
    except NotABuddhistYear as error:
        raise Refused(not_buddhist(None, None, field, text, error.meant)) from error
    except ValueError as error:
        raise Refused(not_buddhist(None, None, field, text, None)) from error

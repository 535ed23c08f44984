"""Which figures an agency answers for, by the name that the catalogue gives its indicators' agency."""

from __future__ import annotations

from collections.abc import Iterable

from sawan.measure.catalogue import Catalogue, Indicator
from sawan.thai import fold


def answers_for(agency: str | None, entry: Indicator) -> bool:
    """Whether an indicator is of an agency, named in Thai or English as the catalogue does; nobody answers for none."""
    return bool(agency) and fold(agency or "") in (fold(entry.agency.th), fold(entry.agency.en))


def answers_for_all(agency: str | None, codes: Iterable[str], catalogue: Catalogue) -> bool:
    """Whether every one of some indicators is of the agency."""
    return all(code in catalogue and answers_for(agency, catalogue[code]) for code in codes)

"""Which computed indicators are up to date: a fingerprint of the definition and of all that it is made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from sawan.measure import composed, queried, raw, schedule
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.models import Computation

_STATE = """
SELECT i.indicator, COUNT(*), MAX(i.run_id), SUM(i.run_id)
FROM measure_run_indicator i JOIN measure_run r ON r.id = i.run_id
WHERE r.kind <> 'computed' GROUP BY i.indicator
"""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Fingerprints of computed indicators now, those recorded when they were last computed, and what was missing."""

    now: Mapping[str, str]
    recorded: Mapping[str, str]
    missing: Mapping[str, Mapping[str, int]]

    def fresh(self, code: str) -> bool:
        """Whether an indicator was computed from exactly what stands now."""
        return code in self.now and self.recorded.get(code) == self.now[code]

    def without(self, codes: Iterable[str]) -> Counter[str]:
        """Where some indicators had no value when they were last computed in full, by reason."""
        total: Counter[str] = Counter()
        for code in codes:
            total.update(self.missing.get(code, {}))
        return total


def freshness(entries: Iterable[Indicator], catalogue: Catalogue) -> Freshness:
    """The state of computed indicators (each after those that it needs).

    What sources reported of an indicator is told by the runs that wrote it and were not undone; a raw table by its
    content, read once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        state = {code: f"{count} {last} {total}" for code, count, last, total in cursor.fetchall()}
    tables: dict[str, str] = {}
    now: dict[str, str] = {}
    for entry in entries:
        parts = [_definition(entry, tables), state.get(entry.code, "")]
        for code in sorted(schedule.needs(entry)):
            used = catalogue[code]
            parts.append(f"{code} {used.account} {used.frequency} {now.get(code) or state.get(code, '')}")
        now[entry.code] = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    rows = list(Computation.objects.values_list("indicator", "fingerprint", "missing"))
    recorded = {code: told for code, told, _ in rows}
    return Freshness(now, recorded, {code: missing for code, _, missing in rows if missing})


def _definition(entry: Indicator, tables: dict[str, str]) -> str:
    """All that decides how an indicator is computed, the content of its raw tables included."""
    if entry.kind == "formula":
        return entry.formula
    levels = ",".join(entry.levels)
    if entry.kind == "composite":
        return f"{levels} {composed.page(entry).read_text(encoding='utf-8')}"
    for name in queried.tables(entry):
        if name not in tables:
            (held,) = raw.lent([name]).values()
            tables[name] = queried.fingerprint(held)
    return f"{levels} {queried.text(entry)} {' '.join(tables[name] for name in queried.tables(entry))}"

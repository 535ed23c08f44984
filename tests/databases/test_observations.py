"""The store keeps its promises on both databases: versions, undo, all or nothing, values that never change."""

from __future__ import annotations

import pytest
from tests.conftest import Instance

MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"


@pytest.mark.slow
def test_any_sequence_of_imports_and_undoes_equals_the_model(instance: Instance) -> None:
    instance.python(MIGRATE + "from tests.databases.sequences import run; run(examples=12, steps=10)")


def test_a_value_is_never_changed(instance: Instance) -> None:
    instance.python(
        MIGRATE
        + """
from tests.databases.sequences import KEYS, Told, report_of
from django.db import DatabaseError, IntegrityError
from sawan.measure import services
from sawan.measure.models import Observation
from sawan.people.audit import SYSTEM
services.import_observations(report_of([Told(KEYS[0], "2564", "first", 5.0, 0, 100)]), by=SYSTEM)
for change in ({"value": 6.0}, {"status": 2}, {"period": "2565"}, {"reason": "x"}):
    try:
        Observation.objects.update(**change)
    except DatabaseError:
        continue
    raise SystemExit(f"the database let {change} pass")
Observation.objects.update(superseded_by=7)
assert Observation.objects.get().value == 5.0
"""
    )

"""The store keeps its promises on both databases: versions, undo, all or nothing, values that never change."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest
from tests.conftest import Instance

MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"


@pytest.mark.slow
def test_any_sequence_of_imports_and_undoes_equals_the_model(instance: Instance) -> None:
    instance.python(MIGRATE + "from tests.databases.sequences import run; run(examples=8, steps=10)")


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


WRITER = """
import sys
from tests.databases.sequences import KEYS, Told, report_of
from sawan.measure import services
from sawan.people.audit import SYSTEM
me, changes = int(sys.argv[1]), int(sys.argv[2])
for at in range(changes):
    own = Told(KEYS[me % len(KEYS)], str(2400 + at), f"writer {me}", float(at), 0, 100)
    shared = Told(KEYS[0], "2599", f"writer {me} change {at}", float(me * changes + at), 0, 100)
    services.import_observations(report_of([own, shared]), by=SYSTEM)
"""

LOST = """
from sawan.measure.models import Observation, Run
from sawan.measure.queries import analysis
from sawan.people.queries import broken_link
rows = Observation.objects.filter(run__kind="import")
shared = rows.filter(period="2599")
wrong = [check for check in analysis.verify() if check.fault]
runs = Run.objects.filter(kind="import").count()
print(rows.count(), runs, shared.filter(superseded_by=None).count(), broken_link(), wrong)
"""


@pytest.mark.slow
def test_eight_writers_lose_no_observation(instance: Instance) -> None:
    instance.python(MIGRATE)
    writers, changes = 8, 50
    start = "import os; os.environ['DJANGO_SETTINGS_MODULE']='sawan.site.settings'; import django; django.setup()\n"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", start + WRITER, str(me), str(changes)],
            env=instance.environment(),
            stderr=subprocess.PIPE,
        )
        for me in range(writers)
    ]
    failures = [writer.communicate(timeout=300)[1] for writer in running]
    assert [writer.returncode for writer in running] == [0] * writers, failures
    total = writers * changes
    assert instance.python(LOST).split() == [str(2 * total), str(total), "1", "None", "[]"]


VICTIM = """
from tests.databases.sequences import KEYS, Told, report_of
from sawan.measure import services
from sawan.measure.importing import SeriesKey
from sawan.people.audit import SYSTEM
from sawan.areas import register
areas = [area.code for area in register.of_level("subdistrict")][:1000]
rows = [Told(SeriesKey("births", area), str(year), "v", 1.0, 0, 9) for area in areas for year in range(2550, 2560)]
report = report_of(rows)
print("ready", flush=True)
services.import_observations(report, by=SYSTEM)
print("done", flush=True)
"""

EMPTY = """
from django.db import connection
with connection.cursor() as cursor:
    for table in ("measure_observation", "measure_run_indicator", "measure_run", "people_auditentry"):
        cursor.execute(f"DELETE FROM {table}")
"""

LEFT = """
from sawan.measure.models import Observation, Run
from sawan.measure.queries import analysis
from sawan.people.models import AuditEntry
faults = [check for check in analysis.verify() if check.fault]
print(Observation.objects.count(), Run.objects.count(), AuditEntry.objects.count(), len(faults), analysis.orphans())
"""


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_all_or_nothing(instance: Instance) -> None:
    instance.python(MIGRATE)
    start = "import os; os.environ['DJANGO_SETTINGS_MODULE']='sawan.site.settings'; import django; django.setup()\n"
    chance, outcomes = random.Random(2564), set()
    for attempt in range(5):
        victim = subprocess.Popen(
            [sys.executable, "-c", start + VICTIM], env=instance.environment(), stdout=subprocess.PIPE
        )
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"ready\n"
        if attempt < 4:
            time.sleep(chance.uniform(0, 0.8))
            victim.kill()
        victim.communicate(timeout=60)
        left = instance.python(LEFT).split()
        assert left in (["0", "0", "0", "0", "0"], ["10000", "1", "1", "0", "0"]), left
        outcomes.add(left[0])
        if left[0] != "0":
            instance.python(EMPTY)
    assert "10000" in outcomes

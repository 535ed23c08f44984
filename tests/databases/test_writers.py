"""Several writers at once: no change is lost, none fails, the chain stays whole; on both databases."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.conftest import Instance

WRITERS, CHANGES = 8, 50

WRITER = """
import sys
from sawan.people.audit import SYSTEM, Actor, Outcome, change
from sawan.people.models import User

@change("people.change", public=True)
def raise_count(user: int, *, by: Actor) -> Outcome[None]:
    found = User.objects.select_for_update().get(pk=user)
    found.first_name = str(int(found.first_name) + 1)
    found.save()
    return Outcome(None, f"user:{user}", {"writer": sys.argv[1]})

for _ in range(int(sys.argv[2])):
    raise_count(1, by=SYSTEM)
"""

READ = """
from sawan.people.models import AuditEntry, User
from sawan.people.queries import data_version, broken_link
print(User.objects.get(pk=1).first_name, AuditEntry.objects.count(), data_version(), broken_link())
"""


@pytest.mark.slow
def test_eight_writers_lose_no_change(instance: Instance) -> None:
    instance.python("from django.core.management import call_command; call_command('migrate', verbosity=0)")
    instance.python("from sawan.people.models import User; User.objects.create(pk=1, username='n', first_name='0')")
    start = "import os; os.environ['DJANGO_SETTINGS_MODULE']='sawan.site.settings'; import django; django.setup()\n"
    command = [sys.executable, "-c", start + WRITER]
    writers = [
        subprocess.Popen([*command, str(n), str(CHANGES)], env=instance.environment(), stderr=subprocess.PIPE)
        for n in range(WRITERS)
    ]
    failures = [writer.communicate(timeout=300)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, failures
    total = str(WRITERS * CHANGES)
    assert instance.python(READ).split() == [total, total, total, "None"]

"""Set-up, serving and the doctor, as a person meets them."""

from __future__ import annotations

import json
import os
import socket
import stat
import urllib.request
from pathlib import Path

import pytest
from tests.conftest import Instance, Site


class _Unmade(Instance):
    """An instance whose folder nobody can make."""

    def environment(self) -> dict[str, str]:
        return os.environ | {"SAWAN_HOME": str(self.home)}


@pytest.mark.slow
def test_setup_twice_changes_nothing_the_second_time(instance: Instance) -> None:
    entries = "from sawan.people.models import AuditEntry; print(AuditEntry.objects.count())"
    instance.sawan("setup")
    once = instance.python(entries)
    instance.sawan("setup")
    assert instance.python(entries) == once


def test_secret_key_is_for_the_owner_only(bare_instance: Instance) -> None:
    assert stat.S_IMODE((bare_instance.home / "secret-key").stat().st_mode) == 0o600


def test_command_before_setup_says_what_to_do(sqlite_instance: Instance) -> None:
    said = sqlite_instance.sawan("serve", status=2)
    assert "sawan setup" in said and "ยังไม่พร้อม" in said


def test_a_wrong_province_is_refused_before_anything_is_loaded(
    sqlite_instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAWAN_PROVINCE", str(tmp_path / "none"))
    assert "province.yaml" in sqlite_instance.sawan("setup", status=2)
    assert not (sqlite_instance.home / "records.sqlite3").exists()


def test_a_home_that_cannot_be_made_is_refused() -> None:
    told = _Unmade(Path("/proc/home")).sawan("setup", status=2)
    assert "SAWAN_HOME" in told


def test_taken_port_is_refused_with_advice(bare_instance: Instance) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = bare_instance.sawan("serve", "--port", str(taken.getsockname()[1]), status=2)
    assert "choose another" in said


def test_health_answers_ok(site: Site) -> None:
    with urllib.request.urlopen(site.url + "/health") as answer:
        assert answer.read() == b"ok"
        assert answer.headers["content-type"].startswith("text/plain")


def test_doctor_finds_a_new_instance_well(prepared_instance: Instance) -> None:
    found = json.loads(prepared_instance.sawan("doctor", "--format", "json"))
    assert [finding["check"] for finding in found if not finding["ok"]] == []


def test_doctor_finds_an_altered_audit_entry(bare_instance: Instance) -> None:
    bare_instance.python(
        "from sawan.people.models import AuditEntry\n"
        "from django.utils import timezone\n"
        "AuditEntry.objects.create(at=timezone.now(), actor='x', action='a', subject='s', details='{}',"
        " previous='1' * 64, hash='2' * 64)"
    )
    said = bare_instance.sawan("doctor", status=1)
    assert "audit" in said


def test_doctor_finds_what_is_missing_before_setup(sqlite_instance: Instance) -> None:
    assert "tables" in sqlite_instance.sawan("doctor", status=1)


def test_doctor_finds_a_key_that_others_can_read(bare_instance: Instance) -> None:
    Path(bare_instance.home / "secret-key").chmod(0o644)
    assert "key" in bare_instance.sawan("doctor", status=1)


def test_the_strategy_at_a_glance_names_the_province(prepared_instance: Instance) -> None:
    said = prepared_instance.python("from sawan.site import summary; print(*summary.lines(None), sep='\\n')")
    assert said.startswith("ยุทธศาสตร์การพัฒนาจังหวัดนครสวรรค์ ปีงบประมาณ 2564\n")
    assert "\nNakhon Sawan Provincial Development Strategy, fiscal year B.E. 2564\n" in said

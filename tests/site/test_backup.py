"""A backup holds everything, and comes back on either database; a damaged or foreign file changes nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.conftest import Instance

FILL = """
from datetime import timedelta
from django.utils import timezone
from allauth.mfa.models import Authenticator
from sawan.people.audit import SYSTEM, Actor, Note, Outcome, change
from sawan.people.models import User

@change("people.change", public=True)
def tell(user: int, *, by: Actor) -> Outcome[None]:
    notes = (Note(user, "อนุมัติแล้ว “จริง”", "Approved", "/my"),)
    return Outcome(None, f"user:{user}", {"th": "แม่น้ำ", "share": 0.1, "year": 2564}, notices=notes)

for n in range(3):
    user = User.objects.create_user(f"user{n}", password="a long word", roles=["officer", "auditor"], agency="6001")
    user.last_login = timezone.now() - timedelta(days=n)
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "ก" * n, "nested": {"b": 1, "a": [1.5, None]}})
    tell(user.pk, by=SYSTEM)
"""

READ = """
import hashlib, json
from django.apps import apps
from sawan.people.queries import broken_link
for model in apps.get_models(include_auto_created=True):
    if model._meta.label != "sessions.Session":
        rows = sorted(json.dumps(row, sort_keys=True, default=str) for row in model._base_manager.values_list())
        print(model._meta.label, len(rows), hashlib.sha256("".join(rows).encode()).hexdigest())
print("chain", broken_link())
"""

COUNT = "from sawan.people.models import AuditEntry, User; print(User.objects.count(), AuditEntry.objects.count())"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Instance:
    """A second empty instance, on each database in turn."""
    if request.param == "sqlite":
        return Instance(tmp_path / "other")
    made: Instance = request.getfixturevalue("postgres_instance")
    return Instance(tmp_path / "other", made.database)


@pytest.fixture
def filled(bare_instance: Instance) -> Instance:
    bare_instance.python(FILL)
    return bare_instance


@pytest.mark.slow
def test_backup_of_sqlite_restores_every_row_on_either_database(
    prepared_instance: Instance, other: Instance, tmp_path: Path
) -> None:
    filled = prepared_instance
    filled.python(FILL)
    (filled.home / "media").mkdir()
    (filled.home / "media" / "แผน.pdf").write_bytes(b"%PDF \x00\xff")
    filled.sawan("backup", str(tmp_path / "a.sawan"))
    other.sawan("restore", str(tmp_path / "a.sawan"))
    assert other.python(READ) == filled.python(READ)
    assert "people.User 3 " in other.python(READ)
    assert (other.home / "media" / "แผน.pdf").read_bytes() == b"%PDF \x00\xff"
    other.python("from sawan.people.models import User; assert User.objects.create(username='next').pk > 3")


@pytest.mark.slow
@pytest.mark.postgres
def test_backup_of_postgres_restores_every_row_on_sqlite(
    postgres_instance: Instance, sqlite_instance: Instance, tmp_path: Path
) -> None:
    postgres_instance.sawan("setup")
    postgres_instance.python(FILL)
    postgres_instance.sawan("backup", str(tmp_path / "a.sawan"))
    sqlite_instance.sawan("restore", str(tmp_path / "a.sawan"))
    assert sqlite_instance.python(READ) == postgres_instance.python(READ)


def test_backup_is_for_its_owner_only(filled: Instance, tmp_path: Path) -> None:
    filled.sawan("backup", str(tmp_path / "a.sawan"))
    assert (tmp_path / "a.sawan").stat().st_mode & 0o777 == 0o600
    assert b"secret-key" not in (tmp_path / "a.sawan").read_bytes()


def test_backup_inside_the_home_does_not_hold_itself(filled: Instance) -> None:
    for name in ("a.sawan", "b.sawan", "a.sawan"):
        filled.sawan("backup", str(filled.home / name))
    with zipfile.ZipFile(filled.home / "a.sawan") as archive:
        assert not [name for name in archive.namelist() if name.endswith(".sawan") or "unfinished" in name]


def test_restore_saves_what_it_replaces_and_raises_the_version(filled: Instance, tmp_path: Path) -> None:
    version = "from sawan.people.queries import data_version; print(data_version())"
    filled.sawan("backup", str(tmp_path / "a.sawan"))
    filled.python("from sawan.people.models import User; User.objects.create(username='late')")
    before = int(filled.python(version))
    filled.sawan("restore", str(tmp_path / "a.sawan"))
    assert filled.python(COUNT).split()[0] == "3"
    assert int(filled.python(version)) > before
    (saved,) = (filled.home / "backups").iterdir()
    filled.sawan("restore", str(saved))
    assert filled.python(COUNT).split()[0] == "4"


@pytest.mark.parametrize("harm", ["cut", "byte", "text", "missing", "row"])
def test_damaged_file_is_refused_and_nothing_changes(filled: Instance, tmp_path: Path, harm: str) -> None:
    good, bad = tmp_path / "good.sawan", tmp_path / "bad.sawan"
    filled.sawan("backup", str(good))
    before = filled.python(READ)
    _harm(good, bad, harm)
    said = filled.sawan("restore", str(bad), status=2)
    assert "bad.sawan: " in said
    assert "โปรด" in said and "file" in said
    assert filled.python(READ) == before


def test_backup_of_a_newer_version_is_refused(filled: Instance, tmp_path: Path) -> None:
    good, newer = tmp_path / "good.sawan", tmp_path / "newer.sawan"
    filled.sawan("backup", str(good))
    _rewrite(good, newer, lambda manifest: manifest["migrations"].append("people.9999_of_tomorrow"))
    assert "newer than this program" in filled.sawan("restore", str(newer), status=2)


def test_backup_into_a_missing_folder_is_refused(filled: Instance, tmp_path: Path) -> None:
    assert "no such folder" in filled.sawan("backup", str(tmp_path / "none" / "a.sawan"), status=2)


def test_backup_that_cannot_be_written_is_refused(filled: Instance) -> None:
    assert "cannot be written" in filled.sawan("backup", "/proc/a.sawan", status=2)


def _harm(good: Path, bad: Path, harm: str) -> None:
    content = bytearray(good.read_bytes())
    if harm == "cut":
        bad.write_bytes(content[: len(content) // 2])
    elif harm == "byte":
        at = content.index(b"tables/people.User.jsonl") + 60
        content[at] ^= 0xFF
        bad.write_bytes(content)
    elif harm == "text":
        bad.write_text("not a backup")
    elif harm == "row":
        _rewrite(good, bad, lambda manifest: manifest["tables"]["people.User"].update(rows=2))


def _rewrite(good: Path, changed: Path, edit: object) -> None:
    with zipfile.ZipFile(good) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                edit(manifest)  # type: ignore[operator]
                content = json.dumps(manifest).encode()
            after.writestr(name, content)

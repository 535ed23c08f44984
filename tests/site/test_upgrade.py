"""An instance of an older version comes up to date without losing a row; so does its backup."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import Instance

DATA = Path(__file__).parent / "data"
OLD_RECORDS, OLD_BACKUP = DATA / "records-2026-11.sqlite3.gz", DATA / "2026-11.sawan"
KEPT = ("people_user", "people_auditentry", "people_notice", "mfa_authenticator", "plan_edition")

UPGRADE = "from sawan.site.loading import steps; next(steps()).work()"
CHECK = """
from sawan.console import unapplied_migrations
from sawan.people.models import User
from sawan.people.queries import broken_link
assert not unapplied_migrations()
assert broken_link() is None
assert User.objects.get(username="user0").check_password("a long word")
"""


def _rows(file: Path, table: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(file)) as records:
        records.row_factory = sqlite3.Row
        return [dict(row) for row in records.execute(f"SELECT * FROM {table} ORDER BY id")]


@pytest.fixture
def old_records(tmp_path: Path) -> Path:
    file = tmp_path / "old.sqlite3"
    file.write_bytes(gzip.decompress(OLD_RECORDS.read_bytes()))
    return file


def _assert_kept(old: Path, new: Path) -> None:
    """Every column that was there holds the same in every row; JSON is compared by what it says."""
    for table in KEPT:
        before, after = _rows(old, table), _rows(new, table)
        assert before, table
        kept = [{key: row[key] for key in before[0] if key in row} for row in after]
        assert [_read(row) for row in kept] == [_read(row) for row in before], table


def _read(row: dict[str, object]) -> dict[str, object]:
    is_json = {key: isinstance(value, str) and value[:1] in "[{" and value != "" for key, value in row.items()}
    return {key: json.loads(str(value)) if is_json[key] else value for key, value in row.items()}


def test_records_of_an_older_version_come_up_to_date(sqlite_instance: Instance, old_records: Path) -> None:
    sqlite_instance.environment()
    new = sqlite_instance.home / "records.sqlite3"
    new.write_bytes(old_records.read_bytes())
    assert "sawan setup" in sqlite_instance.sawan("people", "list", status=2)
    sqlite_instance.python(UPGRADE)
    sqlite_instance.python(CHECK)
    _assert_kept(old_records, new)


def test_backup_of_an_older_version_restores_into_an_empty_instance(
    sqlite_instance: Instance, old_records: Path
) -> None:
    sqlite_instance.sawan("restore", str(OLD_BACKUP))
    sqlite_instance.python(CHECK)
    _assert_kept(old_records, sqlite_instance.home / "records.sqlite3")


@pytest.mark.postgres
def test_backup_of_an_older_version_restores_on_postgres(postgres_instance: Instance) -> None:
    postgres_instance.sawan("restore", str(OLD_BACKUP))
    postgres_instance.python(CHECK)


def test_backup_of_an_older_version_over_records_is_refused(bare_instance: Instance) -> None:
    bare_instance.sawan("people", "create", "somebody", stdin="ten green rivers\n")
    assert "empty instance" in bare_instance.sawan("restore", str(OLD_BACKUP), status=2)
    assert "somebody" in bare_instance.sawan("people", "list", "--format", "csv")


def test_stored_backup_is_of_an_older_version_than_this(bare_instance: Instance) -> None:
    with zipfile.ZipFile(OLD_BACKUP) as archive:
        old = set(json.loads(archive.read("manifest.json"))["migrations"])
    now = set(bare_instance.python("from sawan.site.backup import applied; print(*applied())").split())
    assert old < now

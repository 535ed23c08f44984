"""Reads a backup into this instance, on either database, all or nothing."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model

from sawan.people.models import AuditEntry, DataVersion, User
from sawan.problems import Problem, Refused
from sawan.site import backup
from sawan.site.archive import Archive, newer, opened
from sawan.site.environment import keep_secret_key

BATCH = 5000
Node = tuple[str, str]


def read(file: Path) -> tuple[backup.Manifest, Path | None]:
    """Put the backup in place of what this instance stores.

    An empty instance takes backups of older versions too and brings them up to date. An instance that holds
    records is written into a backup of its own first, whose place is the second answer. Raises Refused when the
    file is damaged, newer than the program, or older than the records it would replace.
    """
    with opened(file) as archive:
        wanted = {_node(name) for name in archive.manifest.migrations}
        _check_known(archive, wanted)
        saved = None
        if _holds_records():
            _check_same_version(archive, wanted)
            saved = _save_first()
        else:
            keep_secret_key(settings.SAWAN_HOME)
            _bring_tables_to(wanted)
        _replace(archive, _historical_models(wanted))
        archive.extract(settings.SAWAN_HOME)
        # Copies for analysis carry the numbers of the runs that were replaced.
        shutil.rmtree(Path(settings.SAWAN_HOME) / "observations", ignore_errors=True)
    call_command("migrate", interactive=False, verbosity=0)
    return archive.manifest, saved


def _node(name: str) -> Node:
    app, _, migration = name.partition(".")
    return app, migration


def _check_known(archive: Archive, wanted: set[Node]) -> None:
    known = set(MigrationExecutor(connection).loader.disk_migrations or {})
    if wanted - known:
        raise Refused(newer(archive.manifest.version))


def _check_same_version(archive: Archive, wanted: set[Node]) -> None:
    if {_node(name) for name in backup.applied()} != wanted:
        raise Refused(
            Problem(
                "older_backup",
                f"แฟ้มสำรองมาจากรุ่น {archive.manifest.version} ที่ตารางต่างจากปัจจุบัน โปรดกู้คืนลงในระบบว่าง (SAWAN_HOME ใหม่) แทน",
                f"The backup is of version {archive.manifest.version}, whose tables differ: restore it into an empty "
                "instance (a new SAWAN_HOME) instead.",
            )
        )


def _holds_records() -> bool:
    if AuditEntry._meta.db_table not in connection.introspection.table_names():
        return False
    return AuditEntry.objects.exists() or User.objects.exists()


def _save_first() -> Path:
    folder = Path(settings.SAWAN_HOME) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.sawan"
    backup.write(file)
    return file


def _bring_tables_to(wanted: set[Node]) -> None:
    """Make the tables as the backup's version had them; on an empty instance only."""
    executor = MigrationExecutor(connection)
    executor.migrate(sorted(_newest(executor, wanted)))


def _newest(executor: MigrationExecutor, wanted: set[Node]) -> set[Node]:
    """Of the wanted migrations those on which no other wanted one of the same room follows."""
    graph = executor.loader.graph
    return {
        node
        for node in wanted & set(graph.nodes)
        if not any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)
    }


def _historical_models(wanted: set[Node]) -> dict[str, type[Model]]:
    """The tables as they were at the backup's version, by label."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state(sorted(_newest(executor, wanted)))
    return {model._meta.label: model for model in state.apps.get_models(include_auto_created=True)}


def _replace(archive: Archive, found: dict[str, type[Model]]) -> None:
    """Empty every table and fill it from the backup, in one transaction; the data version never goes back."""
    tables = [found[label] for label in archive.manifest.tables if label in found]
    with transaction.atomic():
        before = DataVersion.objects.filter(pk=1).values_list("number", flat=True).first()
        with connection.cursor() as cursor:
            for model in tables:
                cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")
            for model in tables:
                _fill(cursor, archive, model)
            for statement in connection.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(statement)
        if before is not None:
            DataVersion.objects.filter(number__lte=before).update(number=before + 1)


def _fill(cursor: Any, archive: Archive, model: type[Model]) -> None:
    names = archive.columns(model._meta.label)
    fields = [next(field for field in model._meta.concrete_fields if field.attname == name) for name in names]
    columns = ", ".join(_quoted(field.column or field.attname) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({places})"
    converters = [_converter(field) for field in fields]
    rows = ([convert(value) for convert, value in zip(converters, row, strict=True)] for row in _rows(archive, model))
    while batch := list(islice(rows, BATCH)):
        cursor.executemany(statement, batch)


def _rows(archive: Archive, model: type[Model]) -> Iterator[Sequence[Any]]:
    return archive.rows(model._meta.label)


PLAIN = (models.IntegerField, models.FloatField, models.CharField, models.TextField, models.BooleanField)


def _converter(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """From a value of the file to one that the database takes."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if type(target) in PLAIN or isinstance(target, models.AutoField):
        return _unchanged
    if isinstance(target, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    return lambda value: None if value is None else target.get_db_prep_save(target.to_python(value), connection)


def _unchanged(value: Any) -> Any:
    return value


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

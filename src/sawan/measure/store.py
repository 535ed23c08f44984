"""Observations in the records database: a stage table, then a few statements over whole sets.

The same statements run on SQLite and PostgreSQL; only filling the stage differs. Every function takes the open
connection; nothing here opens a transaction or writes an audit entry: `services` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sawan.measure.importing.report import Origin, Rows, SeriesKey

IMPORT_LOCK = 0x5A_0B_5E
"""The number of the advisory lock that lets one import at a time write on PostgreSQL."""

CHUNK = 50_000
MOST_MARKS = 500
_STAGE = """
CREATE TEMPORARY TABLE measure_stage (
    series_id bigint NOT NULL, period varchar(7) NOT NULL, edition_id bigint NOT NULL, published integer NOT NULL,
    value double precision, reason text NOT NULL, status smallint NOT NULL, source_id bigint NOT NULL,
    best integer NOT NULL, known bigint, state integer NOT NULL DEFAULT 0
)
"""
_COLUMNS = "series_id, period, edition_id, published, value, reason, status, source_id"
_FIND_KNOWN = """
UPDATE measure_stage SET known = (
    SELECT o.id FROM measure_observation o
    WHERE o.series_id = measure_stage.series_id AND o.period = measure_stage.period
      AND o.edition_id = measure_stage.edition_id{which}
    ORDER BY o.run_id DESC LIMIT 1)
WHERE series_id <= %s
"""
_COMPARE = """
UPDATE measure_stage SET
    state = CASE WHEN o.value IS NOT DISTINCT FROM measure_stage.value AND o.status = measure_stage.status
                  AND o.reason = measure_stage.reason THEN 1 ELSE 0 END,
    published = CASE WHEN o.published > measure_stage.published THEN o.published ELSE measure_stage.published END
FROM measure_observation o WHERE o.id = measure_stage.known
"""
_BEST = """
UPDATE measure_stage SET best = CASE WHEN EXISTS (
    SELECT 1 FROM measure_stage t
    WHERE t.series_id = measure_stage.series_id AND t.period = measure_stage.period
      AND (t.published > measure_stage.published
           OR (t.published = measure_stage.published AND t.edition_id > measure_stage.edition_id))) THEN 0 ELSE 1 END
"""
_COUNT = """
SELECT COALESCE(SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN state = 0 AND series_id <= %s AND EXISTS (
           SELECT 1 FROM measure_observation o
           WHERE o.series_id = measure_stage.series_id AND o.period = measure_stage.period) THEN 1 ELSE 0 END), 0),
       COUNT(*)
FROM measure_stage
"""
_CLOSE = """
UPDATE measure_observation SET superseded_by = %s FROM measure_stage s
WHERE s.best = 1 AND s.state = 0 AND s.series_id <= %s
  AND measure_observation.series_id = s.series_id AND measure_observation.period = s.period
  AND measure_observation.superseded_by IS NULL AND (s.published >= measure_observation.published OR %s = 1{or_which})
"""
_INSERT = f"""
INSERT INTO measure_observation ({_COLUMNS}, run_id, superseded_by)
SELECT {", ".join(f"s.{name.strip()}" for name in _COLUMNS.split(","))}, %s,
       CASE WHEN s.best = 1 AND NOT (s.series_id <= %s AND EXISTS (
           SELECT 1 FROM measure_observation c
           WHERE c.series_id = s.series_id AND c.period = s.period AND c.superseded_by IS NULL)) THEN NULL ELSE %s END
FROM measure_stage s WHERE s.state = 0
"""


COMPUTED, REPORTED = "computed", "reported"
_IS_COMPUTED = "(SELECT r.kind FROM measure_run r WHERE r.id = {row}.run_id) = 'computed'"
_WHICH = {
    "": "",
    COMPUTED: f" AND {_IS_COMPUTED.format(row='o')}",
    REPORTED: f" AND NOT {_IS_COMPUTED.format(row='o')}",
}


class Database(Protocol):
    """An open connection as Django gives it."""

    vendor: str
    connection: Any

    def cursor(self) -> Any:
        """A cursor that is a context manager; its marks are `%s`."""

    def ensure_connection(self) -> None:
        """Open the connection when it is not."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the rows of a stage stand to what is stored."""

    new: int
    revised: int
    same: int

    @property
    def changed(self) -> int:
        """Rows that will be written."""
        return self.new + self.revised


class Stage:
    """Rows on their way into the store; exists inside one transaction and disappears with it.

    `among` says which stored rows they are held against where an indicator has both: `reported` rows also close
    computed ones of any age; "" where it has only one kind.
    """

    def __init__(self, database: Database, rows: Rows, *, dry: bool = False, among: str = "") -> None:
        self._database = database
        self._among = among
        _execute(database, "DROP TABLE IF EXISTS measure_stage")
        _execute(database, _STAGE)
        self._known_series = _largest(database, "measure_series")
        ids = _Ids(
            _series_ids(database, rows.series, make=not dry),
            _edition_ids(database, rows.origins, make=not dry),
            [0] * len(rows.origins) if dry else _source_ids(database, rows.origins),
        )
        _fill(database, _staged(rows, ids))
        if database.vendor == "postgresql":
            _execute(database, "ANALYZE measure_stage")
        if self._known_series:
            _execute(database, _FIND_KNOWN.format(which=_WHICH[among]), [self._known_series])
            _execute(database, _COMPARE)
            if _row(database, "SELECT COUNT(*) FROM measure_stage WHERE best = 0")[0]:
                _execute(database, "CREATE INDEX measure_stage_key ON measure_stage (series_id, period)")
                _execute(database, _BEST)
        same, revised, every = _row(database, _COUNT, [self._known_series])
        self.counts = Counts(every - same - revised, revised, same)

    def write(self, run: int, *, always: bool = False) -> None:
        """Close what the rows supersede and add them under `run`; `always` closes newer editions too."""
        database = self._database
        if self._known_series:
            computed = f" OR {_IS_COMPUTED.format(row='measure_observation')}" if self._among == REPORTED else ""
            _execute(database, _CLOSE.format(or_which=computed), [run, self._known_series, int(always)])
        _execute(database, _INSERT, [run, self._known_series, run])

    def drop(self) -> None:
        """Take the stage away."""
        _execute(self._database, "DROP TABLE measure_stage")


def compare(database: Database, rows: Rows, among: str = "") -> Counts:
    """How rows stand to what is stored; writes to a temporary table only."""
    stage = Stage(database, rows, dry=True, among=among)
    stage.drop()
    return stage.counts


def lock(database: Database) -> None:
    """Let no other import write until this transaction ends (SQLite's write lock does this by itself)."""
    if database.vendor == "postgresql":
        _execute(database, "SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def undo(database: Database, run: int) -> tuple[int, int]:
    """Take a run's rows away and reopen what it closed; how many of each."""
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM measure_observation WHERE run_id = %s", [run])
        removed = cursor.rowcount
        cursor.execute("UPDATE measure_observation SET superseded_by = NULL WHERE superseded_by = %s", [run])
        return removed, cursor.rowcount


@dataclass(frozen=True, slots=True)
class _Ids:
    """Numbers of the database for the indexes of the rows; a series, an edition and a source each."""

    series: Sequence[int]
    editions: Sequence[int]
    sources: Sequence[int]


def _staged(rows: Rows, ids: _Ids) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in the order of the key, in chunks; the newest edition of each key is marked as best."""
    import numpy as np  # slow import

    series = np.asarray(ids.series, dtype=np.int64)[np.frombuffer(rows.series_at, dtype=np.int32)]
    rank = {period: at for at, period in enumerate(sorted(rows.periods))}
    period_rank = np.array([rank[period] for period in rows.periods], dtype=np.int32)
    period_at = np.frombuffer(rows.period_at, dtype=np.int32)
    period = period_rank[period_at]
    origin = np.frombuffer(rows.origin_at, dtype=np.int32)
    published = np.array([origin.published for origin in rows.origins], dtype=np.int32)[origin]
    order = np.lexsort((published, period, series))
    best = np.ones(len(order), dtype=np.int8)
    ordered_series, ordered_period = series[order], period[order]
    best[:-1] = (ordered_series[1:] != ordered_series[:-1]) | (ordered_period[1:] != ordered_period[:-1])
    value = np.frombuffer(rows.value)
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        origins = [rows.origins[at] for at in origin[part].tolist()]
        at = origin[part].tolist()
        numbers = value[part].tolist()
        yield [
            (s, rows.periods[p], ids.editions[o], told.published, None if v != v else v, told.reason, told.status,
             ids.sources[o], b)
            for s, p, o, told, v, b in zip(
                series[part].tolist(), period_at[part].tolist(), at, origins, numbers,
                best[start : start + CHUNK].tolist(), strict=True,
            )
        ]  # fmt: skip


def _fill(database: Database, chunks: Iterable[list[tuple[Any, ...]]]) -> None:
    """Fill the stage: COPY on PostgreSQL, one prepared statement on SQLite."""
    database.ensure_connection()
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            statement = f"COPY measure_stage ({_COLUMNS}, best) FROM STDIN"
            with cursor.copy(statement) as copy:
                for chunk in chunks:
                    copy.write("".join(map(_copy_line, chunk)))
        return
    insert = f"INSERT INTO measure_stage ({_COLUMNS}, best) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for chunk in chunks:
        database.connection.executemany(insert, chunk)


def _copy_line(row: tuple[Any, ...]) -> str:
    series, period, edition, published, value, reason, status, source, best = row
    number = "\\N" if value is None else repr(value)
    return f"{series}\t{period}\t{edition}\t{published}\t{number}\t{_escaped(reason)}\t{status}\t{source}\t{best}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r") if text else ""


def _series_ids(database: Database, keys: Sequence[SeriesKey], *, make: bool) -> list[int]:
    """The number of each series; where it is not known a new one, or a negative one that nothing bears."""
    wanted = [(key.indicator, key.area, key.breakdown) for key in keys]
    known = _known_series(database, {key.indicator for key in keys})
    missing = [key for key in wanted if key not in known]
    if missing and make:
        _insert_missing(database, "measure_series", "indicator, area, breakdown", missing)
        known = _known_series(database, {key.indicator for key in keys})
    return [known.get(key, -1 - at) for at, key in enumerate(wanted)]


def _known_series(database: Database, indicators: set[str]) -> dict[tuple[str, str, str], int]:
    rows = _matching(database, "measure_series", ("indicator", "area", "breakdown"), indicators)
    return {(indicator, area, breakdown): number for indicator, area, breakdown, number in rows}


def _edition_ids(database: Database, origins: Sequence[Origin], *, make: bool) -> list[int]:
    vintages = {origin.vintage for origin in origins}
    if make:
        _insert_missing(database, "measure_edition", "vintage", [(vintage,) for vintage in sorted(vintages)])
    known = dict(_matching(database, "measure_edition", ("vintage",), vintages))
    return [known.get(origin.vintage, -1 - at) for at, origin in enumerate(origins)]


def _source_ids(database: Database, origins: Sequence[Origin]) -> list[int]:
    keys = [(origin.publisher, origin.url, origin.note) for origin in origins]
    _insert_missing(database, "measure_source", "publisher, url, note", sorted(set(keys)))
    rows = _matching(database, "measure_source", ("publisher", "url", "note"), {key[0] for key in keys})
    known = {(publisher, url, note): number for publisher, url, note, number in rows}
    return [known[key] for key in keys]


def _matching(database: Database, table: str, columns: tuple[str, ...], first: set[str]) -> list[tuple[Any, ...]]:
    """The rows of a small table whose first column is one of `first`, each with its number at the end."""
    found: list[tuple[Any, ...]] = []
    wanted = sorted(first)
    with database.cursor() as cursor:
        for start in range(0, len(wanted), MOST_MARKS):
            part = wanted[start : start + MOST_MARKS]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT {', '.join(columns)}, id FROM {table} WHERE {columns[0]} IN ({marks})", part)
            found += cursor.fetchall()
    return found


def _insert_missing(database: Database, table: str, names: str, rows: Sequence[tuple[str, ...]]) -> None:
    marks = ", ".join(["%s"] * len(names.split(",")))
    with database.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", rows)


def _largest(database: Database, table: str) -> int:
    return int(_row(database, f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0])


def _execute(database: Database, statement: str, values: Sequence[object] = ()) -> None:
    with database.cursor() as cursor:
        cursor.execute(statement, list(values) or None)


def _row(database: Database, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
    with database.cursor() as cursor:
        cursor.execute(statement, list(values) or None)
        found: tuple[Any, ...] = cursor.fetchone()
        return found

"""Where formulas run: arrays or DuckDB inside this process, PostgreSQL, or Spark; chosen by `SAWAN_ENGINE`."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sawan.measure import faults
from sawan.problems import Refused

if TYPE_CHECKING:
    import pyarrow as pa

ARRAYS = "arrays"
"""The name under which formulas are computed with arrays in this process, and queries in DuckDB."""

ENGINES = (ARRAYS, "duckdb", "postgres", "spark")
DEFAULT = ARRAYS


def chosen() -> str:
    """The engine that `SAWAN_ENGINE` names; Refused when there is none of that name."""
    name = os.environ.get("SAWAN_ENGINE", "").strip().lower() or DEFAULT
    if name not in ENGINES:
        raise Refused(faults.unknown_engine(name, ENGINES))
    return name


@contextmanager
def connect(name: str) -> Iterator[Any]:
    """An Ibis connection, closed at the end. PostgreSQL is that of `SAWAN_DATABASE_URL`; Spark that of
    `SAWAN_SPARK_MASTER` (default `local[2]`)."""
    import ibis  # slow import

    if name == "duckdb":
        connection = ibis.duckdb.connect(threads=2, memory_limit="2GB")
        try:
            yield connection
        finally:
            connection.disconnect()
    elif name == "postgres":
        connection = ibis.connect(os.environ["SAWAN_DATABASE_URL"])
        try:
            yield connection
        finally:
            connection.disconnect()
    else:
        yield from _spark()


def _spark() -> Iterator[Any]:
    import ibis  # slow import
    from pyspark.sql import SparkSession  # optional dependency

    master = os.environ.get("SAWAN_SPARK_MASTER", "local[2]")
    builder = SparkSession.builder.master(master).appName("sawan")
    for key, value in (
        ("spark.sql.shuffle.partitions", "2"),
        ("spark.sql.codegen.wholeStage", "false"),
        ("spark.sql.adaptive.enabled", "false"),
        ("spark.sql.constraintPropagation.enabled", "false"),
        ("spark.ui.enabled", "false"),
        ("spark.sql.session.timeZone", "UTC"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.log.level", "ERROR"),
    ):
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        yield ibis.pyspark.connect(session)
    finally:
        session.stop()


@contextmanager
def table(connection: Any, name: str, content: pa.Table) -> Iterator[Any]:
    """A table of the engine that holds `content` as long as the connection is open."""
    if connection.name == "pyspark":
        import pyarrow.parquet as pq  # slow import

        with tempfile.TemporaryDirectory(prefix="sawan-spark-") as folder:
            page = Path(folder) / f"{name}.parquet"
            pq.write_table(content, page)
            yield connection.read_parquet(str(page))
        return
    import ibis  # slow import

    own = f"{name}_{secrets.token_hex(4)}"
    (_into_duckdb if connection.name == "duckdb" else _into_postgres)(connection.con, own, content)
    yield connection.sql(f"SELECT * FROM {own}", schema=ibis.Schema.from_pyarrow(content.schema))


@contextmanager
def named(connection: Any, name: str, content: pa.Table) -> Iterator[str]:
    """The same by the name under which SQL of the engine (PostgreSQL or Spark) finds it."""
    own = f"{name}_{secrets.token_hex(4)}"
    if connection.name != "pyspark":
        _into_postgres(connection.con, own, content)
        yield own
        return
    import pyarrow.parquet as pq  # slow import

    with tempfile.TemporaryDirectory(prefix="sawan-spark-") as folder:
        pq.write_table(content, Path(folder) / "table.parquet")
        connection.read_parquet(str(Path(folder) / "table.parquet"), table_name=own)
        yield own


def _into_duckdb(connection: Any, name: str, content: pa.Table) -> None:
    connection.register("sawan_arriving", content)
    connection.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM sawan_arriving")
    connection.unregister("sawan_arriving")


def _into_postgres(connection: Any, name: str, content: pa.Table) -> None:
    kinds = {"string": "text", "int64": "bigint", "double": "double precision"}
    columns = ", ".join(f'"{field.name}" {kinds[str(field.type)]}' for field in content.schema)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns})")
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for batch in content.to_batches():
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    copy.write_row(row)
        cursor.execute(f"ANALYZE {name}")

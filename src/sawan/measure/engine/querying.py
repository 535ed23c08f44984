"""SQL over raw tables on an engine: written once in DuckDB's SQL, said to the others in theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlglot
from sqlglot import exp

from sawan.measure import raw
from sawan.measure.engine.backends import ARRAYS, connect, named

if TYPE_CHECKING:
    import pyarrow as pa


def query(name: str) -> Callable[[str, Mapping[str, pa.Table]], pa.Table]:
    """What runs a query over named tables on the engine `name`; DuckDB's is shut against everything else."""
    if name in (ARRAYS, "duckdb"):
        return raw.run

    def run(text: str, tables: Mapping[str, pa.Table]) -> pa.Table:
        needed = raw.used(text)
        if absent := [one for one in needed if one not in tables]:
            raise raw.NotAQuery(f"ไม่มีตาราง {', '.join(absent)}", f"No such table is offered: {', '.join(absent)}.")
        with connect(name) as connection, ExitStack() as held:
            names = {one: held.enter_context(named(connection, one, _plain(tables[one]))) for one in needed}
            said = _said(text, name, names)
            return _from_postgres(connection.con, said) if name == "postgres" else connection.sql(said).to_pyarrow()

    return run


def _from_postgres(connection: Any, said: str) -> pa.Table:
    """An answer of PostgreSQL as a table, its exact numbers as floating ones."""
    import pyarrow as pa  # slow import

    with connection.cursor() as cursor:
        cursor.execute(said)
        names = [one.name for one in cursor.description]
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(names)
    return pa.table({name: [_number(one) for one in column] for name, column in zip(names, columns, strict=True)})


def _number(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _said(text: str, dialect: str, names: Mapping[str, str]) -> str:
    """The query in another dialect, over the tables as the engine calls them."""
    tree = sqlglot.parse_one(text, read="duckdb")
    own = {one.alias_or_name for one in tree.find_all(exp.CTE)}
    for found in tree.find_all(exp.Table):
        if found.name in names and found.name not in own:
            found.set("alias", exp.TableAlias(this=exp.to_identifier(found.alias or found.name)))
            found.set("this", exp.to_identifier(names[found.name]))
    return tree.sql(dialect=dialect)


def _plain(content: pa.Table) -> pa.Table:
    """Every column as one of the three kinds that every engine takes."""
    import pyarrow as pa  # slow import

    def kind(given: pa.DataType) -> pa.DataType:
        if pa.types.is_integer(given):
            return pa.int64()
        return pa.float64() if pa.types.is_floating(given) else pa.string()

    return content.cast(pa.schema([pa.field(one.name, kind(one.type)) for one in content.schema]))

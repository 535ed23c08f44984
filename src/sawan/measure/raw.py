"""Raw tables that rooms lend to the engine by name, and indicators that are SQL over them.

A room offers a table once, when its application is ready: `raw.offer("disbursements", reader)`. The reader gives an
Arrow table when it is asked; the engine never sees a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

if TYPE_CHECKING:
    import pyarrow as pa

Reader = Callable[[], "pa.Table"]
Tables = Mapping[str, "pa.Table"]

COLUMNS = ("area", "year_be")
"""What a query must give beside its values: the code of an area, a B.E. year."""

KNOWN_FUNCTIONS = frozenset({"year", "month"})
"""Functions that sqlglot does not know and that may be used; all others it does not know are refused."""

LONGEST = 20_000
_offered: dict[str, Reader] = {}
_FORBIDDEN = (
    exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Alter, exp.Command, exp.Copy, exp.Attach, exp.Detach,
    exp.Pragma, exp.Set, exp.Use, exp.Into, exp.ReadCSV, exp.ReadParquet,
)  # fmt: skip


class NotAQuery(ValueError):
    """A text that is no allowed query; `th` and `en` say why."""

    def __init__(self, th: str, en: str) -> None:
        self.th, self.en = th, en
        super().__init__(en)


def offer(name: str, reader: Reader) -> None:
    """Lend a table under a name; raises ValueError when another reader has it."""
    if not name.isidentifier() or name != name.lower():
        raise ValueError(f"{name} is no name of a table")
    if _offered.get(name, reader) is not reader:
        raise ValueError(f"{name} is offered already")
    _offered[name] = reader


def offered() -> tuple[str, ...]:
    """The names of all tables that are lent."""
    return tuple(sorted(_offered))


def withdraw(name: str) -> None:
    """Take a table back."""
    _offered.pop(name, None)


@lru_cache(maxsize=256)
def used(query: str) -> tuple[str, ...]:
    """The offered tables that a query reads.

    Raises NotAQuery for anything but one SELECT over offered tables: no writing, no files, no function of tables.
    """
    if len(query) > LONGEST:
        raise NotAQuery("คำสั่งยาวเกินไป", "The query is too long.")
    try:
        found = [statement for statement in sqlglot.parse(query, read="duckdb") if statement is not None]
    except (SqlglotError, RecursionError) as error:
        raise NotAQuery("อ่านคำสั่ง SQL ไม่ได้", "The query cannot be read as SQL.") from error
    if len(found) != 1 or not isinstance(found[0], exp.Query):
        raise NotAQuery("ต้องเป็น SELECT คำสั่งเดียว", "It must be a single SELECT.")
    if any(found[0].find(kind) for kind in _FORBIDDEN):
        raise NotAQuery("ใช้ได้เฉพาะการอ่าน", "It may only read.")
    for call in found[0].find_all(exp.Anonymous, exp.AnonymousAggFunc):
        if str(call.this).lower() not in KNOWN_FUNCTIONS:
            raise NotAQuery(f"ใช้ฟังก์ชัน {call.this} ไม่ได้", f"The function {call.this} cannot be used.")
    own = {name.alias_or_name for name in found[0].find_all(exp.CTE)}
    return tuple(sorted({_name(table) for table in found[0].find_all(exp.Table)} - own))


def lent(names: Iterable[str]) -> dict[str, pa.Table]:
    """The offered tables of some names, read now; names that nobody offers are left out."""
    return {name: _offered[name]() for name in names if name in _offered}


def run(query: str, tables: Tables | None = None) -> pa.Table:
    """The answer of a query over offered tables (or over `tables`): columns area, year_be and the values.

    Runs in DuckDB with files, network and extensions shut. Raises NotAQuery when it is not allowed, names a table
    that is not offered, fails, or gives no area and year.
    """
    import duckdb  # slow import

    names = used(query)
    held = tables if tables is not None else lent(names)
    absent = [name for name in names if name not in held]
    if absent:
        raise NotAQuery(f"ไม่มีตาราง {', '.join(absent)}", f"No such table is offered: {', '.join(absent)}.")
    with duckdb.connect(config={"threads": 2, "memory_limit": "3GB"}) as engine:
        for name in names:
            engine.register(name, held[name])
        engine.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            answer = engine.execute(query).to_arrow_table()
        except duckdb.Error as error:
            raise NotAQuery("คำนวณไม่ได้ โปรดตรวจชื่อคอลัมน์", f"It fails: {str(error).splitlines()[0]}") from error
    if not set(COLUMNS) < set(answer.column_names):
        raise NotAQuery("ต้องให้คอลัมน์ area, year_be และค่า", "It must give the columns area, year_be and the values.")
    return answer


def _name(table: exp.Table) -> str:
    if not isinstance(table.this, exp.Identifier) or table.args.get("db") or table.args.get("catalog"):
        raise NotAQuery("อ้างได้เฉพาะชื่อตารางที่ให้ไว้", "A table is named by its plain name only.")
    return table.name

"""The whole catalogue as one query: every formula a column, every area and period a row.

Figures are turned from long to wide once; a lag is the same table joined one or more periods later; a sum over
areas is one grouping by the area above. The query is built with Ibis and runs unchanged on DuckDB, PostgreSQL and
Spark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sawan.measure import derive, formula
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.formula.tree import Call, Input, Node, Number, Operation, Positive

STATUS, DAY, VINTAGE = "__s", "__d", "__v"
PARTS = ("", STATUS, DAY, VINTAGE)
"""The columns of one indicator: value, status, day of publication, name of the edition."""

Table = Any
"""An Ibis table."""


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with a row for each key and the four columns of each of `codes`."""

    table: Table
    key: tuple[str, ...]
    codes: tuple[str, ...]


def build(figures: Table, members: Table, entries: Sequence[Indicator], catalogue: Catalogue) -> Table:
    """The query of all formulas: columns `area`, `t` and, by formula, value, status, day and edition.

    `figures` and `members` are Ibis tables of `schema`. Where a formula has no value all its columns are null.
    """
    computed = {entry.code for entry in entries}
    used = {one.code for entry in entries for one in derive.inputs(entry)} - computed
    once = {code for code in used if catalogue[code].frequency == derive.ONCE}
    accounts = {code for code in used if catalogue[code].account}
    plain = _wide(figures.filter(figures.edition == 0), sorted(used - once - accounts), ("area", "t"))
    account = _wide(figures.filter(figures.edition > 0), sorted(accounts), ("edition", "area", "t"))
    lasting = _lasting(figures, sorted(once))
    results: list[Wide] = []
    for stage in _stages(entries):
        found = _stage(stage, _Sources(plain, account, lasting), members)
        results.append(found)
        plain = _beside(plain, found)
    every = results[0]
    for more in results[1:]:
        every = _beside(every, more)
    return every.table.select("area", "t", *_columns([entry.code for entry in entries]))


def _stages(entries: Sequence[Indicator]) -> list[list[Indicator]]:
    """Formulas that need no other formula, then those that need only these, and so on."""
    depth: dict[str, int] = {}
    for entry in entries:
        depth[entry.code] = 1 + max((depth.get(code, 0) for code in derive.needs(entry)), default=0)
    return [[e for e in entries if depth[e.code] == level] for level in range(1, max(depth.values(), default=0) + 1)]


def _columns(codes: Iterable[str]) -> list[str]:
    return [f"{code}{part}" for code in codes for part in PARTS]


def _wide(figures: Table, codes: Sequence[str], key: tuple[str, ...]) -> Wide:
    """From long to wide: one grouping, four columns a code."""
    sums: dict[str, Any] = {}
    for code in codes:
        here = (figures.code == code) & figures.value.notnull()
        sums[code] = figures.value.max(where=here)
        sums[code + STATUS] = figures.status.max(where=here)
        sums[code + DAY] = figures.day.max(where=here)
        sums[code + VINTAGE] = figures.vintage.max(where=here)
    table = figures.filter(figures.code.isin(codes or [""]))
    table = figures.group_by(list(key)).agg(**sums) if codes else table.select(*key).distinct()
    return Wide(table, key, tuple(codes))


def _lasting(figures: Table, codes: Sequence[str]) -> Wide:
    """Figures taken once: of each area the newest, for every period."""
    sums: dict[str, Any] = {}
    for code in codes:
        here = (figures.code == code) & figures.value.notnull()
        for part, column in zip(PARTS, ("value", "status", "day", "vintage"), strict=True):
            sums[code + part] = figures[column].argmax(figures.t, where=here)
    table = figures.group_by("area").agg(**sums) if codes else figures.select("area").distinct()
    return Wide(table, ("area",), tuple(codes))


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where inputs stand: figures and formulas of earlier stages, accounts by edition, figures taken once."""

    plain: Wide
    account: Wide
    lasting: Wide


def _stage(entries: Sequence[Indicator], sources: _Sources, members: Table) -> Wide:
    """The formulas of one stage, those of accounts in every edition and then in the newest that has them."""
    plain, account, lasting = sources.plain, sources.account, sources.lasting
    of_accounts = [entry for entry in entries if derive.needs(entry) & set(account.codes)]
    others = [entry for entry in entries if entry not in of_accounts]
    found = [_evaluated(others, [plain, lasting], plain, members)] if others else []
    if of_accounts:
        found.append(_newest(_evaluated(of_accounts, [account, plain, lasting], account, members)))
    return found[0] if len(found) == 1 else _beside(*found)


def _evaluated(entries: Sequence[Indicator], sources: Sequence[Wide], grid_of: Wide, members: Table) -> Wide:
    """Every formula of `entries` on the keys of `grid_of`, its inputs brought beside them."""
    given = {one for entry in entries for one in derive.inputs(entry)}
    table = _grid(grid_of, given, members)
    names: dict[Input, str] = {}
    for source in sources:
        for back, level in sorted({(one.back, one.level) for one in given if one.code in source.codes}):
            codes = sorted(
                one.code for one in given if (one.back, one.level) == (back, level) and one.code in source.codes
            )
            moved = _moved(source, codes, back, level, members)
            table = table.left_join(moved, [key for key in source.key if key in moved.columns]).select(
                *table.columns, *[name for name in moved.columns if name not in source.key]
            )
            names.update({Input(code, back, level): _name(code, back, level) for code in codes})
    columns: dict[str, Any] = {}
    for entry in entries:
        columns.update(_result(entry, table, names))
    return Wide(table.select(*grid_of.key, **columns), grid_of.key, tuple(entry.code for entry in entries))


def _grid(wide: Wide, given: Iterable[Input], members: Table) -> Table:
    """The keys of a table, those that its lags reach, and the areas above them."""
    ones = [one for one in given if one.code in wide.codes]
    table = wide.table.select(*wide.key)
    parts = [table] + [table.mutate(t=table.t + back) for back in sorted({one.back for one in ones} - {0})]
    for level in sorted({one.level for one in ones} - {""}):
        inside = members.filter(members.level == level)
        joined = table.join(inside, table.area == inside.child)
        parts.append(joined.select(*[key for key in wide.key if key != "area"], area=joined.parent).select(*wide.key))
    grid = parts[0]
    for part in parts[1:]:
        grid = grid.union(part)
    return grid.distinct()


def _moved(source: Wide, codes: Sequence[str], back: int, level: str, members: Table) -> Table:
    """Some columns of a table, summed over the areas of a level and moved `back` periods later, under new names."""
    table = source.table.select(*source.key, *_columns(codes))
    if level:
        table = _summed(table, source.key, codes, members.filter(members.level == level))
    renamed = {f"{_name(code, back, level)}{part}": table[f"{code}{part}"] for code in codes for part in PARTS}
    keys = {key: table[key] + back if key == "t" and back else table[key] for key in source.key}
    return table.select(**keys, **renamed)


def _summed(table: Table, key: tuple[str, ...], codes: Sequence[str], members: Table) -> Table:
    """For each area the sum over the areas below it; null where one of them is missing."""
    joined = table.join(members, table.area == members.child)
    sums: dict[str, Any] = {}
    for code in codes:
        whole = joined[code].count() == joined["count"].max()
        sums[code] = whole.ifelse(joined[code].sum(), None)
        sums[code + STATUS] = whole.ifelse(joined[code + STATUS].max(), None)
        sums[code + DAY] = whole.ifelse(joined[code + DAY].max(), None)
        sums[code + VINTAGE] = whole.ifelse(joined[code + VINTAGE].max(), None)
    by = {name: (joined.parent if name == "area" else joined[name]) for name in key}
    return joined.group_by(**by).agg(**sums)


def _newest(each: Wide) -> Wide:
    """Of the editions of each figure the newest that has a value."""
    table, picked = each.table, {}
    for code in each.codes:
        for part in PARTS:
            picked[code + part] = table[code + part].argmax(table.edition, where=table[code].notnull())
    return Wide(table.group_by(["area", "t"]).agg(**picked), ("area", "t"), each.codes)


def _beside(left: Wide, right: Wide) -> Wide:
    """Two tables of the same key side by side, with every key of both."""
    keys = left.table.select(*left.key).union(right.table.select(*right.key)).distinct()
    one = keys.left_join(left.table, list(left.key)).select(*left.key, *_columns(left.codes))
    both = one.left_join(right.table, list(left.key)).select(*left.key, *_columns([*left.codes, *right.codes]))
    return Wide(both, left.key, (*left.codes, *right.codes))


def _name(code: str, back: int, level: str) -> str:
    return f"i_{code}_{back}_{level}"


def _result(entry: Indicator, table: Table, names: Mapping[Input, str]) -> dict[str, Any]:
    """The four columns of one formula; all null where it has no value."""
    import ibis  # slow import

    given = derive.inputs(entry)
    value = _expression(formula.parse(entry.formula), {one: table[names[one]] for one in given})
    value = (value.isnan() | value.isinf()).ifelse(None, value)
    has = value.notnull()
    columns = {part: [table[names[one] + part] for one in given] for part in (STATUS, DAY, VINTAGE)}
    return {
        entry.code: value,
        entry.code + STATUS: has.ifelse(_largest(columns[STATUS]), ibis.null("int64")),
        entry.code + DAY: has.ifelse(_largest(columns[DAY]), ibis.null("int64")),
        entry.code + VINTAGE: has.ifelse(_said(columns[VINTAGE]), ibis.null("string")),
    }


def _largest(columns: Sequence[Any]) -> Any:
    import ibis  # slow import

    return columns[0] if len(columns) == 1 else ibis.greatest(*columns)


def _said(columns: Sequence[Any]) -> Any:
    """The distinct names of the editions in the order of the inputs."""
    import ibis  # slow import

    told = columns[0]
    for at, column in enumerate(columns[1:], start=1):
        again = column == ""
        for before in columns[:at]:
            again = again | (column == before)
        told = told + again.ifelse("", (told == "").ifelse(column, ibis.literal(derive.JOINED) + column))
    return told


def _expression(node: Node, given: Mapping[Input, Any]) -> Any:
    """A formula as an expression of columns; what has no value is null before an engine can stumble over it."""
    import ibis  # slow import

    if isinstance(node, Number):
        return ibis.literal(node.value, type="float64")
    if isinstance(node, Input):
        return given[node]
    if isinstance(node, Positive):
        part = _expression(node.part, given)
        return (part > 0).ifelse(part, None)
    if isinstance(node, Call):
        return _function(node.function, [_expression(part, given) for part in node.arguments])
    left, right = _expression(node.left, given), _expression(node.right, given)
    return _arithmetic(node, left, right)


def _arithmetic(node: Operation, left: Any, right: Any) -> Any:
    if node.operator == "+":
        return left + right
    if node.operator == "-":
        return left - right
    return left * right if node.operator == "*" else left / right.nullif(0.0)


def _function(name: str, parts: Sequence[Any]) -> Any:
    import ibis  # slow import

    first, second = parts[0], parts[-1]
    if name in ("least", "greatest"):
        found = ibis.least(first, second) if name == "least" else ibis.greatest(first, second)
        return (first.isnull() | second.isnull()).ifelse(None, found)
    if name == "power":
        impossible = ((first < 0) & (second != second.floor())) | ((first == 0) & (second < 0))
        return impossible.ifelse(None, first).pow(second)
    if name == "ln":
        return (first > 0).ifelse(first, None).ln()
    if name == "sqrt":
        return (first >= 0).ifelse(first, None).sqrt()
    return (first < 709).ifelse(first, None).exp() if name == "exp" else first.abs()

"""The tables that every engine sees, by name and column: the one crossing point between the store and the engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sawan.areas import register
from sawan.measure import periods
from sawan.measure.bulk import Figure
from sawan.measure.catalogue import Catalogue

if TYPE_CHECKING:
    import pyarrow as pa

FIGURES, MEMBERS = "sawan_figures", "sawan_members"

FIGURE_COLUMNS = ("code", "area", "t", "edition", "day", "value", "status", "vintage")
"""`t` is the number of the period (of one kind: years, quarters or months); `edition` 0 for figures outside an
account, else the place of the edition among the account's from the oldest."""

MEMBER_COLUMNS = ("parent", "child", "level", "count")
"""Which areas lie in which, by level; `count` is how many there are of that level."""


def figures_table(figures: Iterable[Figure], catalogue: Catalogue, kind: int) -> pa.Table:
    """The figures with periods of one kind (4, 7: length of the period's text) as a table; values may be null."""
    import pyarrow as pa  # slow import

    found = [figure for figure in figures if len(figure[2]) == kind]
    editions = _editions(found, catalogue)
    rows = [
        (
            code,
            area,
            number(period),
            editions.get(vintage, 0) if catalogue[code].account else 0,
            day,
            value,
            status,
            vintage,
        )
        for code, area, period, vintage, day, value, status, _, _ in found
    ]
    kinds = (pa.string(), pa.string(), pa.int64(), pa.int64(), pa.int64(), pa.float64(), pa.int64(), pa.string())
    columns = list(zip(*rows, strict=True)) or [()] * len(FIGURE_COLUMNS)
    arrays = [pa.array(column, type=type_) for column, type_ in zip(columns, kinds, strict=True)]
    return pa.Table.from_arrays(arrays, names=list(FIGURE_COLUMNS))


def members_table(levels: Iterable[str], areas: Iterable[str]) -> pa.Table:
    """Which areas of the levels lie in which of the areas."""
    import pyarrow as pa  # slow import

    rows: list[tuple[str, str, str, int]] = []
    for level in sorted(set(levels)):
        for parent in sorted(set(areas)):
            below = register.children(parent, level)
            rows += [(parent, child.code, level, len(below)) for child in below]
    kinds = (pa.string(), pa.string(), pa.string(), pa.int64())
    columns = list(zip(*rows, strict=True)) or [()] * len(MEMBER_COLUMNS)
    arrays = [pa.array(column, type=type_) for column, type_ in zip(columns, kinds, strict=True)]
    return pa.Table.from_arrays(arrays, names=list(MEMBER_COLUMNS))


def number(period: str) -> int:
    """The place of a period on the line of its kind."""
    year = periods.year(period)
    if len(period) == 4:
        return year
    if period[5] == "Q":
        return year * 4 + int(period[6]) - 1
    return year * 12 + int(period[5:]) - 1


def period(number_: int, kind: str) -> str:
    """The period at a place; `kind` is `year`, `quarter` or `month`."""
    if kind == "year":
        return str(number_)
    if kind == "quarter":
        return f"{number_ // 4}-Q{number_ % 4 + 1}"
    return f"{number_ // 12}-{number_ % 12 + 1:02d}"


def _editions(figures: Sequence[Figure], catalogue: Catalogue) -> Mapping[str, int]:
    """The editions of accounts from the oldest, counted from 1."""
    days: dict[str, int] = {}
    for code, _, _, vintage, day, *_ in figures:
        if catalogue[code].account:
            days[vintage] = max(days.get(vintage, 0), day)
    return {vintage: at for at, vintage in enumerate(sorted(days, key=lambda name: days[name]), start=1)}

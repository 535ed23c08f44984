"""Reading files of records: umbrella projects with targets, budget lines, yearly budgets of units and provinces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sawan import tables
from sawan.fund.records import faults
from sawan.money import parse_baht
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table, parse_number

SOURCES = {
    "province": "province",
    "cluster": "cluster",
    "ministry": "ministry",
    "unit in province": "unit",
    "local": "local",
}
"""The `scope` of the files -> the source of money here."""

SIZES = ("length_m", "width_m", "thickness_m", "other_quantity", "km_range", "count", "count_unit", "bundle_items")
CONFIRMED = "same amount on the page"


@dataclass(frozen=True, slots=True)
class Target:
    """A target of an umbrella project as printed; `note` says what is wrong with it."""

    number: int
    indicator: str
    kind: str
    value: Decimal
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Umbrella:
    """An umbrella project: money in baht, area code (`60`, or the code of a cluster), its targets."""

    code: str
    fiscal_year: int
    unit: str
    area: str
    number: int
    name: str
    amount: Decimal
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a budget book, one row a year.

    `source` is one of `SOURCES`' values; `fiscal_year` is the year the money is for, `book_year` the book that
    prints it; `provinces`, `districts`, `subdistricts` are codes (a line of several provinces stands once);
    `confirmed`: a second reading has the same amount on the page (None: it does not cover the page).
    """

    code: str
    group: str
    source: str
    fiscal_year: int
    book_year: int
    unit: str
    ministry: str
    plan: str
    output: str
    project: str
    category: tuple[str, ...]
    text: str
    amount: Decimal
    obliged: bool
    years: str
    group_total: Decimal | None
    provinces: tuple[str, ...]
    districts: tuple[str, ...]
    subdistricts: tuple[str, ...]
    villages: tuple[str, ...]
    sizes: Mapping[str, str]
    page: str
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class YearlyBudget:
    """Money of a fiscal year: of a province or cluster as a budget unit, or all state money placed in a province."""

    fiscal_year: int
    kind: str
    unit: str
    province: str
    amount: Decimal
    stage: str
    source: str
    trust: str


def read_umbrellas(path: Path) -> list[Umbrella]:
    """Umbrella projects; the file has one row a target, and the id's last part is the number of the target."""
    table = _table(path, ("id", "fiscal_year_be", "budget_unit", "area_code", "project", "amount_baht", "target_value"))
    _check(table, {"fiscal_year_be": _year, "amount_baht": _baht, "target_value": _number})
    by_project: dict[str, list[Row]] = {}
    for row in table:
        by_project.setdefault(row["id"].rsplit("-", 1)[0], []).append(row)
    return [_umbrella(code, rows) for code, rows in by_project.items()]


def read_lines(path: Path) -> list[Line]:
    """Budget lines; Refused with every row whose amount, year, scope or id is not right."""
    table = _table(
        path, ("id", "scope", "fiscal_year_be", "budget_book_fy_be", "budget_unit", "item_text", "amount_baht")
    )
    _check(
        table, {"fiscal_year_be": _year, "budget_book_fy_be": _year, "amount_baht": _baht}, list(_line_problems(table))
    )
    return [_line(row) for row in table]


def read_unit_budgets(path: Path) -> list[YearlyBudget]:
    """Yearly budgets of provinces and clusters as budget units."""
    table = _table(path, ("fiscal_year_be", "budget_unit", "kind", "amount_baht"))
    _check(table, {"fiscal_year_be": _year, "amount_baht": _baht})
    return [
        YearlyBudget(
            int(row["fiscal_year_be"]),
            row["kind"],
            row["budget_unit"],
            row["province_code"],
            _baht(row["amount_baht"]) or Decimal(0),
            row["stage"],
            row["source"],
            row["trust"],
        )
        for row in table
    ]


def read_state_budgets(path: Path) -> list[YearlyBudget]:
    """All state money placed in each province, by year; trust B."""
    table = _table(path, ("fiscal_year_be", "province_code", "amount_baht"))
    _check(table, {"fiscal_year_be": _year, "amount_baht": _baht})
    return [
        YearlyBudget(
            int(row["fiscal_year_be"]),
            "state",
            row["province_th"],
            row["province_code"],
            _baht(row["amount_baht"]) or Decimal(0),
            "budget by province",
            row["source"],
            "B",
        )
        for row in table
    ]


def _table(path: Path, needed: tuple[str, ...]) -> Table:
    table = tables.read(path)
    absent = [column for column in needed if column not in table.columns]
    if absent:
        raise Refused(faults.missing_column(table.name, column) for column in absent)
    return table


def _check(table: Table, readers: Mapping[str, Callable[[str], object]], problems: list[Problem] | None = None) -> None:
    found = list(problems or ())
    for row in table:
        for column, reader in readers.items():
            if reader(row[column]) is None:
                wanted, wanted_th = _WANTED[reader]
                found.append(
                    faults.bad_value(table.name, row.number, column, row[column], wanted=wanted, wanted_th=wanted_th)
                )
    if found:
        raise Refused(found)


def _line_problems(table: Table) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in table:
        if row["scope"] not in SOURCES:
            yield faults.unknown_word(table.name, row.number, "scope", row["scope"], tuple(SOURCES))
        if row["id"] in seen:
            yield faults.duplicate_id(table.name, row.number, row["id"])
        seen.add(row["id"])


def _umbrella(code: str, rows: list[Row]) -> Umbrella:
    first = rows[0]
    return Umbrella(
        code=code,
        fiscal_year=int(first["fiscal_year_be"]),
        unit=first["budget_unit"],
        area=first["area_code"],
        number=int(first["project_no"] or code.rsplit("-", 1)[1]),
        name=first["project"],
        amount=_baht(first["amount_baht"]) or Decimal(0),
        targets=tuple(_target(row) for row in rows),
    )


def _target(row: Row) -> Target:
    return Target(
        number=int(row["id"].rsplit("-", 1)[1]),
        indicator=row["indicator_th"],
        kind=row["indicator_kind"],
        value=_number(row["target_value"]) or Decimal(0),
        unit=row["target_unit"],
        note=row["note"],
    )


def _line(row: Row) -> Line:
    return Line(
        code=row["id"],
        group=row["line_group"] or row["id"],
        source=SOURCES[row["scope"]],
        fiscal_year=int(row["fiscal_year_be"]),
        book_year=int(row["budget_book_fy_be"]),
        unit=row["budget_unit"],
        ministry=row["ministry"],
        plan=row["plan"],
        output=row["output"],
        project=row["project"],
        category=tuple(row[f"category_lv{level}"] for level in range(1, 5) if row[f"category_lv{level}"]),
        text=row["item_text"],
        amount=_baht(row["amount_baht"]) or Decimal(0),
        obliged=row["obliged"] == "True",
        years=row["years"],
        group_total=_baht(row["group_total_baht"]),
        provinces=_codes(row["province_code"]),
        districts=_codes(row["district_code"]),
        subdistricts=_codes(row["tambon_code"]),
        villages=_codes(row["village_no"]),
        sizes={name: row[name] for name in SIZES if row[name]},
        page=f"{row['volume']}/{row['page']}",
        confirmed={CONFIRMED: True, "not confirmed": False}.get(row["second_extraction"]),
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for part in cell.split(";") if (piece := part.strip())))


def _year(cell: str) -> int | None:
    return int(cell) if cell.isdigit() and 2400 <= int(cell) <= 2700 else None


def _baht(cell: str) -> Decimal | None:
    return parse_baht(cell) if cell else None


def _number(cell: str) -> Decimal | None:
    return Decimal(cell.replace(",", "")) if parse_number(cell) is not None else None


_WANTED: Mapping[Callable[[str], object], tuple[str, str]] = {
    _year: ("a B.E. year such as 2565", "ปี พ.ศ. เช่น 2565"),
    _baht: ("an amount in baht", "จำนวนเงินเป็นบาท"),
    _number: ("a number", "ตัวเลข"),
}

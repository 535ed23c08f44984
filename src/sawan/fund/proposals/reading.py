"""Reading a table of proposals in either layout: the officers' list or the input of `sawan fund select`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sawan import tables
from sawan.fund.proposals import faults
from sawan.money import parse_baht
from sawan.problems import Problem, Refused
from sawan.tables import Row, Table
from sawan.thai import normalise

TOTAL = "budget_total_baht"
_YEAR = re.compile(r"^(?:budget|cost)_(2[45]\d\d)$")
_NOT_FOUND = frozenset({"ไม่พบข้อมูล", "ไม่มีข้อมูล", "ไม่ระบุ"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. Texts are "" and amounts None where the file says nothing; money is baht."""

    row: int
    id: str
    name: str
    agency: str
    guideline: str
    indicator: str
    output: str
    outcome: str
    budget_text: str
    total: Decimal | None
    by_year: Mapping[int, Decimal]
    districts: tuple[str, ...]
    subdistricts: tuple[str, ...]
    sdg: tuple[str, ...]

    @property
    def budget(self) -> Decimal | None:
        """The total, or the sum of the years; None when neither says more than zero."""
        amount = self.total if self.total else sum(self.by_year.values(), Decimal(0))
        return amount or None


@dataclass(frozen=True, slots=True)
class Proposals:
    """A file of proposals: its name, its columns, its rows; `year_columns` are the money columns by B.E. year."""

    file: str
    columns: tuple[str, ...]
    year_columns: Mapping[int, str]
    rows: tuple[Proposal, ...]

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, column: str) -> bool:
        """Whether the file has this column at all; what a file cannot say is not held against its proposals."""
        return column in self.columns


def read(path: Path) -> Proposals:
    """Proposals of a CSV or XLSX file with `id`, `name` and any of the other columns.

    Raises Refused with every fault: columns missing, ids missing or doubled, amounts that are none or negative.
    """
    table = tables.read(path)
    absent = [column for column in ("id", "name") if column not in table.columns]
    if absent:
        raise Refused(faults.missing_column(table.name, column) for column in absent)
    years = {int(match[1]): column for column in table.columns if (match := _YEAR.match(column))}
    problems: list[Problem] = list(_id_problems(table))
    money = [column for column in (TOTAL, *years.values()) if column in table.columns]
    for row in table:
        problems += [problem for column in money if (problem := _amount_problem(table.name, row, column))]
    if problems:
        raise Refused(problems)
    return Proposals(table.name, table.columns, years, tuple(_proposal(row, years) for row in table))


def _proposal(row: Row, years: Mapping[int, str]) -> Proposal:
    return Proposal(
        row=row.number,
        id=row["id"],
        name=normalise(row["name"]),
        agency=_said(row["agency"]),
        guideline=_said(row["guideline"]),
        indicator=_said(row["issue_indicator"]),
        output=_said(row["output"]),
        outcome=_said(row["outcome"]),
        budget_text=_said(row["budget_text_as_typed"]),
        total=_amount(row[TOTAL]),
        by_year={year: amount for year, column in years.items() if (amount := _amount(row[column]))},
        districts=_codes(row["district_code"]),
        subdistricts=_codes(row["tambon_code"]),
        sdg=_codes(row["sdg"]),
    )


def _said(cell: str) -> str:
    text = normalise(cell)
    return "" if text in _NOT_FOUND or tables.is_missing(text) else text


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for piece in cell.split(";") if (code := piece.strip()))


def _amount(cell: str) -> Decimal | None:
    return None if tables.is_missing(cell) or cell in _NOT_FOUND else parse_baht(cell)


def _id_problems(table: Table) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in table:
        for column in ("id", "name"):
            if not row[column]:
                yield faults.missing_value(table.name, row.number, column)
        first = seen.setdefault(row["id"], row.number)
        if row["id"] and first != row.number:
            yield faults.duplicate_id(table.name, row.number, row["id"], first)


def _amount_problem(file: str, row: Row, column: str) -> Problem | None:
    cell = row[column]
    if tables.is_missing(cell) or cell in _NOT_FOUND:
        return None
    amount = parse_baht(cell)
    if amount is None:
        return faults.not_an_amount(file, row.number, column, cell)
    return faults.negative(file, row.number, column, cell) if amount < 0 else None

"""The two tables of scoring: the answers that come in, the scores that go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sawan.fund.scoring import faults
from sawan.fund.scoring.answers import columns_of, read_row
from sawan.fund.scoring.scheme import Scheme
from sawan.fund.scoring.score import Assessment, Score, Spread
from sawan.problems import Problem, Refused
from sawan.tables import Table

DECIMALS = Decimal("0.0001")


def read_assessments(table: Table, scheme: Scheme) -> list[Assessment]:
    """Assessments from a table with `id`, a column for each criterion and, if several assessed, `assessor`.

    Raises Refused with every fault: a column that is missing, an id that is missing or doubled, an answer that
    the scheme does not know. Empty cells are no fault: the criterion is reported as missing.
    """
    problems = list(_column_problems(table, scheme))
    if problems:
        raise Refused(problems)
    assessments: list[Assessment] = []
    seen: dict[tuple[str, str], int] = {}
    for row in table:
        points, faulty = read_row(scheme, row, table.name)
        problems += [*faulty, *_id_problems(table.name, row["id"], row["assessor"], row.number, seen)]
        assessments.append(Assessment(row["id"], points, row["assessor"]))
    if problems:
        raise Refused(problems)
    return assessments


def write_scores(scheme: Scheme, scores: Sequence[Score]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the table of scores.

    Columns: id, gate, total, band, missing, one for each criterion. Where several assessed: after these also
    assessors, split, total_low, total_high and for each criterion its lowest and highest points.
    """
    codes = [criterion.code for criterion in scheme.criteria]
    several = any(each.assessors > 1 for each in scores)
    header = ["id", "gate", "total", "band", "missing", *codes]
    if several:
        header += ["assessors", "split", "total_low", "total_high"]
        header += [f"{code}_{end}" for code in codes for end in ("low", "high")]
    return header, [[*_main(each, codes), *(_spread(each, codes) if several else ())] for each in scores]


def _main(each: Score, codes: Sequence[str]) -> Iterator[str]:
    yield from (each.proposal, "" if each.gate is None else str(each.gate), _cells(each.total)[0])
    yield from (each.band, ";".join(each.missing))
    for code in codes:
        yield _cells(each.points[code])[0]


def _spread(each: Score, codes: Sequence[str]) -> Iterator[str]:
    yield from (str(each.assessors), ";".join(each.split))
    for spread in (each.total, *(each.points[code] for code in codes)):
        yield from _cells(spread)[1:]


def _cells(spread: Spread | None) -> tuple[str, str, str]:
    """Mean, lowest and highest as cells; empty ones when there is nothing to tell."""
    return (_plain(spread.mean), _plain(spread.low), _plain(spread.high)) if spread else ("", "", "")


def _plain(value: Decimal) -> str:
    """A decimal without needless zeros, at most four places."""
    return f"{value.quantize(DECIMALS):f}".rstrip("0").rstrip(".")


def _column_problems(table: Table, scheme: Scheme) -> Iterator[Problem]:
    if "id" not in table.columns:
        yield faults.missing_column(table.name, "id")
    for criterion in scheme.criteria:
        if not columns_of(criterion, table.columns):
            yield faults.missing_column(table.name, criterion.code)


def _id_problems(
    file: str, identifier: str, assessor: str, row: int, seen: dict[tuple[str, str], int]
) -> Iterator[Problem]:
    if not identifier:
        yield faults.missing_id(file, row)
        return
    first = seen.setdefault((identifier, assessor), row)
    if first != row:
        yield faults.doubled_assessment(file, row, identifier, first)

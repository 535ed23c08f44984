"""The findings as the files of the contract: texts by file name, the same bytes for the same findings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

from sawan.problems import Problem

from .engine import version
from .findings import Findings
from .measures import Selection
from .numerals import plain
from .prices import Price
from .proposals import WHOLE
from .robustness import Core
from .sentences import reason
from .summary import summary

FILES = ("selection.csv", "summary.json", "core.csv", "pareto.csv", "ceiling.csv", "problems.csv", "report.html")
_SELECTION = (
    "id", "selected", "share", "value", "cost", "price", "price_status", "enter", "leave", "core_index", "reason_th",
    "reason_en",
)  # fmt: skip


def files(findings: Findings, product: str) -> dict[str, str]:
    """Every file that this run writes, by name; `product` is the version of the program."""
    texts = {"summary.json": json.dumps(summary(findings, product, version()), ensure_ascii=False, indent=1) + "\n"}
    if findings.choice.selection is not None:
        texts["selection.csv"] = _table(_SELECTION, _selection_rows(findings, findings.choice.selection))
    if findings.curve:
        columns = ("percent", "status", "objective", "bound", "selected", "spent", "enter", "leave")
        texts["ceiling.csv"] = _table(columns, _ceiling_rows(findings))
    if findings.core is not None:
        header = ("id", "class", "core_index", "acceptability", "low", "high")
        texts["core.csv"] = _table(header, _core_rows(findings.core, findings.model.proposals.ids))
    if findings.front is not None:
        texts["pareto.csv"] = _table(findings.front.columns(), findings.front.rows(findings.model.proposals.ids))
    return texts


def problem_file(problems: Iterable[Problem]) -> str:
    """problems.csv: one row a fault."""
    rows = [(one.file, one.row, one.field, one.code, one.th, one.en) for one in problems]
    return _table(("file", "row", "field", "code", "message_th", "message_en"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return page.getvalue()


def _selection_rows(findings: Findings, selection: Selection) -> Iterable[Sequence[Any]]:
    model = findings.model
    worth = model.asked[0].measure
    cost = model.statement.measures.of("total")
    index = findings.core.index if findings.core is not None else {}
    for j, name in enumerate(model.proposals.ids):
        share = int(selection.shares[j])
        price = findings.prices.get(j, Price("skipped"))
        said = reason(findings, j)
        yield (
            name, int(share > 0), plain(Fraction(share, WHOLE)),
            plain(Fraction(int(worth.coefs[j]) * (WHOLE if worth.counts and share else share), WHOLE * worth.unit)),
            plain(Fraction(int(cost.coefs[j]) * share, WHOLE * cost.unit)),
            None if price.amount is None else plain(price.amount), price.status, ";".join(price.enter),
            ";".join(price.leave), plain(index[j], 6) if j in index else None, said.th, said.en,
        )  # fmt: skip


def _ceiling_rows(findings: Findings) -> Iterable[Sequence[Any]]:
    before = findings.choice.selection
    assert before is not None
    for point in findings.points:
        choice = point.choice
        if choice.selection is None:
            yield point.name, choice.status, None, None, None, None, None, None
            continue
        enter, leave = choice.selection.moves(findings.model.proposals, before)
        count = int(choice.selection.picks.sum())
        yield (
            point.name, choice.status, plain(choice.objective), number_text(choice.bound), count, plain(point.spent),
            ";".join(enter), ";".join(leave),
        )  # fmt: skip


def _core_rows(core: Core, ids: Sequence[str]) -> Iterable[Sequence[Any]]:
    for j, name in enumerate(ids):
        low, high = core.limits[j]
        shares = (core.acceptability[j], low, high)
        yield name, core.class_of(j), plain(core.index[j], 6), *(plain(Fraction(share), 6) for share in shares)


def number_text(number: float) -> str:
    """A float as a plain decimal; empty when it is not finite."""
    if not isfinite(number):
        return ""
    return plain(Fraction(number).limit_denominator(10**12), 9)

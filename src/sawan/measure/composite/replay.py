"""Draws written down by somebody else: one row a draw, a column for any factor and for any weight."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

from sawan.measure.composite.faults import fault
from sawan.measure.composite.reader import listed, number, whole
from sawan.measure.composite.spec import Factor, Spec
from sawan.measure.composite.trials import Trials
from sawan.problems import Problem, Refused


def read_draws(path: Path, spec: Spec, factors: tuple[Factor, ...]) -> Trials:
    """Read the trials of a file; what is absent is nominal. Raises `Refused` with every fault, its row and column."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(fault("no_file", file=str(path), field="uncertainty.replay", why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(fault("not_utf8", file=str(path))) from error
    return parse_draws(text, spec, factors, path.name)


def parse_draws(text: str, spec: Spec, factors: tuple[Factor, ...], file: str | None = None) -> Trials:
    """The same from the text of the file."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if row]
    except csv.Error as error:
        raise Refused(fault("not_csv", file=file, why=error)) from error
    if len(rows) < 2:
        raise Refused(fault("empty_data", file=file))
    header = [name.strip() for name in rows[0]]
    problems = _header_faults(header, spec, factors, file)
    if problems:
        raise Refused(problems)
    trials, problems = _rows(header, rows[1:], spec, factors, file)
    if problems:
        raise Refused(problems)
    return trials


def _header_faults(header: list[str], spec: Spec, factors: tuple[Factor, ...], file: str | None) -> list[Problem]:
    known = ["draw", *(factor.name for factor in factors), *spec.tree.below]
    problems = []
    if "draw" not in header:
        problems.append(fault("no_column", file=file, row=1, field="draw", column="draw", header=listed(header)))
    for name in dict.fromkeys(header):
        if name not in known:
            problems.append(fault("replay_column", file=file, row=1, field=name, column=name, known=listed(known)))
        if header.count(name) > 1:
            problems.append(fault("column_twice", file=file, row=1, field=name, column=name))
    return problems


def _rows(
    header: list[str], rows: list[list[str]], spec: Spec, factors: tuple[Factor, ...], file: str | None
) -> tuple[Trials, list[Problem]]:
    problems: list[Problem] = []
    place = {factor.name: at for at, factor in enumerate(factors)}
    column = {code: at for at, code in enumerate(spec.tree.below)}
    choices = np.full((len(rows), len(factors)), -1, dtype=np.int32)
    weights = np.empty((len(rows), len(column)))
    weights[:] = [spec.nominal.weights[code] for code in spec.tree.below]
    seen: set[str] = set()
    for at, fields in enumerate(rows):
        row = at + 2
        if len(fields) != len(header):
            problems.append(fault("row_length", file=file, row=row, found=len(fields), expected=len(header)))
            continue
        for name, written in zip(header, (field.strip() for field in fields), strict=True):
            if name == "draw":
                if written in seen:
                    problems.append(fault("replay_twice", file=file, row=row, field=name, value=written))
                seen.add(written)
            elif written and name in place:
                chosen, most = whole(written), len(factors[place[name]].alternatives)
                if chosen is None or not 1 <= chosen <= most:
                    facts = {"value": written, "factor": name, "most": most}
                    problems.append(fault("replay_choice", file=file, row=row, field=name, **facts))
                else:
                    choices[at, place[name]] = chosen - 1
            elif written:
                weight = number(written)
                if weight is None or weight <= 0:
                    problems.append(fault("weight_not_positive", file=file, row=row, field=name, value=written))
                else:
                    weights[at, column[name]] = weight
    return Trials(choices, weights, np.arange(len(rows), dtype=np.int32)), problems

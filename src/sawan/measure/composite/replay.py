"""Draws written down by somebody else: one row a draw, a column for any factor and for any weight."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

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
    """The trials, and what is wrong with them."""
    draws = _Draws(spec, factors, len(rows), file)
    for at, fields in enumerate(rows):
        if len(fields) != len(header):
            draws.wrong("row_length", at, None, found=len(fields), expected=len(header))
            continue
        for name, written in zip(header, (field.strip() for field in fields), strict=True):
            draws.keep(at, name, written)
    return Trials(draws.choices, draws.weights, np.arange(len(rows), dtype=np.int32)), draws.problems


class _Draws:
    """Choices and weights as they are read, nominal until something else is found."""

    def __init__(self, spec: Spec, factors: tuple[Factor, ...], count: int, file: str | None) -> None:
        self.file = file
        self.factors = factors
        self.problems: list[Problem] = []
        self.place = {factor.name: at for at, factor in enumerate(factors)}
        self.column = {code: at for at, code in enumerate(spec.tree.below)}
        self.choices = np.full((count, len(factors)), -1, dtype=np.int32)
        self.weights = np.empty((count, len(self.column)))
        self.weights[:] = [spec.nominal.weights[code] for code in spec.tree.below]
        self.seen: set[str] = set()

    def wrong(self, name: str, at: int, field: str | None, /, **facts: Any) -> None:
        self.problems.append(fault(name, file=self.file, row=at + 2, field=field, **facts))

    def keep(self, at: int, name: str, written: str) -> None:
        """One field; an empty one is nominal."""
        if name == "draw":
            if written in self.seen:
                self.wrong("replay_twice", at, name, value=written)
            self.seen.add(written)
        elif written and name in self.place:
            self.choose(at, name, written)
        elif written:
            weight = number(written)
            if weight is None or weight <= 0:
                self.wrong("weight_not_positive", at, name, value=written)
            else:
                self.weights[at, self.column[name]] = weight

    def choose(self, at: int, name: str, written: str) -> None:
        chosen, most = whole(written), len(self.factors[self.place[name]].alternatives)
        if chosen is None or not 1 <= chosen <= most:
            self.wrong("replay_choice", at, name, value=written, factor=name, most=most)
        else:
            self.choices[at, self.place[name]] = chosen - 1

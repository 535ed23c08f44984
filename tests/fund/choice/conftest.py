"""What the tests of the choice share: reading texts, running the command, and enumeration of every selection."""

from __future__ import annotations

import csv
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML
from scipy.optimize import linprog

from sawan.fund import choice
from sawan.fund.choice.model import Model
from sawan.problems import Refused

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Run:
    """What one call of the command left behind."""

    status: int
    folder: Path
    errors: str

    @property
    def summary(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "summary.json").read_text(encoding="utf-8")))

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as page:
            return list(csv.DictReader(page))

    @property
    def shares(self) -> dict[str, float]:
        return {row["id"]: float(row["share"]) for row in self.rows("selection.csv") if row["selected"] == "1"}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Run]:
    """Run `sawan fund select` as a process on texts or bytes of both files."""

    def go(proposals: str | bytes, rules: str | bytes, *options: str) -> Run:
        for name, text in (("P.csv", proposals), ("R.yaml", rules)):
            (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        words = ["fund", "select", "--proposals", str(tmp_path / "P.csv"), "--rules", str(tmp_path / "R.yaml")]
        program = Path(sys.executable).with_name("sawan")
        done = subprocess.run(
            [str(program), *words, "--out", str(tmp_path / "out"), *options],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert done.stdout == ""
        return Run(done.returncode, tmp_path / "out", done.stderr)

    return go


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Run]:
    """The same run inside this process, without the command around it; bad input is a status of 2."""

    def go(proposals: str, rules: str, seconds: float = 60.0) -> Run:
        for old in tmp_path.iterdir():
            old.unlink()
        try:
            sources = choice.Sources(proposals.encode(), rules.encode())
            findings = choice.select(sources, choice.Clock(seconds))
        except Refused as refusal:
            texts, status = {"problems.csv": choice.problem_file(refusal.problems)}, 2
        else:
            texts, status = choice.files(findings, "test"), int(findings.choice.selection is None)
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Run(status, tmp_path, "")

    return go


@pytest.fixture
def vector() -> Callable[[str], tuple[str, str, dict[str, Any]]]:
    """The texts of a test vector and what it expects."""

    def read(name: str) -> tuple[str, str, dict[str, Any]]:
        folder = DATA / name
        texts = [(folder / file).read_text(encoding="utf-8") for file in ("P.csv", "R.yaml")]
        return texts[0], texts[1], json.loads((folder / "expect.json").read_text(encoding="utf-8"))

    return read


@pytest.fixture
def model() -> Callable[..., Model]:
    """A model from texts of both files."""

    def make(proposals: str, rules: str) -> Model:
        return Model(*choice.read(choice.Sources(proposals.encode(), rules.encode())))

    return make


@pytest.fixture
def enumerate_all() -> type[Everything]:
    """Every selection of a small instance, from the raw texts."""
    return Everything


class Everything:
    """All sets of proposals that obey the rules, found by trying each; shares by a linear programme a set.

    Written against the contract, not against the program: it reads both files on its own.
    """

    def __init__(self, proposals: str, rules: str, **changes: Any) -> None:
        self.rows = list(csv.DictReader(proposals.splitlines()))
        self.rules: dict[str, Any] = {**YAML(typ="safe").load(rules), **changes}
        self.index = {row["id"]: j for j, row in enumerate(self.rows)}
        self.size = len(self.rows)

    def column(self, name: str) -> np.ndarray[Any, Any]:
        if name == "total":
            return np.sum([self.column(column) for column in self.rules["ceilings"]], axis=0)
        return np.array([float(row[name]) for row in self.rows])

    def sets(self) -> Iterator[np.ndarray[Any, Any]]:
        """Sets that obey everything but ceilings and limits."""
        for bits in itertools.product((False, True), repeat=self.size):
            picks = np.array(bits)
            if self._structure(picks):
                yield picks

    def best(
        self, weights: Mapping[str, float] | None = None, *, whole: bool = False
    ) -> tuple[float, dict[str, float]] | None:
        """The largest objective and the shares that reach it; None when no selection obeys the rules."""
        found: tuple[float, dict[str, float]] | None = None
        for picks in self.sets():
            answer = self.shares(picks, self.worth(weights), whole=whole)
            if answer is not None and (found is None or answer[0] > found[0] + 1e-9):
                found = answer[0], {row["id"]: float(s) for row, s in zip(self.rows, answer[1], strict=True) if s > 0}
        return found

    def worth(self, weights: Mapping[str, float] | None = None) -> np.ndarray[Any, Any]:
        if weights is None:
            return self.column("value")
        return np.sum([w * self.column(name) for name, w in weights.items()], axis=0)

    def shares(
        self, picks: np.ndarray[Any, Any], worth: np.ndarray[Any, Any], *, whole: bool = False
    ) -> tuple[float, np.ndarray[Any, Any]] | None:
        """The best shares for a set of picks, or None when it breaks a rule at any shares."""
        least = np.array([1.0 if whole else float(row.get("min_share") or 1) for row in self.rows])
        rows, tops, constant = self._linear(picks)
        bonus = sum(float(s.get("value", 0)) for s in self.rules.get("synergies", ()) if self._all(picks, s["of"]))
        gamma = self.rules.get("robust", {}).get("gamma", 0)
        for column, most in self.rules["ceilings"].items():
            saved = sum(float(s.get(column, 0)) for s in self.rules.get("synergies", ()) if self._all(picks, s["of"]))
            for row in self._protected(self.column(column), picks, gamma):
                rows.append(row)
                tops.append(float(most) - saved)
        bounds = [(low, 1.0) if on else (0.0, 0.0) for on, low in zip(picks, least, strict=True)]
        matrix = np.array(rows) if rows else None
        if any(value > 1e-9 for value in constant):
            return None
        answer = linprog(-worth, A_ub=matrix, b_ub=tops if rows else None, bounds=bounds)
        return (float(-answer.fun) + bonus, answer.x) if answer.status == 0 else None

    def _protected(
        self, costs: np.ndarray[Any, Any], picks: np.ndarray[Any, Any], gamma: Any
    ) -> Iterator[np.ndarray[Any, Any]]:
        """One row for every set of proposals that may overrun together."""
        overrun = float(str(self.rules.get("robust", {}).get("overrun", "0%")).rstrip("%")) / 100
        funded = np.flatnonzero(picks)
        count = len(funded) if gamma == "all" else min(int(gamma), len(funded))
        for worst in itertools.combinations(funded, count):
            row = costs.copy()
            row[list(worst)] *= 1 + overrun
            yield row

    def _linear(self, picks: np.ndarray[Any, Any]) -> tuple[list[Any], list[float], list[float]]:
        """Limits as rows `row @ shares <= top`; those on counts as constants that must not be positive."""
        rows: list[Any] = []
        tops: list[float] = []
        constant: list[float] = []
        base = sum(float(most) for most in self.rules["ceilings"].values())
        for limit in self.rules.get("limits", ()):
            (tag, who), of = next(iter(limit["where"].items())), limit.get("of", "total")
            inside = np.array(
                [bool({*([who] if isinstance(who, str) else who)} & {*row[tag].split(";")}) for row in self.rows]
            )
            amounts = picks.astype(float) if of == "count" else self.column(of)
            part = np.where(inside, amounts, 0.0)
            for sign, end in ((-1.0, limit.get("min")), (1.0, limit.get("max"))):
                if end is None:
                    continue
                row, top = part, 0.0
                if str(end).endswith("% of chosen"):
                    row = part - float(str(end).split("%")[0]) / 100 * amounts
                elif str(end).endswith("%"):
                    top = base * float(str(end).rstrip("%")) / 100
                else:
                    top = float(end)
                if of == "count":
                    constant.append(sign * (float(row.sum()) - top))
                else:
                    rows.append(sign * row)
                    tops.append(sign * top)
        return rows, tops, constant

    def _all(self, picks: np.ndarray[Any, Any], ids: Sequence[str]) -> bool:
        return all(picks[self.index[name]] for name in ids)

    def _structure(self, picks: np.ndarray[Any, Any]) -> bool:
        rules, index = self.rules, self.index
        if not all(picks[index[name]] for name in rules.get("must", ())):
            return False
        if any(picks[index[name]] for name in rules.get("never", ())):
            return False
        for j in np.flatnonzero(picks):
            row = self.rows[j]
            for part in filter(None, (row.get("requires") or "").split(";")):
                if not any(picks[index[name]] for name in part.split("|")):
                    return False
            if any(picks[index[name]] for name in filter(None, (row.get("excludes") or "").split(";"))):
                return False
        for group in rules.get("groups", ()):
            count = sum(bool(picks[index[name]]) for name in group["of"])
            if not group.get("min", 0) <= count <= group.get("max", count):
                return False
        return True

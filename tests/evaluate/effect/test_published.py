"""Published effects, through the command: every row of published.csv within its tolerance."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run

DATA = Path(__file__).parent.parent / "data"
PANELS = {
    "prop99": ("packs", "state", "California", "1989"),
    "basque": ("gdpcap", "regionname", "Basque Country (Pais Vasco)", "1970"),
}


def published() -> dict[tuple[str, str], list[dict[str, str]]]:
    cases = defaultdict(list)
    with (DATA / "published.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cases[row["panel"], row["method"]].append(row)
    return cases


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def figure(folder: Path, quantity: str) -> float:
    kind, _, name = quantity.partition(" ")
    if kind == "weight":
        return next(float(row["weight"]) for row in read(folder / "weights.csv") if row["name"] == name)
    if kind == "effect" and name:
        return next(float(row["effect"]) for row in read(folder / "effects.csv") if row["year"] == name)
    return float(json.loads((folder / "summary.json").read_text(encoding="utf-8"))[quantity])


@pytest.mark.parametrize(("panel", "method"), published())
def test_published_effect_is_reached(tmp_path: Path, panel: str, method: str) -> None:
    outcome, unit, treated, start = PANELS[panel]
    name, _, spec = method.partition(" + ")
    asked = ["evaluate", "effect", "--panel", str(DATA / f"{panel}.csv"), "--outcome", outcome, "--unit", unit]
    asked += ["--time", "year", "--treated", treated, "--from", start, "--method", name, "--out", str(tmp_path)]
    asked += ["--predictors", str(DATA / spec)] if spec else []
    assert run(sawan, asked) == 0
    for row in published()[panel, method]:
        found, said = figure(tmp_path, row["quantity"]), float(row["value"])
        if row["tolerance"] == "at most" or "at most" in row["source"]:
            assert found <= said * 1.001, row
        else:
            assert found == pytest.approx(said, abs=float(row["tolerance"])), row
    answer = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    if method == "sc + prop99.yaml":
        assert answer["verdict"] == "lowered"
        assert len(read(tmp_path / "balance.csv")) == 7
    if method == "sc + basque-14-fixed.yaml":
        assert (answer["verdict"], answer["reasons"]) == ("no_clear_effect", ["leave_one_out"])

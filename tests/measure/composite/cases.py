"""Running the command on a folder with a case and comparing what it leaves with what is expected."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from sawan.cli import sawan
from sawan.console import run

DATA = Path(__file__).parent / "data"
KEYS = ("area", "other", "year", "from", "to", "indicator", "level", "code", "measure", "output", "factor", "rank")


def run_case(folder: Path, out: Path, *extra: str) -> int:
    """Exit status of the command on `spec.yaml` and `data.csv` of a folder."""
    inputs = ["--spec", str(folder / "spec.yaml"), "--data", str(folder / "data.csv")]
    return run(sawan, ["measure", "composite", *inputs, "--out", str(out), *extra])


def run_text(folder: Path, spec: str, data: str, *extra: str) -> int:
    """The same on texts, written into a folder; results go to its `out`."""
    (folder / "spec.yaml").write_text(spec, encoding="utf-8")
    (folder / "data.csv").write_text(data, encoding="utf-8")
    return run_case(folder, folder / "out", *extra)


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as page:
        return list(csv.DictReader(page))


def key_of(row: dict[str, str], expected: dict[str, str], name: str) -> tuple[str, ...]:
    """What tells a row from the others; a rank is a key only where it is not a result."""
    columns = [column for column in KEYS if column in expected and (column != "rank" or name == "ranks.csv")]
    return tuple(row[column] for column in columns)


def differences(folder: Path, out: Path) -> list[str]:
    """Every place where an expected file and ours do not agree by the rules of the case."""
    tolerance = json.loads((folder / "case.json").read_text(encoding="utf-8"))["tolerance"]
    found = []
    for page in sorted((folder / "expected").glob("*.csv")):
        expected = table(page)
        ours = {key_of(row, expected[0], page.name): row for row in table(out / page.name)}
        for row in expected:
            key = key_of(row, expected[0], page.name)
            if key not in ours:
                found.append(f"{page.name} {key}: no row")
                continue
            found += [
                f"{page.name} {key} {column}: {ours[key][column]!r}, expected {text!r}"
                for column, text in row.items()
                if not agree(ours[key][column], text, tolerance)
            ]
    return found


def agree(ours: str, expected: str, tolerance: float) -> bool:
    """Equal as texts, or as numbers within the tolerance."""
    if ours == expected:
        return True
    try:
        return abs(float(ours) - float(expected)) <= tolerance * max(1.0, abs(float(expected)))
    except ValueError:
        return False

"""The examples of the reference pages are run; every method has its row there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from tests.measure.composite.cases import agree, run_text, table

from sawan.measure.composite import methods

PAGES = Path(__file__).parents[3] / "docs" / "reference" / "composite"
BLOCK = re.compile(r"^```(\w+) ?([\w.]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITH_EXAMPLE = sorted(page.name for page in PAGES.glob("*.md") if "```yaml spec" in page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_example_of_the_page_comes_out(name: str, tmp_path: Path) -> None:
    blocks = [match.groups() for match in BLOCK.finditer((PAGES / name).read_text(encoding="utf-8"))]
    given = {what: text for _, what, text in blocks if what in ("spec", "data", "draws.csv")}
    (tmp_path / "draws.csv").write_text(given.get("draws.csv", ""), encoding="utf-8")
    assert run_text(tmp_path, given["spec"], given["data"]) == 0
    shown = [(what, text) for _, what, text in blocks if what.endswith(".csv") and what != "draws.csv"]
    assert shown
    for file, text in shown:
        ours = table(tmp_path / "out" / file)
        for row in csv.DictReader(io.StringIO(text)):
            assert any(all(agree(own[key], value, 1e-9) for key, value in row.items()) for own in ours), (file, row)


def test_every_step_has_a_page_with_an_example() -> None:
    assert len(WITH_EXAMPLE) >= 10


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("imputation.md", methods.IMPUTE),
        ("treatment.md", methods.TREAT),
        ("normalisation.md", methods.NORMALISE),
        ("aggregation.md", methods.AGGREGATE),
    ],
)
def test_every_method_has_its_row(page: str, names: methods.Table) -> None:
    rows = [
        line.split("|")[1] for line in (PAGES / page).read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    assert set(names) == set(re.findall(r"`(\w+)`", " ".join(rows)))


def test_python_example_runs() -> None:
    text = (PAGES / "python.md").read_text(encoding="utf-8")
    for language, _, code in BLOCK.findall(text):
        if language == "python":
            exec(code, {})

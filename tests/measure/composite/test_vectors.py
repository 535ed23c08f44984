"""The published cases: COINr's ASEM example and the worked example, through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.measure.composite.cases import DATA, differences, key_of, run_case, table

CASES = sorted(path.parent for path in DATA.glob("*/case.json"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_agrees_with_what_was_published(folder: Path, tmp_path: Path) -> None:
    expected = json.loads((folder / "case.json").read_text(encoding="utf-8"))["exit"]
    assert run_case(folder, tmp_path / "out") == expected
    assert differences(folder, tmp_path / "out") == []


def test_worked_example_has_every_row_in_the_order_of_the_contract(tmp_path: Path) -> None:
    folder = DATA / "worked-example"
    run_case(folder, tmp_path)
    for page in (folder / "expected").glob("*.csv"):
        ours, theirs = table(tmp_path / page.name), table(page)
        assert list(ours[0]) == list(theirs[0])
        assert [key_of(row, ours[0], page.name) for row in ours] == [key_of(row, ours[0], page.name) for row in theirs]

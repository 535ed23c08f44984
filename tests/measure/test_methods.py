"""Every worked example of the pages on methods is run, against the accounts that ship."""

from __future__ import annotations

import csv
import doctest
import gzip
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[2] / "docs" / "methods").glob("*.md"))


def accounts(area: str) -> dict[str, dict[int, float]]:
    """The published accounts of an area in edition 2020, by code and B.E. year."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for name in ("gpp-totals.csv.gz", "gpp-by-sector.csv.gz"):
        page = files("sawan.measure") / "data" / "observations" / name
        for row in csv.DictReader(gzip.decompress(page.read_bytes()).decode().splitlines()):
            if row["area_code"] == area:
                found[row["indicator"]][int(row["year_be"])] = float(row["value"])
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_give_what_the_page_says(page: Path) -> None:
    failed, run = doctest.testfile(str(page), module_relative=False, globs={"accounts": accounts})
    assert failed == 0
    assert run or page.stem == "index"

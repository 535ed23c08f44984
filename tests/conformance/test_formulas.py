"""Every shipped definition on every engine gives what the plain reference gives, to 1e-9, with the same pedigree."""

from __future__ import annotations

import csv
import gzip
import math
import os
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sawan.measure import bulk, catalogue, derive, editions, engine
from sawan.measure.bulk import Figure
from sawan.measure.derive import Entry, Known
from sawan.measure.importing import STATUSES, Rows

CATALOGUE = catalogue.load()
ENTRIES = derive.order(CATALOGUE)
AREAS = {"TH", "10", "38", "43", "60", "23", "N-L2", "6001", "601201", "600101"}
TODAY = date(2026, 1, 1)
Said = dict[tuple[str, str, str], tuple[float, int, str, int]]


@cache
def figures() -> tuple[Figure, ...]:
    """The observations that ship for some areas, as the store hands them to a computation."""
    needed = set().union(*(derive.needs(entry) for entry in ENTRIES))
    dates, found, newest = editions.load(), [], {}
    for page in sorted((catalogue.shipped().parent / "observations").iterdir()):
        for at, row in enumerate(_rows(page)):
            if row["area_code"] in AREAS and row["indicator"] in needed:
                code, period, vintage = row["indicator"], row["year_be"], row["vintage"]
                day = dates.day(vintage, int(period), TODAY)
                status = STATUSES.index(row["status"])
                figure = (code, row["area_code"], period, vintage, day, float(row["value"]), status, "", at)
                if CATALOGUE[code].account:
                    found.append(figure)
                elif (before := newest.get(figure[:3])) is None or before[4] <= day:
                    newest[figure[:3]] = figure
    return (*found, *newest.values())


def _rows(page: Path) -> Iterable[dict[str, str]]:
    content = page.read_bytes()
    text = (gzip.decompress(content) if page.suffix == ".gz" else content).decode()
    return csv.DictReader(text.splitlines())


@cache
def reference() -> Said:
    """What the plain evaluation, figure by figure, says."""
    gathered: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for code, area, period, *entry in figures():
        gathered.setdefault((code, area, period), {})[entry[0]] = Entry(*entry)  # type: ignore[arg-type]
    known = Known()
    for key, entries in gathered.items():
        known.put(*key, derive.editions(entries))
    found, _ = derive.compute(ENTRIES, AREAS, known, CATALOGUE)
    return {
        (one.code, one.area, one.period): (
            one.answer.value or 0.0,
            one.answer.status,
            one.answer.vintage,
            one.answer.published,
        )
        for one in found
    }


def said(rows: Rows) -> Said:
    found: Said = {}
    for series, period, origin, value in zip(rows.series_at, rows.period_at, rows.origin_at, rows.value, strict=True):
        key, told = rows.series[series], rows.origins[origin]
        place = (key.indicator, key.area, rows.periods[period])
        assert place not in found
        found[place] = (value, told.status, told.vintage, told.published)
    return found


def compare(found: Said) -> None:
    wanted = reference()
    assert found.keys() == wanted.keys()
    for place, (value, *pedigree) in found.items():
        assert math.isclose(value, wanted[place][0], rel_tol=1e-9, abs_tol=1e-12), place
        assert pedigree == list(wanted[place][1:]), place


def test_the_reference_computes_most_formulas() -> None:
    assert len({code for code, _, _ in reference()}) > 25
    assert len(reference()) > 1500


def test_arrays_agree_with_the_reference() -> None:
    compare(said(bulk.compute(ENTRIES, figures(), CATALOGUE, "").rows))


def test_duckdb_agrees_with_the_reference() -> None:
    compare(said(engine.run("duckdb", ENTRIES, figures(), CATALOGUE, "")))


@pytest.mark.postgres
def test_postgres_agrees_with_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    url = os.environ.get("SAWAN_TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("needs PostgreSQL: run scripts/services pytest ...")
    monkeypatch.setenv("SAWAN_DATABASE_URL", url)
    compare(said(engine.run("postgres", ENTRIES, figures(), CATALOGUE, "")))


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("master", ["local-cluster[2,1,2048]"])
def test_spark_agrees_with_the_reference(monkeypatch: pytest.MonkeyPatch, master: str) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("SAWAN_SPARK_MASTER", master)
    compare(said(engine.run("spark", ENTRIES, figures(), CATALOGUE, "")))

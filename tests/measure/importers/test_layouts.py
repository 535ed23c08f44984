"""Recorded files of publishers give the observations that ship, and other files are not taken for them."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from sawan.measure import catalogue, editions, importers
from sawan.measure.importers import air4thai, ckan, dopa, nesdc_gpp, nesdc_hai
from sawan.measure.importing import STATUSES, Against, Report, check
from sawan.problems import Refused

DATA = Path(__file__).parent / "data"
GPP, HAI = DATA / "nesdc-gpp-wide-nakhon-sawan.csv", DATA / "nesdc-hai-2564-wide.xlsx"
DOPA = DATA / "dopa-stat-a57-extract.txt"
HOURS = DATA.parents[1] / "data" / "air4thai-history-2019-03t-05t.json.gz"
AGAINST = Against(catalogue.load(), editions.load(), date(2026, 11, 24))
Said = dict[tuple[str, str, str], tuple[float, str]]


def checked(path: Path) -> Report:
    report = check(path, AGAINST, opening=importers.open_any)
    assert not report.problems
    return report


def said(report: Report) -> Said:
    rows = report.rows
    return {
        (rows.series[s].indicator, rows.series[s].area, rows.periods[p]): (v, STATUSES[rows.origins[o].status])
        for s, p, o, v in zip(rows.series_at, rows.period_at, rows.origin_at, rows.value, strict=True)
    }


def shipped(name: str, area: str = "") -> Said:
    content = (catalogue.shipped().parent / "observations" / name).read_bytes()
    rows = csv.DictReader(gzip.decompress(content).decode().splitlines())
    return {
        (row["indicator"], row["area_code"], row["year_be"]): (float(row["value"]), row["status"])
        for row in rows
        if area in ("", row["area_code"])
    }


def test_gpp_of_a_province_is_what_ships() -> None:
    assert importers.layout_of(GPP) == "nesdc-gpp"
    wanted = shipped("gpp-totals.csv.gz", "60") | shipped("gpp-by-sector.csv.gz", "60")
    assert said(checked(GPP)) == wanted


@pytest.mark.parametrize("content", [HAI.read_bytes(), b"indicator,area,year_be,value\rhai,60,2563,0.6\r"])
def test_a_csv_by_name_only_is_no_accident(tmp_path: Path, content: bytes) -> None:
    page = tmp_path / "renamed.csv"
    page.write_bytes(content)
    assert importers.layout_of(page) == "tidy"


def test_an_unknown_sector_is_refused_by_name_and_row(tmp_path: Path) -> None:
    page = tmp_path / "gpp.csv"
    page.write_text(GPP.read_text("utf-8").replace(",Manufacturing,", ",Making things,"), "utf-8")
    with pytest.raises(Refused) as refusal:
        nesdc_gpp.read(page)
    assert len(refusal.value.problems) == 2
    assert "Making things" in refusal.value.problems[0].en
    assert refusal.value.problems[0].row == 8


def test_hai_is_what_ships() -> None:
    assert importers.layout_of(HAI) == "nesdc-hai"
    found, wanted = said(checked(HAI)), shipped("hai-2558-2564.csv.gz")
    assert found.keys() == wanted.keys()
    for place, (value, _) in found.items():
        assert value == pytest.approx(wanted[place][0], abs=1e-9)


def test_the_register_gives_country_and_provinces_and_leaves_out_offices() -> None:
    assert importers.layout_of(DOPA) == "dopa-register"
    found = said(checked(DOPA))
    assert found["population_registered", "TH", "2557"][0] == 65_124_716
    assert found["population_registered_female", "10", "2557"][0] == 2_996_765
    assert found["households_registered", "10", "2557"][0] == 2_672_423
    assert {area for _, area, _ in found} == {"TH", "10"}


def test_a_line_of_the_register_that_does_not_sum_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "stat.txt"
    page.write_text(DOPA.read_text("utf-8").replace("65,124,716", "65,124,717"), "utf-8")
    with pytest.raises(Refused, match="sum"):
        dopa.read(page)


def answer(**changes: object) -> str:
    fields = [
        {"type": "int", "id": "_id"},
        *({"type": "text", "id": name} for name in ("indicator", "area", "year_be", "value")),
    ]
    records = [{"_id": 1, "indicator": "births", "area": "นครสวรรค์", "year_be": 2564, "value": "6,605"}]
    return json.dumps({"success": True, "result": {"fields": fields, "records": records, "total": 1}} | changes)


def test_records_of_a_data_store_with_tidy_columns_are_rows(tmp_path: Path) -> None:
    page = tmp_path / "answer.json"
    page.write_text(answer(), "utf-8")
    assert importers.layout_of(page) == "ckan"
    assert said(checked(page)) == {("births", "60", "2564"): (6605.0, "official")}


@pytest.mark.parametrize(
    "text",
    [
        answer(success=False, error={"__type": "Not Found Error", "message": "Not found"}),
        answer(result={}),
        answer(result=[]),
        '{"success": true, "result": ',
    ],
)
def test_an_answer_that_failed_is_refused(tmp_path: Path, text: str) -> None:
    page = tmp_path / "answer.json"
    page.write_text(text, "utf-8")
    with pytest.raises(Refused):
        ckan.read(page)


def test_hours_of_stations_leave_out_what_was_not_measured(tmp_path: Path) -> None:
    page = tmp_path / "history.json"
    page.write_bytes(gzip.decompress(HOURS.read_bytes()))
    assert air4thai.recognise(page)
    found = air4thai.read_hours(page)
    assert set(found) == {"03t", "05t"}
    assert {len(hours) for hours in found.values()} == {816}
    at, first = found["03t"][0]
    assert at.isoformat() == "2019-01-01T00:00:00"
    assert all(isinstance(value, float) for value in first.values())
    page.write_text('{"stations": [{"stationID": 1}]}', "utf-8")
    with pytest.raises(Refused):
        air4thai.read_hours(page)


def test_no_layout_is_taken_for_another(tmp_path: Path) -> None:
    tidy = tmp_path / "tidy.csv"
    tidy.write_text("indicator,area,year_be,value\nhai,60,2564,0.5\n", "utf-8")
    for path in (GPP, HAI, DOPA, tidy, tmp_path / "missing.csv", tmp_path):
        taken = [layout.NAME for layout in importers.LAYOUTS if layout.recognise(path)]
        assert len(taken) == (path in (GPP, HAI, DOPA))
    assert importers.layout_of(tidy) == "tidy"
    assert not nesdc_hai.recognise(DOPA)

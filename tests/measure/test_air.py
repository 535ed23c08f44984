"""The air quality index against published readings, and the worked month of a station."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from sawan.measure import air

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", rows("aqi-th-2561-air4thai-20190115.csv"), ids=lambda row: row["station_id"])
def test_index_is_the_one_that_air4thai_published(row: dict[str, str]) -> None:
    readings = {name: float(row[name]) for name in ("pm25", "pm10", "o3", "co", "no2", "so2") if row[name]}
    assert air.index("2561", readings).value == int(row["published_aqi"])


@pytest.mark.parametrize("row", rows("aqi-subindex-2561-2566.csv"), ids=lambda row: "-".join(list(row.values())[:3]))
def test_sub_index_on_and_beside_the_breakpoints(row: dict[str, str]) -> None:
    found = air.sub_index(row["edition"], row["pollutant"], float(row["concentration"]))
    if not row["sub_index"]:
        assert found is None
        return
    assert found == pytest.approx(float(row["sub_index"]), abs=1e-9)
    assert air.index(row["edition"], {row["pollutant"]: float(row["concentration"])}).value == int(row["rounded"])


def test_the_pollutant_that_set_the_index_is_told() -> None:
    assert air.index("2561", {"pm25": 57, "pm10": 40}) == air.Index(116, "pm25")
    assert air.index("2566", {"pm25": 90, "pm10": 40}) == air.Index(None, "pm25")


@pytest.mark.parametrize(
    ("station", "valid", "mean", "over50", "over37", "over15"),
    [("05t", 31, 45.2796, 13, 22, 31), ("03t", 30, 62.1278, 22, 25, 30)],
)
def test_a_month_of_a_station(station: str, valid: int, mean: float, over50: int, over37: int, over15: int) -> None:
    content = json.loads(gzip.decompress((DATA / "air4thai-history-2019-03t-05t.json.gz").read_bytes()))
    data = next(one["data"] for one in content["stations"] if one["stationID"] == station)
    hours = [
        (datetime.fromisoformat(one["DATETIMEDATA"]), float(one["PM25"]))
        for one in data
        if one.get("PM25") not in (None, "-") and one["DATETIMEDATA"].startswith("2019-01")
    ]
    days = air.daily_means(hours)
    found = air.fine_dust(days, 31)
    assert (found.valid_days, found.days_over, found.enough) == (valid, over50, True)
    assert found.mean == pytest.approx(mean, abs=5e-5)
    assert air.fine_dust(days, 31, 37.5).days_over == over37
    assert air.fine_dust(days, 31, 15).days_over == over15


def test_the_standard_of_the_day_is_used() -> None:
    days = {date(2023, 5, 31): 40.0, date(2023, 6, 1): 40.0}
    assert air.fine_dust(days, 365).days_over == 1
    assert not air.fine_dust(days, 365).enough
    assert air.fine_dust({}, 365).mean is None

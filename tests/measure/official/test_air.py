"""Air: twenty published Air4Thai values, both editions beside their breakpoints, days over the standard."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from sawan.measure.official import air

DATA = Path(__file__).parent.parent / "data"
POLLUTANTS = ("pm25", "pm10", "o3", "co", "no2", "so2")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig") as page:
        return list(csv.DictReader(page))


@pytest.mark.parametrize(
    "row", rows("aqi-th-2561-air4thai-20190115.csv"), ids=lambda row: row["station_id"] + row["time"]
)
def test_index_reproduces_published_values(row: dict[str, str]) -> None:
    found = air.index({name: float(row[name]) for name in POLLUTANTS if row[name]}, 2561)
    assert found is not None
    assert found.index == int(row["published_aqi"])


@pytest.mark.parametrize(
    "row", rows("aqi-subindex-2561-2566.csv"), ids=lambda r: f"{r['edition']}-{r['pollutant']}-{r['concentration']}"
)
def test_sub_index_on_and_beside_the_breakpoints(row: dict[str, str]) -> None:
    found = air.sub_index(row["pollutant"], float(row["concentration"]), int(row["edition"]))
    if row["sub_index"] == "":
        assert found is None
    else:
        assert found == pytest.approx(float(row["sub_index"]), abs=1e-9)


def test_above_the_last_band_no_number_is_made_up() -> None:
    assert air.index({"pm25": 95.0, "o3": 10.0}, 2561) == air.Reading(201, "pm25", above=True)
    assert air.index({}, 2561) is None


def test_standard_and_edition_change_on_the_same_day() -> None:
    eve, day = date(2023, 5, 31), date(2023, 6, 1)
    assert (air.standard_on(eve), air.standard_on(day)) == (50.0, 37.5)
    assert (air.edition_on(eve), air.edition_on(day)) == (2561, 2566)


def test_days_over_counts_by_the_standard_in_force_and_shows_valid_days() -> None:
    start = date(2023, 5, 30)
    days = {start + timedelta(days=n): value for n, value in enumerate([40.0, 51.0, 40.0, None])}
    assert air.days_over(days) == air.Days(over=2, valid=3, mean=pytest.approx(131 / 3))
    assert air.days_over(days, standard=15).over == 3


def test_a_day_needs_eighteen_hours() -> None:
    assert air.daily_mean([1.0] * 17 + [None] * 7) is None
    assert air.daily_mean([1.0] * 18 + [None] * 6) == 1.0


def test_a_negative_concentration_is_refused() -> None:
    with pytest.raises(ValueError, match="from nought"):
        air.sub_index("pm25", -1, 2566)

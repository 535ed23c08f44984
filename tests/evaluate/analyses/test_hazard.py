"""Repeated flood: the results computed for Nakhon Sawan when the guidelines were studied, and the method by hand."""

import math

import numpy as np
import pytest

from sawan.areas import register
from sawan.evaluate.analyses import hazard, observed
from sawan.evaluate.analyses.hazard import Line, Options, is_about_water, spent, years_flooded
from sawan.problems import NoAnswer, Refused


@pytest.fixture(scope="module")
def found():
    return hazard.answer("60")


@pytest.fixture(scope="module")
def rows(found):
    return {row["area"]: row for row in found.listing.records()}


def _named(rows, name):
    (row,) = [row for code, row in rows.items() if register.get(code).name_en == name]
    return row


def test_repeated_area_of_the_province_and_its_districts(rows):
    assert sum(row["repeated_km2"] for row in rows.values()) == pytest.approx(502.0, abs=0.05)
    for district, km2 in {"6003": 249.2, "6008": 106.5, "6001": 55.7, "6002": 31.3}.items():
        inside = [row["repeated_km2"] for code, row in rows.items() if code[:4] == district]
        assert sum(inside) == pytest.approx(km2, abs=0.06)


def test_subdistricts_add_up_to_the_published_total_of_each_year():
    whole = {year: one.value for year, one in observed.series(hazard.FLOODED, "60").items()}
    parts = observed.one_edition(observed.read([hazard.FLOODED], level="subdistrict"))
    assert sorted(whole) == list(range(2560, 2569))
    for year, total in whole.items():
        assert sum(one.value for one in parts if one.year == year) == pytest.approx(total, abs=0.1)


def test_twelve_subdistricts_hold_two_thirds(found, rows):
    largest = sorted((row["repeated_km2"] for row in rows.values()), reverse=True)
    assert 100 * sum(largest[:12]) / sum(largest) == pytest.approx(66.8, abs=0.05)
    assert "12 subdistricts hold 66.8%" in found.text.en


@pytest.mark.parametrize(
    ("name", "km2"),
    [("Thap Krit", 76.64), ("Bang Khian", 51.33), ("Wang Maha Kon", 42.07), ("Phanom Set", 37.48), ("Phikun", 22.34)],
)
def test_largest_repeated_areas(rows, name, km2):
    assert _named(rows, name)["repeated_km2"] == pytest.approx(km2)


def test_thap_krit_is_flooded_on_68_percent_of_itself(rows):
    assert _named(rows, "Thap Krit")["share_percent"] == pytest.approx(68.0, abs=0.05)


def test_years_with_five_percent_or_more(rows):
    years = [row["years_flooded"] for row in rows.values()]
    assert len(years) == 130
    assert years.count(0) == 79
    assert sum(count >= 6 for count in years) == 16
    assert _named(rows, "Phikun")["years_flooded"] == 9


def test_gaps_in_warning_are_three(rows):
    gaps = {register.get(code).name_en for code, row in rows.items() if row["gap"]}
    assert gaps == {"Thap Krit", "Nong Krachao", "Phai Sing"}


def test_rain_gauges_within_five_and_beyond_ten_kilometres(rows):
    distances = [row["gauge_km"] for row in rows.values()]
    assert sum(km <= 5 for km in distances) == 36
    assert sum(km > 10 for km in distances) == 32


def test_peaks_of_the_province(found):
    peaks = dict(found.more["peaks"].rows)
    assert [peaks[year] for year in (2560, 2563, 2564, 2565, 2568)] == [736.7, 33.0, 685.3, 803.9, 637.5]


def test_chance_lies_inside_its_interval_and_grows_with_the_years(rows):
    by_years = {}
    for row in rows.values():
        assert 0 < row["chance_low"] < row["chance"] < row["chance_high"] < 1
        by_years.setdefault(row["years_flooded"], set()).add(round(row["chance"], 12))
    assert all(len(chances) == 1 for chances in by_years.values())
    ordered = [by_years[years].pop() for years in sorted(by_years)]
    assert ordered == sorted(ordered)


def test_the_answer_says_what_the_data_are_not(found):
    assert "กรมพัฒนาที่ดิน" in found.text.th
    assert "land department" in found.text.en


def test_district_keeps_the_chances_of_the_province(rows):
    for row in hazard.answer("6003").listing.records():
        assert row == rows[row["area"]]


def test_missing_year_is_neither_flooded_nor_dry():
    flooded = np.array([[1.0, np.nan, 0.1], [np.nan, np.nan, np.nan]])
    assert years_flooded(flooded, np.array([10.0, 10.0]), 5).tolist() == [1, 0]


def test_water_words_forgive_lost_tone_marks():
    assert is_about_water("ก่อสร้างเขื่อนป้องกันตลิ่งริมแม่น้ำปิง")
    assert is_about_water("ปรับปรุงแหล่งนำบึงสนุ่น")
    assert is_about_water("ชุดลอกด้วยเรือขุด")
    assert not is_about_water("รถบรรทุก (ดีเซล) ขนาด 6 ตัน 6 ล้อ แบบบรรทุกน้ำ")
    assert not is_about_water("ปรับปรุงทัณฑสถานเปิดหนองน้ำขุ่น")


def test_line_in_two_places_is_shared():
    lines = [Line(("600101", "600102"), "ฝาย", 100), Line(("600101",), "ฝาย", 50), Line(("999999",), "ฝาย", 7)]
    assert spent(lines, ["600101", "600102", "600103"]) == {
        "600101": (2, 100.0),
        "600102": (1, 50.0),
        "600103": (0, 0.0),
    }


def test_money_goes_to_two_of_the_sixteen(found):
    money = {row["area"]: row for row in found.more["money"].records()}
    assert money["600302"]["budget_baht"] == 23_210_000  # canal from the Nan to Bueng Boraphet, Thap Krit
    assert money["600112"]["budget_baht"] == 195_000_000  # the lake itself: dredging and a retention basin
    assert money["600306"]["lines"] == 0


def test_province_without_radar_gets_a_sentence():
    with pytest.raises(NoAnswer) as answer:
        hazard.answer("61")
    assert "61" in answer.value.problem.th


def test_floods_of_another_province_come_alive_with_a_file(tmp_path):
    page = tmp_path / "floods.csv"
    codes = [area.code for area in register.children("61", "subdistrict")]
    rows = [f"{code},{year},{int(code in codes[:5])}" for code in codes for year in range(2560, 2568)]
    page.write_text("area,year_be,flooded_km2\n" + "\n".join(rows), encoding="utf-8")
    answer = hazard.answer("61", Options(threshold=0.001), page)
    often = [row for row in answer.listing.records() if row["years_flooded"] == 8]
    assert len(often) == 5
    assert all(row["gap"] is None and row["gauge_km"] is None and row["repeated_km2"] is None for row in often)
    assert "No list of gauges" in answer.text.en
    assert "cannot be matched" in answer.text.en


def test_faulty_floods_file_tells_every_fault(tmp_path):
    page = tmp_path / "floods.csv"
    page.write_text("area,year_be,flooded_km2\nTHA.1,2560,1\n600101,2020,1\n600102,2560,-3\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        hazard.answer("60", floods=page)
    assert [problem.row for problem in refusal.value.problems] == [2, 3, 4]


@pytest.mark.parametrize("options", [Options(threshold=0), Options(years_min=0), Options(warning_km=math.nan)])
def test_options_that_make_no_sense_are_refused(options):
    with pytest.raises(Refused):
        hazard.answer("60", options)

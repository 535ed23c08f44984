"""Files as offices send them: what is understood, and what is refused by row, field and reason."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sawan.measure import catalogue, editions
from sawan.measure.importing import Against, Report, check
from sawan.problems import Refused

AGAINST = Against(catalogue.load(), editions.load(), date(2026, 11, 24))
HEADER = "indicator,area,year_be,value"


def checked(tmp_path: Path, text: str | bytes, name: str = "file.csv", against: Against = AGAINST) -> Report:
    page = tmp_path / name
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(page, against)


def told(report: Report) -> list[tuple[int | None, str | None, str]]:
    return [(problem.row, problem.field, problem.code) for problem in report.problems]


def row(report: Report, at: int = 0) -> tuple[str, str, str, float, str]:
    rows = report.rows
    key, origin = rows.series[rows.series_at[at]], rows.origins[rows.origin_at[at]]
    return key.indicator, key.area, rows.periods[rows.period_at[at]], rows.value[at], origin.vintage


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_and_delimiters_of_thai_offices(tmp_path: Path, encoding: str, delimiter: str, packed: bool) -> None:
    text = f"{HEADER}\nhai,นครสวรรค์,2563,0.6\n".replace(",", delimiter).encode(encoding)
    found = checked(tmp_path, gzip.compress(text) if packed else text)
    assert not found.problems
    assert row(found) == ("hai", "60", "2563", 0.6, "")


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "shift-jis"])
def test_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    name = {"latin-1": "Côte d'Azur é è ü", "shift-jis": "東京都", "utf-16": "นครสวรรค์"}[encoding]
    with pytest.raises(Refused):
        checked(tmp_path, f"{HEADER}\nhai,{name},2563,0.6\n".encode(encoding))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("๐.๖๓", 0.63),
        ('"1,234.5"', 1234.5),
        ('"๑,๒๓๔"', 1234.0),
        ("-3", -3.0),
        ("−3", -3.0),
        (" 7 ", 7.0),
        ("1e3", 1000.0),
        ("0", 0.0),
    ],
)
def test_numbers_in_every_spelling(tmp_path: Path, cell: str, value: float) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,60,2563,{cell}\n")
    assert not found.problems
    assert found.rows.value[0] == pytest.approx(value)


@pytest.mark.parametrize("cell", ["", "-", "n/a", "N/A", ".."])
def test_not_available_is_a_missing_value_with_its_word_never_zero(tmp_path: Path, cell: str) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,60,2563,{cell}\n")
    assert not found.problems
    assert found.rows.value[0] != found.rows.value[0]
    assert found.rows.origins[found.rows.origin_at[0]].reason == (cell or "empty")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("nan", "not_finite"),
        ("inf", "not_finite"),
        ("-Infinity", "not_finite"),
        ("1e999", "not_finite"),
        ("1_000", "not_a_number"),
        ("12.5*", "footnote_mark"),
        ("116801p", "footnote_mark"),
        ("12 (1)", "footnote_mark"),
        ("12%", "not_a_number"),
        ("(5)", "not_a_number"),
        ('"1,23"', "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("สิบ", "not_a_number"),
        ("0x10", "not_a_number"),
        ("=1+1", "not_a_number"),
    ],
)
def test_what_is_no_number_is_refused(tmp_path: Path, cell: str, code: str) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,60,2562,0.5\nhai,60,2563,{cell}\n")
    assert told(found) == [(3, "value", code)]


@pytest.mark.parametrize(
    ("column", "cell", "result"),
    [
        ("year_be", "2564", "2564"),
        ("year_be", "๒๕๖๔", "2564"),
        ("year_ce", "2021", "2564"),
        ("period", "2564", "2564"),
        ("period", "2564-Q3", "2564-Q3"),
        ("period", "2564-07", "2564-07"),
        ("year_be", "2021", "ce_for_be"),
        ("year_ce", "2564", "be_for_ce"),
        ("period", "2021-Q3", "ce_for_be"),
        ("year_be", "2564-Q3", "not_a_year"),
        ("period", "2564-13", "not_a_period"),
        ("period", "2564-Q5", "not_a_period"),
        ("year_be", "64", "not_a_period"),
        ("year_be", "", "no_period"),
        ("year_be", "3000", "not_a_be_year"),
    ],
)
def test_years_of_both_eras_and_their_mixups(tmp_path: Path, column: str, cell: str, result: str) -> None:
    found = checked(tmp_path, f"indicator,area,{column},value\nhai,60,{cell},0.5\n")
    if found.problems:
        assert told(found) == [(2, column, result)]
    else:
        assert row(found)[2] == result


def test_a_mixed_up_era_names_the_year_that_was_meant(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, f"{HEADER}\nhai,60,2021,0.5\n").problems
    assert "2564" in problem.en
    assert "2564" in problem.th
    assert "2021" in problem.en


def test_two_years_that_disagree_are_refused(tmp_path: Path) -> None:
    found = checked(tmp_path, "indicator,area,year_be,year_ce,value\nhai,60,2564,2021,1\nhai,60,2564,2020,1\n")
    assert told(found) == [(3, "year_ce", "periods_disagree")]


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("60", "60"),
        ("TH-60", "60"),
        ("นครสวรรค์", "60"),
        ("อ.ตาคลี", "6007"),
        ("Takhli", "6007"),
        ("๖๐", "60"),
        ("TH", "TH"),
    ],
)
def test_areas_by_code_and_name(tmp_path: Path, area: str, code: str) -> None:
    assert row(checked(tmp_path, f"{HEADER}\nhai,{area},2563,0.5\n"))[1] == code


def test_area_is_read_from_its_other_columns(tmp_path: Path) -> None:
    for column in ("area_code", "area_code_th"):
        assert row(checked(tmp_path, f"indicator,{column},year_be,value\nhai,60,2563,0.5\n"))[1] == "60"


def test_unknown_texts_are_refused_together_with_row_and_field(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},status\nhay,60,2563,0.5,official\nhai,Atlantis,2563,0.5,sure\n")
    assert told(found) == [
        (2, "indicator", "unknown_indicator"),
        (3, "area", "unknown_area"),
        (3, "status", "unknown_status"),
    ]
    assert "hai" in found.problems[0].en
    assert found.refused_rows == {2, 3}


def test_a_level_that_the_catalogue_does_not_name_is_taken_with_one_warning(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,6001,2563,0.5\nhai,6002,2563,0.5\n")
    assert not found.problems
    assert [warning.code for warning in found.warnings] == ["level_not_named"]


def test_a_known_multiple_is_converted_and_said_so(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},unit\ngpp_current,60,2563,111440702800,baht\n")
    assert found.rows.value[0] == pytest.approx(111440.7028)
    assert [warning.code for warning in found.warnings] == ["converted_unit"]
    assert "converted from baht" in found.rows.origins[0].note


def test_a_number_that_is_too_large_after_conversion_is_refused(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},unit\nlabour_productivity,60,2563,1e305,million baht per worker\n")
    assert told(found) == [(2, "value", "not_finite")]


@pytest.mark.parametrize("unit", ["persons", "rai", "million baht (chained volume, reference year 2545)", "furlongs"])
def test_an_unlike_unit_is_refused(tmp_path: Path, unit: str) -> None:
    found = checked(tmp_path, f'{HEADER},unit\ngpp_current,60,2563,5,"{unit}"\n')
    assert told(found) == [(2, "unit", "unlike_unit")]


def test_thai_name_of_the_unit_is_the_unit(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},unit\ngpp_current,60,2563,5,ล้านบาท\n")
    assert not found.problems
    assert not found.warnings


def test_breakdowns_are_put_in_one_order(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},breakdown\nbirths,60,2563,5,sex=female;age=60+\nbirths,60,2562,5,sex\n")
    assert found.rows.series[0].breakdown == "age=60+;sex=female"
    assert told(found) == [(3, "breakdown", "not_a_breakdown")]


def test_published_is_a_date_of_the_common_era(tmp_path: Path) -> None:
    text = f"{HEADER},published\nhai,60,2562,5,2021-09-30\nhai,60,2563,5,2564-09-30\nhai,60,2564,5,soon\n"
    found = checked(tmp_path, text)
    assert told(found) == [(3, "published", "be_for_ce"), (4, "published", "not_a_date")]
    assert found.rows.origins[0].published == date(2021, 9, 30).toordinal()


def test_the_day_of_an_edition_comes_from_the_list_else_from_the_day_of_import(tmp_path: Path) -> None:
    text = f"{HEADER},vintage\nhai,60,2562,5,NESDC HAI 2562 edition\nhai,60,2563,5,never heard of\n"
    days = [origin.published for origin in checked(tmp_path, text).rows.origins]
    assert days == [date(2019, 12, 1).toordinal(), date(2026, 11, 24).toordinal()]


def test_the_same_key_with_another_value_is_refused_and_said_twice_is_not(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,60,2563,0.5\nhai,นครสวรรค์,2563,0.50\nhai,60,2563,0.6\nhai,60,2562,1\n")
    assert told(found) == [(4, "value", "contradiction")]
    assert "row 2" in found.problems[0].en
    assert (found.repeated, len(found.rows)) == (1, 2)


def test_two_vintages_of_one_key_are_two_rows(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},vintage\nhai,60,2563,0.5,a\nhai,60,2563,0.6,b\n")
    assert not found.problems
    assert len(found.rows) == 2


def test_ragged_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER}\nhai,60,2563\n\nhai,60,2562,1,2\nhai,60,2561,1\n")
    assert told(found) == [(2, None, "ragged_row"), (4, None, "ragged_row")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_rows"),
        ("\n\n", "no_rows"),
        (HEADER, "no_rows"),
        (f"{HEADER}\n\n", "no_rows"),
        ("indicator,area,value\nhai,60,1\n", "missing_column"),
        ("area,year_be,value\n60,2563,1\n", "missing_column"),
        ("indicator,area,year_be,value,value\nhai,60,2563,1,2\n", "doubled_column"),
        (f'{HEADER}\nhai,60,2563,"0.5\n', "not_csv"),
        (f"{HEADER}\nhai,60,2563,\x000.5\n", "not_text"),
    ],
)
def test_files_that_are_no_table_are_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(tmp_path, text)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_broken_archive_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    whole = gzip.compress(f"{HEADER}\nhai,60,2563,0.5\n".encode() * 100)
    with pytest.raises(Refused):
        checked(tmp_path, whole[:-20], "cut.csv.gz")
    with pytest.raises(Refused):
        check(tmp_path / "nowhere.csv", AGAINST)
    with pytest.raises(Refused):
        check(tmp_path, AGAINST)


def test_other_columns_are_listed(tmp_path: Path) -> None:
    found = checked(tmp_path, f"{HEADER},Remark,area_level\nhai,60,2563,0.5,x,province\n")
    assert found.ignored == ("remark", "area_level")


def test_a_workbook_is_read_like_the_csv(tmp_path: Path) -> None:
    import xlsxwriter

    page = tmp_path / "file.xlsx"
    book = xlsxwriter.Workbook(page)
    sheet = book.add_worksheet()
    for at, cells in enumerate([HEADER.split(","), ["hai", 60, 2563, 0.5], ["hai", "นครสวรรค์", "๒๕๖๒", "-"]]):
        sheet.write_row(at, 0, cells)
    book.close()
    found = check(page, AGAINST)
    assert not found.problems
    assert row(found) == ("hai", "60", "2563", 0.5, "")
    assert found.rows.value[1] != found.rows.value[1]


cells = st.sampled_from(
    [
        "hai",
        "gpp_current",
        "60",
        "นครสวรรค์",
        "2563",
        "2021",
        "0.5",
        "-",
        "nan",
        "๑",
        "",
        "x",
        "1e999",
        '"',
        ";",
        "\t",
        "'",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=0, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_no_file_ends_in_another_error(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    lines = [delimiter.join(HEADER.split(",")), *(delimiter.join(row) for row in rows)]
    try:
        found = checked(tmp_path, "\n".join(lines))
    except Refused as refusal:
        assert all(problem.th and problem.en for problem in refusal.problems)
        return
    assert len(found.rows) + len(found.refused_rows) + found.repeated >= found.read

"""`sawan evaluate hazard|access|location|hotspots|compare|cohort` by their contract."""

import csv
import io
import json
import subprocess
import sys

import pytest

from sawan.cli import sawan
from sawan.console import run

KEYS = ["analysis", "area", "method", "parameters", "inputs", "answer", "rows"]
INPUT_KEYS = {"name", "rows", "used", "estimated", "missing"}
CALLS = {
    "hazard": [],
    "access": [],
    "location": ["--sites", "1..2"],
    "hotspots": ["--indicator", "hai", "--year", "2564"],
    "compare": ["--year", "2563"],
    "cohort": ["--to", "2570", "--draws", "100"],
}
COLUMNS = {
    "hazard": "area,repeated_km2,share_percent,years_flooded,chance,chance_low,chance_high,gauge_km,gap",
    "access": "area,nearest,distance_km,minutes,beyond,accessibility",
    "location": "sites,objective,chosen",
    "hotspots": "area,value,smoothed,gi,p,q,label",
    "compare": "sector,share,quotient,national,mix,regional,total",
    "cohort": "year_be,age_group,mean,lo80,hi80",
}


def _run(capsys, name, *words, status=0):
    assert run(sawan, ["evaluate", name, "--area", "60", *words]) == status
    return capsys.readouterr()


@pytest.mark.parametrize("name", CALLS)
def test_json_has_the_keys_of_the_contract(capsys, name):
    answer = json.loads(_run(capsys, name, *CALLS[name], "--format", "json").out)
    assert list(answer) == KEYS
    assert (answer["analysis"], answer["area"]) == (name, "60")
    assert all(set(one) == INPUT_KEYS for one in answer["inputs"])
    assert set(answer["answer"]) == {"th", "en"}
    assert all(list(row) == COLUMNS[name].split(",") for row in answer["rows"])


@pytest.mark.parametrize("name", CALLS)
def test_csv_has_the_same_rows_as_json(capsys, name):
    rows = json.loads(_run(capsys, name, *CALLS[name], "--format", "json").out)["rows"]
    page = _run(capsys, name, *CALLS[name], "--format", "csv").out
    assert page.splitlines()[0] == COLUMNS[name]
    for row, cells in zip(rows, csv.DictReader(io.StringIO(page)), strict=True):
        for column, value in row.items():
            if isinstance(value, bool):
                assert cells[column] == str(value).lower()
            elif value is None:
                assert cells[column] == ""
            elif not isinstance(value, str):
                assert float(cells[column]) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("name", CALLS)
def test_table_is_for_people_and_the_sentence_stands_beside_it(capsys, name):
    out, err = _run(capsys, name, *CALLS[name])
    assert COLUMNS[name].split(",")[0][:4] in out
    assert err.count("\n") >= 2


@pytest.mark.parametrize("name", ["hotspots", "cohort", "location"])
def test_same_call_gives_the_same_bytes(capsys, name):
    first, again = (_run(capsys, name, *CALLS[name], "--format", "json").out for _ in range(2))
    assert first == again


def test_area_is_taken_by_name(capsys):
    assert run(sawan, ["evaluate", "access", "--area", "จ.นครสวรรค์", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["area"] == "60"


@pytest.mark.parametrize(
    "words",
    [
        ["evaluate", "compare", "--area", "60", "--year", "2020"],
        ["evaluate", "cohort", "--area", "60", "--to", "2033"],
        ["evaluate", "hazard", "--area", "หนองบัว"],
        ["evaluate", "hazard", "--area", "60", "--threshold", "-1"],
        ["evaluate", "location", "--area", "60", "--sites", "many"],
        ["evaluate", "location", "--area", "60", "--fixed", "Atlantis"],
        ["evaluate", "access", "--area", "60", "--facilities", "no-such-file.csv"],
        ["evaluate", "hotspots", "--area", "60", "--indicator", "no_such"],
        ["evaluate", "hotspots", "--area", "60"],
    ],
)
def test_wrong_calls_are_refused_in_both_languages(capsys, words):
    assert run(sawan, words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert any("\u0e01" <= letter <= "\u0e5b" for letter in err)
    assert any("a" <= letter <= "z" for letter in err)


def test_buddhist_year_that_was_meant_is_named(capsys):
    run(sawan, ["evaluate", "compare", "--area", "60", "--year", "2020"])
    assert "2563" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["hazard", "--area", "61"],
        ["access", "--area", "60", "--facilities", "schools"],
        ["cohort", "--area", "61", "--to", "2570"],
    ],
)
def test_missing_input_is_an_answer_of_no(capsys, words):
    assert run(sawan, ["evaluate", *words]) == 1
    assert capsys.readouterr().out == ""


def test_warnings_of_a_map_go_to_standard_error(capsys, tmp_path):
    from shapely.geometry import mapping

    from sawan.areas.positions import polygons

    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(shape.reverse())}
        for code, shape in polygons("district", "60").items()
    ]
    page = tmp_path / "map.geojson"
    page.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    words = ["--indicator", "flood_area_60d_satellite", "--year", "2565", "--level", "district", "--map", str(page)]
    out, err = _run(capsys, "hotspots", *words, "--format", "json")
    assert json.loads(out)["analysis"] == "hotspots"
    assert "anticlockwise" in err
    assert "ทวนเข็มนาฬิกา" in err


def test_further_tables_are_given_by_name(capsys):
    page = _run(capsys, "compare", "--table", "like", "--format", "csv").out
    assert page.splitlines()[0] == "area,distance"
    assert len(page.splitlines()) == 77


def test_analyses_need_no_django():
    names = "access,cohort,compare,hazard,hotspots,location,menu"
    code = (
        "import sys; sys.modules['django'] = None; "
        f"from sawan.evaluate.analyses import {names}; access.answer('60'); compare.answer('60')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "words",
    [
        ["access", "--minutes", "inf"],
        ["hazard", "--threshold", "nan"],
        ["hotspots", "--indicator", "hai", "--seed", "-4"],
        ["cohort", "--to", "2570", "--seed", "-1"],
    ],
)
def test_numbers_that_are_none_are_refused(capsys, words):
    out, err = _run(capsys, words[0], *words[1:], "--format", "json", status=2)
    assert out == "" and words[-2] in err


def test_faults_of_options_begin_with_the_option(capsys):
    assert _run(capsys, "access", "--speed", "0", status=2).err.startswith("--speed: ")
    assert run(sawan, ["evaluate", "hazard", "--area", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("--area: ")


PROVINCES = (60, 61, 62, 63, 64, 65, 66, 67, 70, 71)


def test_values_below_nought_are_values(capsys, tmp_path):
    page = tmp_path / "growth.csv"
    page.write_text("area,value\n" + "".join(f"{code},{code - 65.5}\n" for code in PROVINCES), encoding="utf-8")
    rows = json.loads(_run(capsys, "hotspots", "--indicator", "hai", "--values", str(page), "--format", "json").out)
    assert {row["area"]: row["value"] for row in rows["rows"]}["60"] == -5.5


def test_values_that_are_all_equal_have_no_pattern(capsys, tmp_path):
    page = tmp_path / "flat.csv"
    page.write_text("area,value\n" + "".join(f"{code},5\n" for code in PROVINCES), encoding="utf-8")
    said = _run(capsys, "hotspots", "--indicator", "hai", "--values", str(page), "--format", "json", status=1)
    assert not said.out and "the same everywhere" in said.err and "เท่ากันทุกแห่ง" in said.err


def test_floods_of_a_file_are_checked_against_calendar_and_size(capsys, tmp_path):
    page = tmp_path / "floods.csv"
    page.write_text("area,year_be,flooded_km2\n600101,2017,1\n600102,2561,1e400\n", encoding="utf-8")
    said = _run(capsys, "hazard", "--floods", str(page), status=2).err
    assert "floods.csv:2: year_be" in said and "2560" in said and "floods.csv:3: flooded_km2" in said
    page.write_text("area,year_be,flooded_km2\n600101,2560,9999\n", encoding="utf-8")
    said = _run(capsys, "hazard", "--floods", str(page), status=2).err
    assert "600101" in said and "larger than the subdistrict" in said

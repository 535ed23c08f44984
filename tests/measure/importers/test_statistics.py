"""Tables of statistical offices in PX, SDMX and as workbooks, written by the published descriptions of the formats."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from sawan.measure import catalogue, editions, importers
from sawan.measure.importers import words
from sawan.measure.importing import STATUSES, Against, Report, check
from sawan.problems import Refused

AGAINST = Against(catalogue.load(), editions.load(), date(2026, 11, 24))

PX = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="utf-8";
MATRIX="population_registered";
CONTENTS="ประชากร; จากทะเบียน";
TITLE="ประชากรจากการทะเบียน จำแนกตามเพศ "
"จังหวัด และปี";
UNITS="คน";
SOURCE="สำนักงานสถิติแห่งชาติ";
LAST-UPDATED="20230301 09:00";
STUB="จังหวัด","เพศ";
HEADING="ปี";
VALUES("จังหวัด")="นครสวรรค์","อุทัยธานี";
CODES("จังหวัด")="60","61";
VALUES("เพศ")="รวม","ชาย";
VALUES("ปี")="2019","2020";
TIMEVAL("ปี")=TLIST(A1),"2019","2020";
DATA=
10 11
4 ".."
20 21
9 8;
"""

CSV = """DATAFLOW,FREQ,INDICATOR,REF_AREA,SEX,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,OBS_STATUS
TH1:POP(1.0),A,population_registered,60,_T,persons,3,2019,10.5,A
TH1:POP(1.0),A,population_registered,60,F,persons,3,2020,6,P
TH1:POP(1.0),A,population_registered,60,_T,persons,3,2021,,M
"""

GENERIC = """<?xml version="1.0" encoding="UTF-8"?>
<message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><message:DataSet><generic:Series>
<generic:SeriesKey><generic:Value id="INDICATOR" value="population_registered"/>
<generic:Value id="REF_AREA" value="60"/>
<generic:Value id="SEX" value="F"/></generic:SeriesKey>
<generic:Obs><generic:ObsDimension value="2019"/><generic:ObsValue value="5"/>
<generic:Attributes><generic:Value id="OBS_STATUS" value="P"/></generic:Attributes></generic:Obs>
</generic:Series></message:DataSet></message:GenericData>
"""

SPECIFIC = """<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"><m:DataSet>
<Series INDICATOR="population_registered" REF_AREA="60" SEX="F"><Obs TIME_PERIOD="2019" OBS_VALUE="5" OBS_STATUS="P"/>
</Series></m:DataSet></m:StructureSpecificData>
"""

MESSAGE = {
    "data": {
        "structure": {
            "dimensions": {
                "series": [
                    {"id": "INDICATOR", "values": [{"id": "population_registered"}]},
                    {"id": "REF_AREA", "values": [{"id": "61"}, {"id": "60"}]},
                    {"id": "SEX", "values": [{"id": "F"}]},
                ],
                "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2018"}, {"id": "2019"}]}],
            },
            "attributes": {"observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}]}]},
        },
        "dataSets": [{"series": {"0:1:0": {"observations": {"1": [5, 1]}}}}],
    }
}


def checked(path: Path, content: str | bytes) -> Report:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return check(path, AGAINST, opening=importers.open_any)


def said(report: Report) -> dict[tuple[str, str, str], tuple[float, str]]:
    assert not report.problems, report.problems
    rows = report.rows
    return {
        (rows.series[s].area, rows.series[s].breakdown, rows.periods[p]): (v, STATUSES[rows.origins[o].status])
        for s, p, o, v in zip(rows.series_at, rows.period_at, rows.origin_at, rows.value, strict=True)
        if v == v
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620"])
def test_px_gives_a_row_a_cell_in_the_order_of_its_variables(tmp_path: Path, encoding: str) -> None:
    page = tmp_path / "table.px"
    report = checked(page, PX.encode(encoding))
    assert importers.layout_of(page) == "px" and report.read == 8
    assert {key: value for key, (value, _) in said(report).items()} == {
        ("60", "", "2562"): 10, ("60", "", "2563"): 11, ("60", "sex=male", "2562"): 4,
        ("61", "", "2562"): 20, ("61", "", "2563"): 21, ("61", "sex=male", "2562"): 9, ("61", "sex=male", "2563"): 8,
    }  # fmt: skip
    origin = report.rows.origins[0]
    assert origin.publisher == "สำนักงานสถิติแห่งชาติ" and date.fromordinal(origin.published) == date(2023, 3, 1)
    assert [one.reason for one in report.rows.origins if one.reason] == [".."]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("9 8;", "9;", "px_cells"),
        ('"เพศ"', '"ศาสนา"', "unknown_dimension"),
        ('"จังหวัด"', '"ที่ใด"', "missing_variable"),
        ('VALUES("ปี")="2019","2020";', "", "px_keyword"),
        ("DATA=", "DATE=", "px_keyword"),
    ],
)
def test_px_that_would_be_a_guess_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(tmp_path / "table.px", PX.replace(old, new))
    assert code in {problem.code for problem in refusal.value.problems}
    assert {problem.file for problem in refusal.value.problems} == {"table.px"}


def test_px_with_another_matrix_is_told_which(tmp_path: Path) -> None:
    report = checked(tmp_path / "table.px", PX.replace("population_registered", "0101TH"))
    assert {problem.code for problem in report.problems} == {"unknown_indicator"}


def test_sdmx_csv_keeps_status_unit_and_missing_values(tmp_path: Path) -> None:
    page = tmp_path / "data.csv"
    report = checked(page, CSV)
    assert importers.layout_of(page) == "sdmx"
    assert said(report) == {
        ("60", "", "2562"): (10500, "official"),
        ("60", "sex=female", "2563"): (6000, "preliminary"),
    }
    assert report.read == 3 and len(report.rows) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [("data.xml", GENERIC), ("data.xml", SPECIFIC), ("data.json", json.dumps(MESSAGE))],
    ids=["generic", "specific", "json"],
)
def test_sdmx_in_xml_and_json_says_the_same(tmp_path: Path, name: str, content: str) -> None:
    report = checked(tmp_path / name, content)
    assert importers.layout_of(tmp_path / name) == "sdmx"
    assert said(report) == {("60", "sex=female", "2562"): (5, "preliminary")}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("data.xml", GENERIC[:-30], "not_sdmx"),
        ("data.xml", GENERIC.replace("<message:Gen", "<!DOCTYPE x [<!ENTITY a 'b'>]><message:Gen", 1), "not_sdmx"),
        ("data.json", '{"dataSets": [', "not_sdmx"),
        ("data.json", '{"dataSets": [], "structure": {"dimensions": {}}}', "not_sdmx"),
        ("data.csv", CSV.replace("REF_AREA", "PLACE"), "missing_variable"),
        ("data.csv", CSV.replace(",6,P", ",6"), "not_sdmx"),
    ],
)
def test_broken_sdmx_is_refused(tmp_path: Path, name: str, content: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(tmp_path / name, content)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_statistical_table_as_a_workbook(tmp_path: Path) -> None:
    page = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(page) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "ตาราง 1.1: " + catalogue.load()["forest_share"].name.th)
        sheet.write_row("A3", ["จังหวัด", "2562 (2019)", 2563])
        sheet.write_row("A4", ["นครสวรรค์", 9.5, 9.6])
        sheet.write_row("A5", ["อุทัยธานี", 50.1, "-"])
        sheet.write("A7", "ที่มา: กรมป่าไม้")
    report = check(page, AGAINST, opening=importers.open_any)
    assert importers.layout_of(page) == "nso-workbook"
    assert {key: value for key, (value, _) in said(report).items()} == {
        ("60", "", "2562"): 9.5, ("60", "", "2563"): 9.6, ("61", "", "2562"): 50.1,
    }  # fmt: skip
    assert report.rows.origins[0].publisher == "กรมป่าไม้" and list(report.rows.number)[:2] == [4, 4]


def test_both_eras_must_agree() -> None:
    assert [words.period(text) for text in ("2562 (2019)", "2019", "๒๕๖๒", "2019-Q2", "2019M03")] == [
        "2562", "2562", "2562", "2562-Q2", "2562-03",
    ]  # fmt: skip
    assert words.period("2562 (2020)") == "2562 (2020)"

"""Relations between proposals, on Nan's list and on single cases; the command on files."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.cli import sawan
from sawan.console import run
from sawan.fund.duplicates import find, form, likeness
from sawan.fund.duplicates.form import numbers
from sawan.fund.duplicates.objects import named_objects
from sawan.fund.letters import common_letters, distance, ratio
from sawan.fund.proposals import read

DATA = Path(__file__).parents[1] / "data"
NAN = DATA / "proposals-nan-fy2571.csv"


def relations(path: Path) -> dict[tuple[str, str], str]:
    return {(pair.first[-3:], pair.second[-3:]): pair.relation for pair in find(read(path).rows)}


def test_nan_has_no_same_pair_and_little_to_look_at() -> None:
    found = relations(NAN)
    assert "same" not in found.values()
    assert [pair for pair, relation in found.items() if relation == "look"] == [
        ("094", "097"),
        ("010", "014"),
        ("079", "082"),
    ]


def test_bank_works_of_neighbouring_villages_are_related_not_the_same() -> None:
    found = relations(NAN)
    assert {found[pair] for pair in [("063", "064"), ("063", "068"), ("064", "069"), ("068", "069")]} == {"related"}


def test_served_land_claimed_twice_by_one_agency_is_shown() -> None:
    (pair,) = [pair for pair in find(read(NAN).rows) if (pair.first[-3:], pair.second[-3:]) == ("041", "050")]
    assert pair.relation == "related"
    assert "4,000" in pair.reason.th
    assert "2,500" in pair.reason.en


def table(tmp_path: Path, *rows: str, header: str = "id,name,agency,district_code") -> Path:
    path = tmp_path / "P.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


ROAD = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านเขาทอง หมู่ที่ 4 ตำบลเขาทอง อำเภอพยุหะคีรี จังหวัดนครสวรรค์"
SAME_ROAD = "โครงการก่อสร้างถนน คสล. สายบ้านเขาทอง ม.๔ ต.เขาทอง อ.พยุหะคีรี"
OTHER_ROAD = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านเขาทอง หมู่ที่ 5 ตำบลเขาทอง อำเภอพยุหะคีรี จังหวัดนครสวรรค์"


def test_same_project_typed_another_way_is_the_same(tmp_path: Path) -> None:
    (pair,) = find(read(table(tmp_path, f"A,{ROAD},อบต.เขาทอง,", f"B,{SAME_ROAD},องค์การบริหารส่วนตำบลเขาทอง,")).rows)
    assert (pair.relation, pair.first, pair.second) == ("same", "A", "B")
    assert pair.score >= 99


def test_another_village_keeps_two_works_apart(tmp_path: Path) -> None:
    assert find(read(table(tmp_path, f"A,{ROAD},,", f"B,{OTHER_ROAD},,")).rows) == []


def test_one_programme_of_two_agencies_is_worth_a_look(tmp_path: Path) -> None:
    name = "ส่งเสริมการปลูกพืชปลอดภัยในโรงเรียน"
    (pair,) = find(read(table(tmp_path, f"A,{name},วิทยาลัยเทคนิคตาคลี,", f"B,{name},วิทยาลัยเทคนิคนครสวรรค์,")).rows)
    assert pair.relation == "look"
    (pair,) = find(read(table(tmp_path, f"A,{name},วิทยาลัยเทคนิคตาคลี,", f"B,{name},วิทยาลัยเทคนิคตาคลี,")).rows)
    assert pair.relation == "same"
    (pair,) = find(read(table(tmp_path, f"A,{name},,6001", f"B,{name},,6007")).rows)
    assert pair.relation == "look"


def test_command_writes_the_contract_and_both_layouts_are_read(tmp_path: Path) -> None:
    for file in (NAN, DATA / "fund-input-nan-fy2571.csv"):
        out = tmp_path / "D.csv"
        assert run(sawan, ["fund", "duplicates", str(file), "--out", str(out)]) == 0
        rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
        assert list(rows[0]) == ["id_a", "id_b", "relation", "score", "reason_th", "reason_en"]
        assert {row["relation"] for row in rows} == {"look", "related"}
        assert all(row["reason_th"] and row["reason_en"] for row in rows)


def test_bad_file_is_refused_with_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(tmp_path, "A,ถนน,5", "A,,-3", ",ฝาย,สามล้าน", header="id,name,cost_2571")
    assert run(sawan, ["fund", "duplicates", str(path), "--out", str(tmp_path / "D.csv")]) == 2
    told = [line.split(": ")[:2] for line in capsys.readouterr().err.splitlines()]
    assert sorted(told) == [
        ["P.csv:3", "cost_2571"],
        ["P.csv:3", "id"],
        ["P.csv:3", "name"],
        ["P.csv:4", "cost_2571"],
        ["P.csv:4", "id"],
    ]
    assert not (tmp_path / "D.csv").exists()


def test_numbers_are_compared_by_value() -> None:
    assert numbers("กม.4+400 ยาว 1,870.00 เมตร หมู่ 3") == [4400, 1870, 3]


def test_objects_are_named_waters_and_numbered_roads() -> None:
    assert named_objects("ขุดลอกอ่างเก็บน้ำห้วยสีพัน อันเนื่องมาจากพระราชดำริ") == {"อ่างเก็บน้ำห้วยสีพัน"}
    assert named_objects("ขยายทางหลวงหมายเลข ๑๑๗ ช่วงบึงบอระเพ็ด") == {"ทางหลวงหมายเลข 117", "บึงบอระเพ็ด"}
    assert named_objects("ปรับปรุงฝายน้ำล้น") == frozenset()


NAMES = st.text(alphabet="กขคงจฉชดตถทนบปผพมยรลวสหอาเแ่้ัิี0123456789 ", max_size=40)


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_of_itself_complete(a: str, b: str) -> None:
    there, back = likeness(form(a), form(b)), likeness(form(b), form(a))
    assert (there.score, there.numbers_differ) == (back.score, back.numbers_differ)
    assert likeness(form(a), form(a)).score == 100
    assert likeness(form(a), form(a)).may_be_one


@given(st.text(alphabet="กขคง", max_size=12), st.text(alphabet="กขคง", max_size=12))
def test_common_letters_and_distance_agree_with_their_definitions(a: str, b: str) -> None:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    steps = [[i + j if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, left in enumerate(a, start=1):
        for j, right in enumerate(b, start=1):
            table[i][j] = table[i - 1][j - 1] + 1 if left == right else max(table[i - 1][j], table[i][j - 1])
            steps[i][j] = min(steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + (left != right))
    assert common_letters(a, b) == table[-1][-1]
    assert distance(a, b, 30) == steps[-1][-1]
    assert distance(a, b, 2) == min(steps[-1][-1], 3)
    assert ratio(a, b) == ratio(b, a)

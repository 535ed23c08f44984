"""The command `sawan fund score` on files: what comes out, what is refused."""

import csv
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run

HEADER = "id,name,value,cost_2571,c1,c2,c3,c4,c5,c6,c7\n"
BEST = "yes,A red,5,5,5.1;5.2;5.3;5.4,5,is not"


def score(tmp_path: Path, text: str, scheme: str = "nesdc-2570") -> tuple[int, list[dict[str, str]]]:
    (tmp_path / "P.csv").write_text(text, encoding="utf-8")
    out = tmp_path / "S.csv"
    status = run(sawan, ["fund", "score", str(tmp_path / "P.csv"), "--scheme", scheme, "--out", str(out)])
    return status, list(csv.DictReader(out.read_text(encoding="utf-8").splitlines())) if out.exists() else []


def test_scores_are_written_in_the_columns_of_the_contract(tmp_path: Path) -> None:
    status, rows = score(tmp_path, HEADER + f"A,x,1,1,{BEST}\nB,y,1,1,no,,,,,,\nC,z,1,1,yes,A red,,5,4,5,5\n")
    assert status == 0
    assert list(rows[0]) == ["id", "gate", "total", "band", "missing", "c1", "c2", "c3", "c4", "c5", "c6", "c7"]
    assert (rows[0]["gate"], rows[0]["total"], rows[0]["missing"]) == ("1", "100", "")
    assert (rows[1]["gate"], rows[1]["total"]) == ("0", "0")
    assert (rows[2]["gate"], rows[2]["total"], rows[2]["missing"]) == ("1", "", "c3")


def test_proposals_may_be_named_by_option(tmp_path: Path) -> None:
    (tmp_path / "P.csv").write_text(HEADER + f"A,x,1,1,{BEST}\n", encoding="utf-8")
    words = ["--proposals", str(tmp_path / "P.csv"), "--scheme", "nesdc-2569", "--out", str(tmp_path / "S.csv")]
    assert run(sawan, ["fund", "score", *words]) == 0
    assert (tmp_path / "S.csv").read_text(encoding="utf-8").splitlines()[1].startswith("A,1,100,")


def test_several_assessors_add_columns_for_their_spread(tmp_path: Path) -> None:
    text = "id,assessor,c1,c2,c3,c4,c5,c6,c7\nA,ก,1,A red,5,5,4,5,5\nA,ข,1,A red,1,5,4,5,5\n"
    status, (row,) = score(tmp_path, text)
    assert status == 0
    assert (row["c3"], row["c3_low"], row["c3_high"], row["split"]) == ("3", "1", "5", "c3")
    assert (row["total_low"], row["total_high"], row["assessors"]) == ("86.2069", "100", "2")


def test_every_fault_is_told_at_once_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, rows = score(tmp_path, HEADER + f"A,x,1,1,{BEST}\nA,y,1,1,maybe,A blue,9,5,4,5,5\n")
    assert (status, rows) == (2, [])
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0:2] for line in lines] == [
        ["P.csv:3", "c1"],
        ["P.csv:3", "c2"],
        ["P.csv:3", "c3"],
        ["P.csv:3", "id"],
    ]
    assert all("/" in line and "คำตอบ" in line for line in lines[:3])


def test_file_without_the_criteria_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = score(tmp_path, "id,name,c1\nA,x,1\n")
    assert status == 2
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == [
        "c2",
        "c3",
        "c4",
        "c5",
        "c6",
        "c7",
    ]


def test_answers_are_listed_in_the_language_of_the_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = score(tmp_path, HEADER + f"A,x,1,1,{BEST}\n".replace("yes", "7"))
    thai, english = next(line for line in capsys.readouterr().err.splitlines() if ": c1: " in line).split(" / ", 1)
    assert status == 2
    assert "นอกเหนือจากนั้น" in thai and "otherwise" not in thai
    assert "otherwise" in english and "นอกเหนือจากนั้น" not in english


def test_unknown_scheme_names_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = score(tmp_path, HEADER + f"A,x,1,1,{BEST}\n", scheme="nesdc2570")
    assert status == 2
    assert "nesdc-2570" in capsys.readouterr().err


def test_an_office_own_scheme_is_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "code: own\nname: ของเรา\ntotal: {scale: 10, of: 20}\nbands: [{name: ดี, from: 5}]\n"
        "criteria:\n  - {code: need, max: 20, number: true, name: ความจำเป็น}\n",
        encoding="utf-8",
    )
    status, rows = score(tmp_path, "id,need\nA,๑๒.๕\nB,4\n", scheme=str(own))
    assert status == 0
    assert [(row["total"], row["band"]) for row in rows] == [("6.25", "ดี"), ("2", "")]


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ("code: own\n", {"name", "total", "criteria"}),
        ("code: a\nname: b\ntotal: {scale: 100}\ncriteria: [{code: x, max: 5}]\n", {"total", "criteria.x"}),
        ("code: a\nname: b\nbased_on: nothing\n", {"based_on"}),
        ("a: [", set()),
    ],
)
def test_bad_scheme_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, fields: set[str]
) -> None:
    (tmp_path / "own.yaml").write_text(content, encoding="utf-8")
    status, _ = score(tmp_path, "id\nA\n", scheme=str(tmp_path / "own.yaml"))
    assert status == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert {line.split(": ")[1] for line in lines if line.count(": ") and fields} == fields

"""Tables: what offices send is read; what cannot be read is refused with its place."""

import gzip
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sawan import tables
from sawan.problems import Refused

CSV = "รหัส,ค่า\n60,๑,๒๐๐\n"


def write(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "tis-620", "cp874"])
def test_read_knows_the_encodings_of_thai_offices(tmp_path: Path, encoding: str) -> None:
    table = tables.read(write(tmp_path, 'จังหวัด,ค่า\nนครสวรรค์,"1,200"\n'.encode(encoding)))
    assert [row.cells for row in table] == [{"จังหวัด": "นครสวรรค์", "ค่า": "1,200"}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_read_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    table = tables.read(write(tmp_path, f"a{delimiter}b\n1{delimiter}2\n".encode()))
    assert table.columns == ("a", "b")


def test_read_unpacks_gzip(tmp_path: Path) -> None:
    assert len(tables.read(write(tmp_path, gzip.compress(b"a,b\n1,2\n", mtime=0), "a.csv.gz"))) == 1


def test_read_takes_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["area", "value"])
        sheet.write_row(1, 0, ["60", 12.0])
    assert tables.read(path).rows[0].cells == {"area": "60", "value": "12"}


def test_rows_count_from_the_header_and_skip_blank_lines(tmp_path: Path) -> None:
    assert [row.number for row in tables.read(write(tmp_path, b"a,b\n1,2\n\n3,4\n"))] == [2, 4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"a,a\n1,2\n", "doubled_column"),
        (b"a,\n1,2\n", "nameless_column"),
        (b"a,b\n1\n", "ragged_row"),
        ("ก,b\n".encode("utf-16"), "not_text"),
        ("é,b\nü,ö\n".encode("latin-1"), "wrong_encoding"),
        ("source\nCafé\n".encode("latin-1"), "wrong_encoding"),
        ("source\nSeñora\n".encode("latin-1"), "wrong_encoding"),
        (b'a,b\n"1,2\n', "not_csv"),
        (b"PK\x03\x04 nonsense", "not_workbook"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0)[:-9], "unreadable_file"),
    ],
)
def test_read_refuses(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        tables.read(write(tmp_path, content))
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert all(problem.th and problem.en for problem in refusal.value.problems)


def test_read_names_every_ragged_row(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        tables.read(write(tmp_path, b"a,b\n1\n1,2\n1,2,3\n"))
    assert [problem.row for problem in refusal.value.problems] == [2, 4]


def test_read_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        tables.read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("๑,๒๐๐.๕", 1200.5), ("−5.8", -5.8), ("1e3", 1000.0), (" 7 ", 7.0), (".5", 0.5),
        ("1,20", None), ("p", None), ("", None), ("nan", None), ("inf", None), (".", None), ("1 200", None),
    ],
)  # fmt: skip
def test_parse_number(text: str, number: float | None) -> None:
    assert tables.parse_number(text) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_parse_number_reads_back_what_python_writes(number: float) -> None:
    assert tables.parse_number(repr(number)) == number

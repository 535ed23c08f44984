"""`sawan evaluate forecast` and `target` by their contract: columns, order, exit statuses, all faults at once."""

import csv
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run

YEARS = "".join(f"60,{2557 + i},{v}\n" for i, v in enumerate([0.60, 0.61, 0.61, 0.62, 0.63, 0.62, 0.64, 0.65]))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "S.csv").write_text(f"series,year_be,value\n{YEARS}", encoding="utf-8")
    (tmp_path / "T.csv").write_text("series,year_be,target\n60,2565,0.66\n60,2560,0.60\n", encoding="utf-8")
    return tmp_path


def forecast_of(folder: Path, text: str, horizon: int = 3) -> tuple[int, Path]:
    (folder / "in.csv").write_text(text, encoding="utf-8")
    out = folder / "out.csv"
    asked = ["evaluate", "forecast", "--series", str(folder / "in.csv"), "--horizon", str(horizon), "--out", str(out)]
    return run(sawan, asked), out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_forecast_writes_h_rows_a_series_after_the_last_year(tmp_path: Path) -> None:
    status, out = forecast_of(
        tmp_path,
        "value,series,year_be\n5,ก,2563\n"
        + "".join(f"{v},60,{y}\n" for y, v in zip(range(2557, 2563), [3, 4, 3.5, 5, 4, 6], strict=True)),
    )
    assert status == 0
    assert out.read_text(encoding="utf-8").splitlines()[0] == ("series,year_be,mean,lo80,hi80,lo95,hi95,method,note")
    found = rows(out)
    assert [(row["series"], row["year_be"]) for row in found] == [
        *(("60", str(year)) for year in (2563, 2564, 2565)),
        *(("ก", str(year)) for year in (2564, 2565, 2566)),
    ]
    assert [row["note"] for row in found] == ["few_points"] * 3 + ["too_few_points"] * 3
    assert found[3]["mean"] == "" and found[3]["method"] == "none"


def test_order_of_rows_does_not_change_a_byte(files: Path) -> None:
    lines = YEARS.splitlines(keepends=True)
    _, out = forecast_of(files, "series,year_be,value\n" + "".join(lines))
    first = out.read_bytes()
    _, out = forecast_of(files, "series,year_be,value\n" + "".join(reversed(lines)))
    assert out.read_bytes() == first


def test_nothing_forecast_is_exit_1_with_the_file_written(tmp_path: Path) -> None:
    status, out = forecast_of(tmp_path, "series,year,value\na,1,5\na,2,5\na,3,5\na,4,5\nb,7,\n", 1)
    assert status == 1
    assert [(row["series"], row["year"], row["note"]) for row in rows(out)] == [
        ("a", "5", "constant"),
        ("b", "8", "too_few_points"),
    ]


def test_every_fault_is_told_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = forecast_of(tmp_path, "series,year,value\na,1,x\na,2,1\na,2,3\n,4,1\nb,soon,1\n")
    told = capsys.readouterr().err
    assert status == 2 and not out.exists()
    assert [line.split(" ")[0] for line in told.splitlines()] == ["in.csv:2:", "in.csv:4:", "in.csv:5:", "in.csv:6:"]
    assert "ไม่ใช่ตัวเลข" in told and "is not a number" in told


@pytest.mark.parametrize(
    "text",
    [
        "series,value\na,1\n",
        "series,year\na,1\n",
        "series,year,year_be,value\na,1,1,1\n",
        "",
        "series,year,value\na,1\n",
    ],
)
def test_wrong_columns_are_exit_2(tmp_path: Path, text: str) -> None:
    status, out = forecast_of(tmp_path, text)
    assert status == 2 and not out.exists()


def target_of(folder: Path) -> tuple[int, Path]:
    out = folder / "P.csv"
    asked = ["evaluate", "target", "--series", str(folder / "S.csv"), "--targets", str(folder / "T.csv")]
    return run(sawan, [*asked, "--out", str(out)]), out


def test_target_writes_the_columns_of_the_contract(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = target_of(files)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert status == 0
    assert lines[0] == (
        "series,year_be,target,direction,probability,mean,lo80,hi80,last_year,last_value,"
        "needed_per_year,recent_per_year,note"
    )
    assert lines[1].startswith("60,2565,0.66,higher,0.") and lines[1].endswith(",2564,0.65,0.01,0.008,")
    assert lines[2] == "60,2560,0.6,higher,,,,,2564,0.65,,0.008,observed_reached"
    assert "โอกาสบรรลุเป้าหมายปี 2565" in capsys.readouterr().out


def test_target_names_every_unknown_series(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "T.csv").write_text(
        "series,year_be,target,direction,target_high\nno,2565,1,higher,\nnor,2565,1,up,\n60,2580,1,band,0\n",
        encoding="utf-8",
    )
    status, out = target_of(files)
    told = capsys.readouterr().err
    assert status == 2 and not out.exists()
    assert all(word in told for word in ("“no”", "“nor”", "“up”", "2580", "0"))


def test_target_will_not_mix_eras(files: Path) -> None:
    (files / "T.csv").write_text("series,year_ce,target\n60,2022,0.66\n", encoding="utf-8")
    assert target_of(files)[0] == 2


def test_target_takes_a_year_that_names_no_era(files: Path) -> None:
    (files / "T.csv").write_text("series,year,target\n60,2565,0.66\n", encoding="utf-8")
    status, out = target_of(files)
    assert status == 0 and rows(out)[0]["year_be"] == "2565"


def test_target_faults_name_the_column_that_is_wrong(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "T.csv").write_text(
        "series,year_be,target,direction,target_high\n60,2580,1,,\n60,2565,5,band,3\n", encoding="utf-8"
    )
    assert target_of(files)[0] == 2
    told = capsys.readouterr().err
    assert "T.csv:2: year_be: " in told and "T.csv:3: target_high: " in told


@pytest.mark.parametrize(
    ("column", "years", "meant"),
    [("year_be", (2557, 2558, 2016, 2560), 2559), ("year_ce", (2014, 2015, 2559, 2017), 2016)],
)
def test_year_of_the_other_calendar_is_refused_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, years: tuple[int, ...], meant: int
) -> None:
    text = "".join(f"a,{year},{value}\n" for value, year in enumerate(years))
    status, out = forecast_of(tmp_path, f"series,{column},value\n{text}")
    said = capsys.readouterr().err
    assert (status, out.exists()) == (2, False)
    assert f"in.csv:4: {column}: {years[2]}" in said and str(meant) in said and len(said.splitlines()) == 1

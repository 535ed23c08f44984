"""What cannot be answered is refused: all faults at once, in both languages, nothing written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run

Lines = list[str]


def panel_lines() -> Lines:
    return [
        f"{unit},{year},{len(unit) * year % 7 + at},{at}" for at, unit in enumerate("ABCDX") for year in range(1, 9)
    ]


def call(folder: Path, lines: Lines, *options: str, method: str = "sc") -> int:
    (folder / "p.csv").write_text("unit,year,y,z\n" + "\n".join(lines) + "\n", encoding="utf-8")
    asked = ["evaluate", "effect", "--panel", str(folder / "p.csv"), "--outcome", "y", "--unit", "unit"]
    return run(sawan, [*asked, "--time", "year", "--method", method, "--out", str(folder / "out"), *options])


GOOD = ("--treated", "X", "--from", "6")


@pytest.mark.parametrize(
    ("change", "options", "told"),
    [
        (lambda lines: lines, ("--treated", "Y", "--from", "6"), ["“Y”", "--treated"]),
        (lambda lines: lines, ("--treated", "X", "--from", "1"), ["--from"]),
        (lambda lines: lines, ("--treated", "X", "--from", "9"), ["--from"]),
        (lambda lines: lines, ("--treated", "X", "--from", "3"), ["times before the start"]),
        (lambda lines: lines, ("--treated", "X"), ["--from"]),
        (lambda lines: lines, ("--from", "6"), ["--treated"]),
        (lambda lines: lines, (*GOOD, "--exclude", "A,B,C"), ["donors"]),
        (lambda lines: lines, (*GOOD, "--donors", "A,Q,R"), ["“Q”", "“R”"]),
        (lambda lines: lines[1:], GOOD, ["“A”", "--exclude"]),
        (lambda lines: [*lines, lines[0]], GOOD, ["“A”", "more than one row"]),
        (lambda lines: [*lines[:-1], "X,8,,1"], GOOD, ["“X”"]),
        (lambda lines: [*lines[:-1], "X,8,inf,1"], GOOD, ["finite"]),
        (lambda lines: [*lines[:-1], "X,8,many,1"], GOOD, ["“many”"]),
        (lambda lines: [*lines[:-1], "X,soon,1,1"], GOOD, ["“soon”"]),
        (lambda lines: [*lines[:-1], ",8,1,1"], GOOD, ["name"]),
        (lambda lines: [",".join([*line.split(",")[:2], "5", "1"]) for line in lines], GOOD, ["is the same"]),
        (lambda lines: [], GOOD, ["no rows"]),
    ],
)
def test_bad_panels_and_calls_are_exit_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Lines], Lines],
    options: tuple[str, ...],
    told: list[str],
) -> None:
    assert call(tmp_path, change(panel_lines()), *options) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in told), said
    assert not (tmp_path / "out").exists()
    assert "Traceback" not in said


def test_all_units_with_holes_are_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in panel_lines() if not line.startswith(("A,3", "C,5"))]
    assert call(tmp_path, lines, *GOOD) == 2
    said = capsys.readouterr().err
    assert "“A”" in said and "“C”" in said
    assert call(tmp_path, lines, *GOOD, "--exclude", "A,C") == 0


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("predictors:\n  - {column: z, from: 1, to: 3, oops: 1}\n", ["s.yaml:2: oops"]),
        ("predictors: []\n", ["predictors"]),
        ("fit: {from: 1, to: 3}\n", ["predictors"]),
        ("predictors:\n  - {column: y, from: 3, to: 1}\n", ["s.yaml:2:"]),
        ("predictors:\n  - {column: nowhere, from: 1, to: 3}\n", ["nowhere"]),
        ("predictors:\n  - {column: y, years: [70]}\n", ["no value"]),
        ("predictors:\n  - {column: y, years: [1]}\nv: [1, 2]\n", ["s.yaml:3: v"]),
        ("predictors:\n  - {column: y, years: [1]}\nv: [-1]\n", ["s.yaml:3: v"]),
        ("predictors:\n  - {column: y, years: [1]}\nfit: 7\n", ["fit"]),
        ("predictors:\n  - {column: y, years: [1]}\nvalidate: {predictors: [{column: y, years: [1]}], x: 1}\n", ["x"]),
        ("predictors:\n  - {column: z, years: [1]}\nfit: {from: 1, to: 8}\n", ["fit", "before the start"]),
        ("predictors: [\n", ["YAML"]),
        ("- 1\n", ["predictors"]),
        ("", ["predictors"]),
    ],
)
def test_bad_specs_name_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spec: str, told: list[str]
) -> None:
    (tmp_path / "s.yaml").write_text(spec, encoding="utf-8")
    assert call(tmp_path, panel_lines(), *GOOD, "--predictors", str(tmp_path / "s.yaml")) == 2
    said = capsys.readouterr().err
    assert all(word in said for word in told), said


def test_constant_predictor_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.yaml").write_text("predictors:\n  - {column: z, years: [1]}\n", encoding="utf-8")
    lines = [",".join([*line.split(",")[:3], "1"]) for line in panel_lines()]
    assert call(tmp_path, lines, *GOOD, "--predictors", str(tmp_path / "s.yaml")) == 2
    assert "same for all units" in capsys.readouterr().err


def test_predictors_go_with_sc_only(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("predictors:\n  - {column: z, years: [1]}\n", encoding="utf-8")
    assert call(tmp_path, panel_lines(), *GOOD, "--predictors", str(tmp_path / "s.yaml"), method="did") == 2


def test_times_that_only_left_out_units_have_do_not_count_as_holes(tmp_path: Path) -> None:
    lines = [*panel_lines(), *(f'"Old, with a comma",{year},1,1' for year in range(-5, 3))]
    assert call(tmp_path, lines, *GOOD) == 2
    assert call(tmp_path, lines, *GOOD, "--exclude", "Old, with a comma") == 0
    effects = (tmp_path / "out/effects.csv").read_text(encoding="utf-8").splitlines()
    assert effects[1].startswith("1,pre") and len(effects) == 9


def test_predictors_may_speak_of_times_before_the_outcome(tmp_path: Path) -> None:
    lines = [*panel_lines(), *(f"{unit},0,,{at * at}" for at, unit in enumerate("ABCDX"))]
    (tmp_path / "s.yaml").write_text("predictors:\n  - {column: z, years: [0]}\n", encoding="utf-8")
    assert call(tmp_path, lines, *GOOD, "--predictors", str(tmp_path / "s.yaml")) == 0
    balance = (tmp_path / "out/balance.csv").read_text(encoding="utf-8").splitlines()
    assert balance[1].startswith("1:z,16,")


@pytest.mark.parametrize(
    ("bad", "told"),
    [("A,1,1e300,1", "not a finite number"), ("A,9999999,5,1", "too far apart")],
)
def test_numbers_too_large_to_reckon_with_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: str, told: str
) -> None:
    lines = [line for line in panel_lines() if not line.startswith("A,1,")]
    assert call(tmp_path, [*lines, bad], *GOOD) == 2
    assert told in capsys.readouterr().err

"""The command itself: forms of data, order and form of what it writes, the same bytes again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.measure.composite.cases import DATA, run_case, run_text, table
from tests.measure.composite.test_refusals import DATA as ROWS
from tests.measure.composite.test_refusals import TREE

from sawan.measure.composite.writing import FILES

UNCERTAIN = TREE + (
    "normalise: {method: minmax, range: [1, 100]}\n"
    "uncertainty: {treat: [none, auto], weights: {dirichlet: 1}, data: {relative: 0.01}, draws: 700, pairs: true}\n"
)


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_long_data_give_the_same_as_wide(tmp_path: Path) -> None:
    wide, long = tmp_path / "wide", tmp_path / "long"
    wide.mkdir()
    long.mkdir()
    rows = [line.split(",") for line in ROWS.splitlines()]
    cells = [
        (row[0], row[1], code, value, row[5])
        for row in rows[1:]
        for code, value in zip(rows[0][2:5], row[2:5], strict=True)
        if value
    ]
    text = "\n".join(",".join(cell) for cell in [("area", "year", "indicator", "value", "region"), *cells])
    spec = TREE + "impute: {method: median, by: region}\naggregate: [median, arithmetic]"
    assert run_text(wide, spec, ROWS) == 0
    assert run_text(long, spec, text + "\n65,2564,unheard of,much,N\n") == 0
    assert pages(wide / "out") == pages(long / "out")


def test_same_seed_gives_the_same_bytes_on_one_core_or_many(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(UNCERTAIN, encoding="utf-8")
    (tmp_path / "data.csv").write_text(ROWS, encoding="utf-8")
    words = [
        "measure",
        "composite",
        "--spec",
        str(tmp_path / "spec.yaml"),
        "--data",
        str(tmp_path / "data.csv"),
        "--out",
    ]
    cores = sorted(os.sched_getaffinity(0))
    for name, used in (("one", cores[:1]), ("many", cores)):
        program = f"import os, sys; os.sched_setaffinity(0, {set(used)}); from sawan.cli import main; main()"
        subprocess.run([sys.executable, "-c", program, *words, str(tmp_path / name)], check=True)
    assert pages(tmp_path / "one") == pages(tmp_path / "many")
    assert set(pages(tmp_path / "one")) == set(FILES)


def test_seed_and_draws_of_the_call_win(tmp_path: Path) -> None:
    results = []
    for number, extra in enumerate([(), ("--seed", "1"), ("--seed", "2"), ("--draws", "700"), ("--draws", "50")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert run_text(folder, UNCERTAIN, ROWS, *extra) == 0
        results.append((folder / "out" / "uncertainty.csv").read_bytes())
    assert results[0] == results[1] == results[3]
    assert results[0] != results[2]
    assert results[0] != results[4]


def test_draws_begin_alike_however_many_are_asked_for(tmp_path: Path) -> None:
    from sawan.measure.composite.parsing import spec_of
    from sawan.measure.composite.sampling import draw_weights
    from sawan.measure.composite.spec import WeightDraws

    tree = spec_of({"tree": {"t": {"u": ["a", "b"], "v": ["c", "d"]}}}).tree
    nominal = dict.fromkeys(tree.below, 1.0)
    few, many = (draw_weights(tree, nominal, WeightDraws("noise", 0.2), count, seed=7) for count in (10, 9000))
    assert (few == many[:10]).all()


@pytest.mark.parametrize("kind", ["dirichlet", "noise"])
def test_drawn_weights_have_the_moments_of_their_distribution(kind: str) -> None:
    from sawan.measure.composite.parsing import spec_of
    from sawan.measure.composite.sampling import draw_weights
    from sawan.measure.composite.spec import WeightDraws

    tree = spec_of({"tree": {"t": {"u": ["a", "b", "c"], "v": ["d"]}}}).tree
    nominal = {**dict.fromkeys(tree.below, 1.0), "b": 2.0}
    drawn = draw_weights(tree, nominal, WeightDraws(kind, 0.5), 40_000, seed=3)
    own = drawn[:, [tree.below.index(code) for code in "abc"]]
    if kind == "noise":
        assert (own >= 0.5 * np.array([1, 2, 1])).all()
        assert (own <= 1.5 * np.array([1, 2, 1])).all()
        np.testing.assert_allclose(own.mean(axis=0), [1, 2, 1], rtol=0.01)
        return
    shares = own / own.sum(axis=1, keepdims=True)
    expected = np.array([0.25, 0.5, 0.25])
    np.testing.assert_allclose(shares.mean(axis=0), expected, atol=0.005)
    np.testing.assert_allclose(shares.var(axis=0), expected * (1 - expected) / (0.5 * 3 + 1), rtol=0.03)


def test_only_the_levels_asked_for_vary() -> None:
    from sawan.measure.composite.parsing import spec_of
    from sawan.measure.composite.sampling import draw_weights
    from sawan.measure.composite.spec import WeightDraws

    tree = spec_of({"tree": {"t": {"u": ["a", "b"], "v": ["c", "d"]}}}).tree
    nominal = dict.fromkeys(tree.below, 2.0)
    drawn = draw_weights(tree, nominal, WeightDraws("noise", 0.2, (2,)), 50, seed=7)
    varies = np.ptp(drawn, axis=0) > 0
    assert [code for code, moved in zip(tree.below, varies, strict=True) if moved] == ["u", "v"]


def test_files_are_plain_text_with_whole_ranks_and_empty_holes(tmp_path: Path) -> None:
    assert run_text(tmp_path, TREE, ROWS) == 0
    out = tmp_path / "out"
    assert sorted(pages(out)) == ["audit.csv", "change.csv", "normalised.csv", "scores.csv"]
    for text in pages(out).values():
        assert b"\r" not in text
        assert b"nan" not in text
        assert not text.startswith(b"\xef\xbb\xbf")
    rows = table(out / "normalised.csv")
    assert [(row["area"], row["year"]) for row in rows[::3]] == [
        (area, year) for year in ("2563", "2564") for area in ("60", "65", "66")
    ]
    hole = next(row for row in rows if row["status"] == "missing")
    assert (hole["value"], hole["treated"], hole["normalised"]) == ("", "", "")
    ranks = {row["rank"] for row in table(out / "scores.csv")}
    assert ranks <= {"1", "2", "3", ""}


def test_screened_area_keeps_its_rows_and_enters_no_statistic(tmp_path: Path) -> None:
    data = "area,deaths,income,schooling\na,1,10,1\nb,2,20,2\nc,,900,\nd,3,30,3\n"
    assert run_text(tmp_path, TREE + "screen: 0.5\nimpute: mean", data) == 0
    rows = {(row["area"], row["indicator"]): row for row in table(tmp_path / "out" / "normalised.csv")}
    assert rows["c", "income"]["status"] == rows["c", "deaths"]["status"] == "screened"
    assert rows["c", "income"]["value"] == ""
    assert rows["d", "income"]["normalised"] == "100.0"
    top = [row for row in table(tmp_path / "out" / "scores.csv") if row["code"] == "wellbeing"]
    assert [row["rank"] for row in top if row["area"] == "c"] == [""]


def test_areas_and_years_that_have_no_row_get_one(tmp_path: Path) -> None:
    data = "area,year,deaths,income,schooling\n01,2564,1,10,1\n2,2560,2,20,2\n01,2560,3,30,3\n"
    assert run_text(tmp_path, TREE, data) == 0
    rows = table(tmp_path / "out" / "scores.csv")
    assert [(row["area"], row["year"]) for row in rows if row["code"] == "wellbeing"] == [
        ("01", "2560"), ("2", "2560"), ("01", "2564"), ("2", "2564"),
    ]  # fmt: skip


def test_codes_are_text_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    spec = "tree: {no: [-1, 60, 1e3, on, 007]}\nweights: {60: 2, on: 3}"
    data = "area,1,60,1e3,on,007\na,1,2,3,4,5\nb,5,4,3.5,2,1\n"
    assert run_text(tmp_path, spec, data) == 0
    rows = table(tmp_path / "out" / "normalised.csv")
    assert [row["indicator"] for row in rows[:5]] == ["1", "60", "1e3", "on", "007"]
    assert rows[0]["normalised"] == "100.0"


def test_equal_scores_share_the_lowest_rank(tmp_path: Path) -> None:
    data = "area,x\na,3\nb,5\nc,3\nd,1\n"
    assert run_text(tmp_path, "tree: {t: [x]}", data) == 0
    assert [row["rank"] for row in table(tmp_path / "out" / "scores.csv")] == ["2", "1", "2", "4"]


def test_alternatives_need_no_draws(tmp_path: Path) -> None:
    folder = DATA / "worked-example"
    assert run_case(folder, tmp_path / "a") == 0
    assert run_case(folder, tmp_path / "b", "--draws", "3", "--seed", "9") == 0
    assert pages(tmp_path / "a") == pages(tmp_path / "b")


def test_files_of_an_earlier_run_are_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_case(DATA / "worked-example", tmp_path / "out") == 0
    capfd.readouterr()
    assert run_text(tmp_path, TREE, ROWS) == 0
    assert "sensitivity.csv" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("normalise: rank\naggregate: geometric", "mean of ranks"),
        ("uncertainty: {normalise: [minmax, zscore]}", "different scales"),
    ],
)
def test_what_should_not_be_believed_is_remarked_on(
    keys: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_text(tmp_path, TREE + keys, ROWS) == 0
    assert said in capfd.readouterr().err

"""The worked example of the contract, and the shape of the files."""

import csv
import json
from pathlib import Path

import pytest

from sawan.cli import sawan
from sawan.console import run

PANEL = {
    "A": [10, 11, 13, 12, 14, 15],
    "B": [20, 19, 22, 21, 24, 23],
    "C": [5, 9, 4, 8, 6, 10],
    "X": [15, 15, 17.5, 16.5, 23, 24],
}


def write(folder: Path, *, reverse: bool = False) -> Path:
    lines = [f"{unit},{2556 + t},{value}\n" for unit, values in PANEL.items() for t, value in enumerate(values)]
    path = folder / "panel.csv"
    path.write_text("province,year,rate\n" + "".join(reversed(lines) if reverse else lines), encoding="utf-8")
    return path


def call(panel: Path, method: str, out: Path, *more: str) -> int:
    asked = ["evaluate", "effect", "--panel", str(panel), "--outcome", "rate", "--unit", "province", "--time", "year"]
    return run(sawan, [*asked, "--treated", "X", "--from", "2560", "--method", method, "--out", str(out), *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("method", "effect", "weights", "effects"),
    [
        ("sc", 4.5, [0.5, 0.5, 0], [4, 5]),
        ("asc", 4.5, [0.5, 0.5, 0], [4, 5]),
        ("did", 5.0, [1 / 3, 1 / 3, 1 / 3], [5.166666667, 4.833333333]),
        ("sdid", 4.5, [0.3710797, 0.3900047, 0.2389156], None),
    ],
)
def test_example_of_the_contract(
    tmp_path: Path, method: str, effect: float, weights: list[float], effects: list[float] | None
) -> None:
    assert call(write(tmp_path), method, tmp_path / "out") == 0
    answer = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    assert answer["effect"] == pytest.approx(effect, abs=1e-7)
    assert answer["p_space"] == 0.25 and answer["verdict"] == "no_answer"
    assert answer["reasons"] == ["few_periods_before", "few_donors"]
    found = {row["name"]: float(row["weight"]) for row in rows(tmp_path / "out/weights.csv") if row["kind"] == "unit"}
    assert [found[name] for name in "ABC"] == pytest.approx(weights, abs=1e-6)
    after = [float(row["effect"]) for row in rows(tmp_path / "out/effects.csv") if row["period"] == "post"]
    assert effects is None or after == pytest.approx(effects, abs=1e-8)
    if method == "did":
        assert answer["se_placebo"] == pytest.approx(1.299038106, abs=1e-8)
    if method == "sdid":
        times = {
            row["name"]: float(row["weight"]) for row in rows(tmp_path / "out/weights.csv") if row["kind"] == "time"
        }
        assert [times[str(year)] for year in range(2556, 2560)] == pytest.approx(
            [0.1453488, 0.1453488, 0.5290698, 0.1802326], abs=1e-6
        )


@pytest.mark.parametrize("method", ["sc", "asc", "sdid", "did"])
def test_order_of_rows_changes_no_byte(tmp_path: Path, method: str) -> None:
    call(write(tmp_path), method, tmp_path / "a")
    call(write(tmp_path, reverse=True), method, tmp_path / "b", "--donors", "C,A,B")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["effects.csv", "leave_one_out.csv", "placebo.csv", "summary.json", "weights.csv"]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_files_have_the_columns_of_the_contract(tmp_path: Path) -> None:
    call(write(tmp_path), "sc", tmp_path)
    heads = {
        "effects.csv": "year,period,observed,synthetic,effect,lo95,hi95,p",
        "weights.csv": "kind,name,weight",
        "placebo.csv": "kind,unit,from,effect,rmspe_pre,rmspe_post,ratio,rank",
        "leave_one_out.csv": "dropped,effect,rmspe_pre",
    }
    for name, head in heads.items():
        assert (tmp_path / name).read_text(encoding="utf-8").splitlines()[0] == head
    keys = list(json.loads((tmp_path / "summary.json").read_text(encoding="utf-8")))
    assert " ".join(keys) == (
        "method outcome treated from periods_pre periods_post donors effect effect_last effect_percent rmspe_pre "
        "mspe_fit l2_pre fit_ratio fit_to_placebos p_space se_placebo p_conformal lambda loo_min loo_max "
        "smallest_visible v_spread verdict reasons sentence seed"
    )


def test_several_treated_are_their_mean(tmp_path: Path) -> None:
    assert call(write(tmp_path), "did", tmp_path / "out", "--treated", "A") == 0
    answer = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    own = [(a + x) / 2 for a, x in zip(PANEL["A"], PANEL["X"], strict=True)]
    other = [(b + c) / 2 for b, c in zip(PANEL["B"], PANEL["C"], strict=True)]
    gap = [a - b for a, b in zip(own, other, strict=True)]
    assert answer["treated"] == ["X", "A"]
    assert answer["effect"] == pytest.approx(sum(gap[4:]) / 2 - sum(gap[:4]) / 4)

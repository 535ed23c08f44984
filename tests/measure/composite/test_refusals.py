"""Bad specifications and bad data: exit status 2, nothing written, a sentence in Thai and English with the place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.measure.composite.cases import run_text

TREE = "tree: {wellbeing: {health: [-deaths], living: [income, schooling]}}\n"
DATA = """\
area,year,deaths,income,schooling,region
60,2563,8,21000,7.5,N
65,2563,5,26000,8.6,N
66,2563,10,19000,6.9,S
60,2564,6,23000,7.9,N
65,2564,9.5,27500,,N
66,2564,9,22500,7.4,S
"""
THAI = re.compile("[\u0e01-\u0e5b]")

SPECS = {
    "unknown key": (TREE + "wieghts: {living: 2}", "spec.yaml:2: wieghts: "),
    "no tree": ("weights: {living: 2}", "tree"),
    "empty": ("", "spec.yaml"),
    "not yaml": ("tree: [1", "spec.yaml:1"),
    "a list": ("- a\n- b", "spec.yaml:1"),
    "two documents": (TREE + "---\na: b", "spec.yaml"),
    "key twice": (TREE + "screen: 0.5\nscreen: 0.6", "spec.yaml:3: screen"),
    "deep": ("tree: " + "{a: " * 3000 + "[income]" + "}" * 3000, "spec.yaml"),
    "bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "tree: {w: *i}",
        "spec.yaml",
    ),
    "two tops": ("tree: {a: [income], b: [schooling]}", "tree"),
    "no top": ("tree: {}", "tree"),
    "tree is a list": ("tree: [income]", "tree"),
    "node is a word": ("tree: {a: income}", "tree.a"),
    "empty node": ("tree: {a: []}", "tree.a"),
    "empty mapping": ("tree: {a: {b: {}}}", "tree.b"),
    "null node": ("tree:\n  a:\n", "tree.a"),
    "node in a list": ("tree: {a: [income, {b: [schooling]}]}", "tree.a"),
    "code twice": ("tree: {a: {b: [income], c: [income]}}", "tree.income"),
    "code twice with sign": ("tree: {a: [income, -income]}", "tree.income"),
    "node twice": ("tree: {a: {b: [income], b: [schooling]}}", "tree.b"),
    "node as top": ("tree: {a: {a: [income]}}", "tree.a"),
    "two signs": ("tree: {a: [--income]}", "tree"),
    "sign before a node": ("tree: {a: {-b: [income]}}", "tree"),
    "empty code": ('tree: {a: ["", income]}', "tree"),
    "indicator that data lacks": ("tree: {a: [income, wealth]}", "data.csv: wealth"),
    "weight of the top": (TREE + "weights: {wellbeing: 2}", "spec.yaml:2: weights.wellbeing"),
    "weight of nobody": (TREE + "weights: {livin: 2}", "spec.yaml:2: weights.livin"),
    "weight zero": (TREE + "weights: {living: 0}", "weights.living"),
    "weight negative": (TREE + "weights: {living: -1}", "weights.living"),
    "weight in words": (TREE + "weights: {living: two}", "weights.living"),
    "weight infinite": (TREE + "weights: {living: .inf}", "weights.living"),
    "weight nan": (TREE + "weights: {living: nan}", "weights.living"),
    "weights a list": (TREE + "weights: [1, 2]", "weights"),
    "screen above one": (TREE + "screen: 1.5", "screen"),
    "screen in words": (TREE + "screen: many", "screen"),
    "unknown imputation": (TREE + "impute: guess", "spec.yaml:2: impute"),
    "imputation by nothing": (TREE + "impute: {method: mean, by: province}", "by"),
    "imputation with per": (TREE + "impute: {method: mean, per: {income: median}}", "impute.per"),
    "wrong parameter": (TREE + "impute: {method: linear, by: region}", "impute.by"),
    "no method": (TREE + "treat: {max_points: 5}", "treat"),
    "method is a list": (TREE + "treat: [auto]", "treat"),
    "unknown treatment": (TREE + "treat: trim", "treat"),
    "force not true": (TREE + "treat: {method: winsorise, force: maybe}", "treat.force"),
    "points not whole": (TREE + "treat: {method: winsorise, max_points: 2.5}", "treat.max_points"),
    "boxcox without lambda": (TREE + "treat: {method: boxcox}", "treat.lambda"),
    "then of a log": (TREE + "treat: {method: log, then: boxcox}", "treat.then"),
    "clip upside down": (TREE + "treat: {method: clip, low: 0.9, high: 0.1}", "treat"),
    "per unknown code": (TREE + "treat: {method: none, per: {wealth: log}}", "treat.per.wealth"),
    "per of a node": (TREE + "normalise: {method: minmax, per: {living: rank}}", "normalise.per.living"),
    "unknown normalisation": (TREE + "normalise: softmax", "normalise"),
    "range upside down": (TREE + "normalise: {method: minmax, range: [100, 0]}", "normalise.range"),
    "range of three": (TREE + "normalise: {method: minmax, range: [0, 50, 100]}", "normalise.range"),
    "goalposts without": (TREE + "normalise: goalposts", "normalise.low"),
    "goalposts equal": (TREE + "normalise: {method: goalposts, low: 5, high: 5}", "normalise"),
    "goalposts of one": (
        TREE + "normalise: {method: minmax, per: {income: {method: goalposts, low: 1}}}",
        "income.high",
    ),
    "sd zero": (TREE + "normalise: {method: zscore, sd: 0}", "normalise.sd"),
    "unknown ties": (TREE + "normalise: {method: rank, ties: dense}", "normalise.ties"),
    "reference nobody": (TREE + "normalise: {method: distance_to_reference, area: '99'}", "area"),
    "reference worst": (TREE + "normalise: {method: distance_to_reference, area: '66'}", "deaths"),
    "target worst": (
        TREE + "normalise: {method: minmax, per: {deaths: {method: distance_to_target, target: 10}}}",
        "deaths",
    ),
    "pool nobody": (TREE + "pool: decade", "pool"),
    "pool not a year of data": (TREE + "pool: 2570", "pool"),
    "rank of one year": (TREE + "pool: 2563\nnormalise: rank", "normalise"),
    "percentile of one year": (TREE + "normalise: {method: percentile, pool: 2563}", "normalise"),
    "unknown aggregation": (TREE + "aggregate: mean", "aggregate"),
    "too many levels": (TREE + "aggregate: [arithmetic, arithmetic, geometric]", "aggregate"),
    "too few levels": (TREE + "aggregate: [arithmetic]", "aggregate"),
    "power without p": (TREE + "aggregate: power", "aggregate.p"),
    "power zero": (TREE + "aggregate: {method: power, p: 0}", "aggregate.p"),
    "share impossible": (TREE + "aggregate: {method: bod, share: [0.6, 0.9]}", "aggregate"),
    "share upside down": (TREE + "aggregate: {method: bod, share: [0.6, 0.2]}", "aggregate.share"),
    "available above one": (TREE + "aggregate: {method: arithmetic, min_available: 50}", "aggregate.min_available"),
    "per of an indicator": (TREE + "aggregate: {method: arithmetic, per: {income: median}}", "aggregate.per.income"),
    "aggregate with a pool": (TREE + "aggregate: {method: arithmetic, pool: year}", "aggregate.pool"),
    "zero under geometric": (TREE + "aggregate: geometric", "range: [1, 100]"),
    "zero under harmonic": (TREE + "aggregate: harmonic", "range: [1, 100]"),
    "zero under negative power": (TREE + "aggregate: {method: power, p: -1}", "range: [1, 100]"),
    "negative under power": (TREE + "normalise: zscore\naggregate: {method: power, p: 2}", "power"),
    "em with few rows": (TREE + "impute: em\npool: year", "em"),
    "uncertainty unknown key": (TREE + "uncertainty: {normalize: [rank]}", "uncertainty.normalize"),
    "one alternative without a list": (TREE + "uncertainty: {treat: auto}", "uncertainty.treat"),
    "no alternatives": (TREE + "uncertainty: {treat: []}", "uncertainty.treat"),
    "unknown alternative": (TREE + "uncertainty: {treat: [none, trim]}", "uncertainty.treat"),
    "probability zero": (TREE + "uncertainty: {treat: [none, {method: auto, probability: 0}]}", "probability"),
    "probability outside": (TREE + "treat: {method: auto, probability: 2}", "treat.probability"),
    "both weights": (TREE + "uncertainty: {weights: {dirichlet: 1, noise: 0.2}}", "uncertainty.weights"),
    "noise too large": (TREE + "uncertainty: {weights: {noise: 1}}", "uncertainty.weights.noise"),
    "dirichlet zero": (TREE + "uncertainty: {weights: {dirichlet: 0}}", "uncertainty.weights.dirichlet"),
    "levels of nobody": (TREE + "uncertainty: {weights: {noise: 0.2, levels: [3]}}", "uncertainty.weights.levels"),
    "levels of none": (TREE + "uncertainty: {weights: {noise: 0.2, levels: []}}", "uncertainty.weights.levels"),
    "data in words": (TREE + "uncertainty: {data: some}", "uncertainty.data"),
    "data of nobody": (TREE + "uncertainty: {data: {absolute: {wealth: 1}}}", "uncertainty.data.absolute.wealth"),
    "data negative": (TREE + "uncertainty: {data: {relative: -0.1}}", "uncertainty.data.relative"),
    "no se": (TREE + "uncertainty: {data: se}", "uncertainty.data"),
    "no draws": (TREE + "uncertainty: {draws: 0}", "uncertainty.draws"),
    "half a draw": (TREE + "uncertainty: {draws: 10.5}", "uncertainty.draws"),
    "negative seed": (TREE + "uncertainty: {seed: -1}", "uncertainty.seed"),
    "ranks perhaps": (TREE + "uncertainty: {ranks: perhaps}", "uncertainty.ranks"),
    "no replay": (TREE + "uncertainty: {replay: nowhere.csv}", "uncertainty.replay"),
    "combination with zero": (TREE + "uncertainty: {aggregate: [arithmetic, geometric]}", "range: [1, 100]"),
    "combination never drawn": (
        TREE + "uncertainty: {weights: {noise: 0.1}, draws: 1, sensitivity: false, "
        "aggregate: [{method: arithmetic, probability: 1e9}, geometric]}",
        "range: [1, 100]",
    ),
    "combination of ranks and a year": (TREE + "pool: 2563\nuncertainty: {normalise: [minmax, rank]}", "normalise"),
}


@pytest.mark.parametrize("name", SPECS)
def test_bad_specification_is_refused_with_its_place(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spec, said = SPECS[name]
    assert_refused(tmp_path, capfd, spec, DATA, said)


TABLES = {
    "empty": ("", "data.csv"),
    "header alone": ("area,year,deaths,income,schooling\n", "area"),
    "semicolons": (DATA.replace(",", ";"), "area"),
    "no area": (DATA.replace("area", "province"), "area"),
    "one area": ("area,deaths,income,schooling\n60,1,2,3\n", "area"),
    "a word": (DATA.replace("21000", "much"), "data.csv:2: income"),
    "decimal comma": (DATA.replace("7.5", '"7,5"'), "data.csv:2: schooling"),
    "thousands": (DATA.replace("21000", '"21,000"'), "data.csv:2: income"),
    "thai digits": (DATA.replace("21000", "๒๑๐๐๐"), "data.csv:2: income"),
    "infinite": (DATA.replace("21000", "inf"), "data.csv:2: income"),
    "not a number": (DATA.replace("21000", "nan"), "data.csv:2: income"),
    "too large": (DATA.replace("21000", "1e999"), "data.csv:2: income"),
    "underscore": (DATA.replace("21000", "21_000"), "data.csv:2: income"),
    "row twice": (DATA + "60,2564,6,23000,7.9,N\n", "data.csv:8"),
    "no year": (DATA.replace("65,2564", "65,"), "data.csv:6: year"),
    "half a year": (DATA.replace("65,2564", "65,2564.5"), "data.csv:6: year"),
    "nameless area": (DATA.replace("65,2564", ",2564"), "data.csv:6: area"),
    "short row": (DATA + "67,2564,6\n", "data.csv:8"),
    "long row": (DATA + "67,2564,6,1,2,N,7\n", "data.csv:8"),
    "column twice": (DATA.replace("region", "income"), "income"),
    "lacking": (DATA.replace("schooling", "school"), "schooling"),
    "without a value": (re.sub(r",[\d.]*,([NS])\n", r",,\1\n", DATA), "schooling"),
    "constant": (re.sub(r",(\d+),([\d.]*),([NS])", r",500,\2,\3", DATA), "income"),
    "open quote": (DATA + '"67,2564,6', "data.csv"),
}


@pytest.mark.parametrize("name", TABLES)
def test_bad_data_is_refused_with_row_and_field(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data, said = TABLES[name]
    assert_refused(tmp_path, capfd, TREE, data, said)


LONG = "area,indicator,value,se\na,income,1,0.1\nb,income,2,0.1\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LONG + "a,income,3,0.1\n", "data.csv:4"),
        (LONG.replace("2,0.1", "x,0.1"), "data.csv:3: value"),
        (LONG.replace("2,0.1", "2,-0.1"), "data.csv:3: se"),
        (LONG.replace("b,income", "b,"), "data.csv:3: indicator"),
        (LONG.replace("value", "amount"), "value"),
        (LONG.replace("income", "wealth"), "income"),
    ],
)
def test_bad_long_data_is_refused(data: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert_refused(tmp_path, capfd, "tree: {index: [income]}", data, said)


@pytest.mark.parametrize(
    ("normalise", "said"),
    [
        ("minmax", "2564"),
        ("zscore", "2564"),
        ("distance_to_max", "2564"),
        ("percentile", "2564"),
    ],
)
def test_one_value_in_a_year_is_refused_where_the_pool_is_the_year(
    normalise: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = "area,year,x,y\na,2563,1,1\nb,2563,2,3\na,2564,5,2\nb,2564,,3\n"
    assert_refused(tmp_path, capfd, f"tree: {{t: [x, y]}}\npool: year\nnormalise: {normalise}", data, said)


def test_all_faults_are_told_at_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    spec = TREE + "screen: 3\nimpute: guess\nweights: {nobody: 1, living: -2}\nfoo: bar\n"
    assert run_text(tmp_path, spec, DATA) == 2
    said = capfd.readouterr().err
    for field in ("screen", "impute", "weights.nobody", "weights.living", "foo"):
        assert field in said


def test_out_that_would_overwrite_the_data_is_refused(tmp_path: Path) -> None:
    from sawan.cli import sawan
    from sawan.console import run

    (tmp_path / "spec.yaml").write_text(TREE, encoding="utf-8")
    (tmp_path / "scores.csv").write_text(DATA, encoding="utf-8")
    words = ["--spec", str(tmp_path / "spec.yaml"), "--data", str(tmp_path / "scores.csv"), "--out", str(tmp_path)]
    assert run(sawan, ["measure", "composite", *words]) == 2
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8") == DATA


def assert_refused(folder: Path, capfd: pytest.CaptureFixture[str], spec: str, data: str, said: str) -> None:
    assert run_text(folder, spec, data) == 2
    told = capfd.readouterr().err
    assert said in told
    assert THAI.search(told)
    assert "Traceback" not in told
    assert not (folder / "out").exists()

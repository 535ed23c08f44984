"""The shipped NESDC schemes against the published score tables, and the rule for the total."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.fund import scoring
from sawan.fund.scoring.answers import read_cell

TABLES = Path(__file__).parents[1] / "data" / "nesdc-7-criteria-scores.csv"
CRITERIA = {criterion.code: criterion for criterion in scoring.load("nesdc-2570").criteria}


def published() -> list[dict[str, str]]:
    with TABLES.open(encoding="utf-8-sig") as page:
        return list(csv.DictReader(page))


def test_every_published_answer_gives_its_published_points() -> None:
    rows = published()
    assert len(rows) == 186
    for row in rows:
        criterion = next(
            c for c in scoring.load(f"nesdc-{row['fiscal_year_be']}").criteria if c.code == f"c{row['criterion']}"
        )
        if row["criterion"] in ("5", "7"):
            part = next(part for part in criterion.parts if part.code == row["part"])
            scores = {answer.text.en: answer.score for answer in part.answers}
            assert scores[row["condition"]] == Decimal(row["score"])
        else:
            cell = f"{row['part']} {row['condition']}".strip()
            assert read_cell(criterion, cell) == Decimal(row["score"]), cell


def test_the_schemes_hold_no_answer_that_is_not_published() -> None:
    for year in ("2569", "2570"):
        answers = sum(len(part.answers) for c in scoring.load(f"nesdc-{year}").criteria for part in c.parts)
        assert answers == 93


def test_highest_points_of_the_sum_criteria_are_29() -> None:
    assert sum(c.highest for c in CRITERIA.values() if c.role == "sum") == 29
    for criterion in CRITERIA.values():
        assert max(criterion.attainable()) == criterion.highest


def assessment(**points: str | None) -> scoring.Assessment:
    best = {code: criterion.highest for code, criterion in CRITERIA.items()}
    changed = {code: None if value is None else Decimal(value) for code, value in points.items()}
    return scoring.Assessment("P1", {**best, **changed})


def only(*assessments: scoring.Assessment) -> scoring.Score:
    (score,) = scoring.score(scoring.load("nesdc-2570"), assessments)
    return score


def test_full_points_are_one_hundred() -> None:
    assert only(assessment()).total == scoring.Spread.of([Decimal(100)])


def test_total_is_the_sum_times_100_over_29() -> None:
    score = only(assessment(c2="2.5", c3="3", c4="4", c5="2", c6="3", c7="4.25"))
    assert score.total is not None
    assert score.total.mean == Decimal("18.75") * 100 / 29


def test_closed_gate_makes_the_total_zero_even_with_answers_missing() -> None:
    score = only(assessment(c1="0", c3=None))
    assert (score.gate, score.total and score.total.mean, score.missing) == (0, 0, ("c3",))


def test_missing_answer_leaves_the_total_open() -> None:
    score = only(assessment(c6=None))
    assert (score.gate, score.total, score.missing) == (1, None, ("c6",))


def test_assessors_spread_is_kept_and_a_split_is_named() -> None:
    score = only(assessment(c3="1"), assessment(c3="5"), assessment(c3="5"))
    assert score.points["c3"] == scoring.Spread(Decimal(11) / 3, Decimal(1), Decimal(5))
    assert score.split == ("c3",)
    assert score.total is not None
    assert score.total.low == Decimal(25) * 100 / 29
    assert score.total.high == 100


def test_assessors_who_disagree_on_the_gate_leave_it_open() -> None:
    score = only(assessment(c1="0"), assessment(c1="1"))
    assert (score.gate, score.total, score.split) == (None, None, ("c1",))


@pytest.mark.parametrize(
    ("code", "cell", "points"),
    [
        ("c1", "ใช่", "1"),
        ("c1", "otherwise", "0"),
        ("c2", "A;red", "5"),
        ("c2", "j / เขียว", "0.875"),
        ("c2", "สีส้ม ก", None),
        ("c2", "2.875", "2.875"),
        ("c3", "๕", "5"),
        ("c3", "3.5", None),
        ("c4", "ระบุไม่ครบ 4 ส่วน", "0.5"),
        ("c5", "5.1;5.3;5.4", "3"),
        ("c5", "5.1=yes;5.2=no;5.3=yes;5.4=no", "2"),
        ("c5", "not so", "0"),
        ("c5", "3", "3"),
        ("c7", "is not", "5"),
        ("c7", "7.1=is not;7.2=is not;7.3=31-60 % of the whole budget, serves the goal;7.4=is not", "4.25"),
        ("c7", "is not | is not | is not | is, and does not serve the goal", "3.75"),
        ("c7", "7.1;7.2", None),
    ],
)
def test_cell_is_read_in_the_words_of_the_table(code: str, cell: str, points: str | None) -> None:
    assert read_cell(CRITERIA[code], cell) == (None if points is None else Decimal(points))


@given(st.lists(st.sampled_from(sorted(CRITERIA)), max_size=6), st.data())
def test_total_never_falls_when_points_rise(codes: list[str], data: st.DataObject) -> None:
    lower = {code: data.draw(st.sampled_from(sorted(CRITERIA[code].attainable()))) for code in CRITERIA}
    higher = {**lower, **{code: CRITERIA[code].highest for code in codes}}
    low, high = (only(scoring.Assessment("P1", points)) for points in (lower, higher))
    assert low.total is not None
    assert high.total is not None
    assert 0 <= low.total.mean <= high.total.mean <= 100

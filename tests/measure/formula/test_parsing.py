"""What a formula may say, and what it may not."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.measure.formula import Input, NotAFormula, evaluate, inputs, parse

REFUSED = [
    "",
    "select 1",
    "(select max(value) from observation)",
    "a; b",
    "a union select 1",
    "read_csv('/etc/passwd')",
    "'text'",
    "a.b",
    "a > 1",
    "case when a then b end",
    "a::int",
    "cast(a as int)",
    "a[1]",
    "a and b",
    "a % 2",
    "count(*)",
    "*",
    "()",
    "?",
    "$1",
    "null",
    "current_date",
    "lag(a, -1)",
    "lag(a, 1, 2)",
    "lag(a, b)",
    "lag(a) over ()",
    "average(a, 1)",
    "average(average(average(a, 50), 50), 50)",
    "children(a, moon)",
    "children(a)",
    "least(a)",
    "growth()",
    "1e999",
    "a'",
    "(" * 100 + "a" + ")" * 100,
    "a + " * 2000 + "a",
]


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(NotAFormula) as refusal:
        parse(text)
    assert refusal.value.th
    assert refusal.value.en


@given(st.text(max_size=60))
def test_no_text_gets_past_with_another_error(text: str) -> None:
    with contextlib.suppress(NotAFormula):
        parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * 2", 26.0),
        ("(a + b) * 2", 32.0),
        ("-a", -6.0),
        ("a - (-b)", 16.0),
        ("a / b / 2", 0.3),
        ("power(a, 2)", 36.0),
        ("sqrt(power(a, 2))", 6.0),
        ("least(a, b) + greatest(a, b)", 16.0),
        ("exp(ln(a))", 6.0),
        ("abs(a - b)", 4.0),
    ],
)
def test_arithmetic_is_that_of_the_schoolbook(text: str, value: float) -> None:
    assert evaluate(parse(text), {Input("a"): 6.0, Input("b"): 10.0}) == pytest.approx(value)


def test_lag_reaches_inside() -> None:
    assert inputs(parse("lag(a / b, 2)")) == (Input("a", 2), Input("b", 2))
    assert inputs(parse("lag(lag(a, 1), 2)")) == (Input("a", 3),)
    assert inputs(parse("lag(a)")) == (Input("a", 1),)


def test_growth_average_and_children_are_short_forms() -> None:
    now, before = Input("a"), Input("a", 1)
    assert evaluate(parse("growth(a)"), {now: 110.0, before: 100.0}) == pytest.approx(10.0)
    assert evaluate(parse("average(a, 3)"), {now: 1.0, before: 2.0, Input("a", 2): 6.0}) == pytest.approx(3.0)
    assert inputs(parse("children(a, district) / children(b, district)")) == (
        Input("a", 0, "district"),
        Input("b", 0, "district"),
    )
    assert inputs(parse("per_head(a)")) == (Input("a"), Input("population_registered"))

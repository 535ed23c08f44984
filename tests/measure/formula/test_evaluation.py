"""When a formula has no value, and why."""

from __future__ import annotations

import pytest

from sawan.measure.formula import Input, NoValue, evaluate, parse


@pytest.mark.parametrize(
    ("text", "a", "reason"),
    [
        ("1 / a", 0.0, "division_by_zero"),
        ("sqrt(a)", -1.0, "not_finite"),
        ("ln(a)", 0.0, "not_finite"),
        ("exp(a)", 1e6, "not_finite"),
        ("a * a", 1e200, "not_finite"),
    ],
)
def test_a_formula_without_a_value_says_why(text: str, a: float, reason: str) -> None:
    with pytest.raises(NoValue) as none:
        evaluate(parse(text), {Input("a"): a})
    assert str(none.value) == reason


@pytest.mark.parametrize("before", [0.0, -5.0])
def test_growth_needs_a_positive_base(before: float) -> None:
    with pytest.raises(NoValue) as none:
        evaluate(parse("growth(a)"), {Input("a"): 1.0, Input("a", 1): before})
    assert str(none.value) == "base_not_positive"

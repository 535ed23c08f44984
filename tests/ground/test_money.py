"""Money: exact to the satang, read as people type it, said in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan import money


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_satang_round_trip_is_exact(satang: int) -> None:
    assert money.to_satang(money.from_satang(satang)) == satang


def test_to_satang_refuses_parts_of_a_satang() -> None:
    with pytest.raises(ValueError, match="parts of a satang"):
        money.to_satang(Decimal("0.001"))


@pytest.mark.parametrize(
    ("typed", "baht"),
    [
        ("๑,๒๕๐.๕๐", "1250.50"), ("4.5 ล้านบาท", "4500000"), ("1,250 baht", "1250"), ("−300", "-300"),
        ("1,25", None), ("สามบาท", None), ("", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_parse_baht(typed: str, baht: str | None) -> None:
    assert money.parse_baht(typed) == (None if baht is None else Decimal(baht))


@pytest.mark.parametrize(
    ("baht", "said"),
    [
        ("0", "ศูนย์บาทถ้วน"), ("1", "หนึ่งบาทถ้วน"), ("11", "สิบเอ็ดบาทถ้วน"), ("21.50", "ยี่สิบเอ็ดบาทห้าสิบสตางค์"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"), ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"), ("0.25", "ยี่สิบห้าสตางค์"),
        ("25000000", "ยี่สิบห้าล้านบาทถ้วน"), ("-5", "ลบห้าบาทถ้วน"),
    ],
)  # fmt: skip
def test_in_words(baht: str, said: str) -> None:
    assert money.in_words(Decimal(baht)) == said


def test_format_uses_a_true_minus() -> None:
    assert money.format_baht(Decimal("-1250.5")) == "−1,250.50"
    assert money.format_million(Decimal("278300000")) == "278.3"

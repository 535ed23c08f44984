"""The page of integrity computes what the published method gives, and refuses with a sentence."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def asked(values: list[object], year: int = 2564) -> tuple[int, str]:
    query = {"year": year, **{f"v{at}": value for at, value in enumerate(values, 1)}}
    answer = Client().get("/en/integrity", query)
    return answer.status_code, html.unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


def test_score_band_and_cheapest_path_of_a_worked_example() -> None:
    # 0.30 x 80 + 0.30 x 80 + 0.40 x 80 = 80: band B; five points are short of A, and a point of item 9 is worth 0.20
    status, page = asked([80] * 10)
    assert status == 200 and "80.00" in page and "short of A: 5.00" in page
    assert "+20.00 → 100.00" in page and "+4.00" in page and "+5.00 → 85.00" in page


def test_a_point_is_worth_the_weight_of_its_tool_by_its_items() -> None:
    page = asked([80] * 10)[1]
    assert [page.count(f" {worth} ") >= count for worth, count in (("0.06", 5), ("0.10", 3), ("0.20", 2))] == [True] * 3


def test_values_that_are_none_are_refused_and_weights_say_whether_they_are_confirmed() -> None:
    status, page = asked([80] * 9 + ["many"])
    assert status == 400 and "Indicator 10 must be a number" in page
    assert "not confirmed" in asked([80] * 10, 2567)[1] and "not confirmed" not in asked([80] * 10, 2564)[1]


def test_without_values_the_worth_of_each_item_is_shown() -> None:
    page = Client().get("/integrity").content.decode()
    assert page.count('inputmode="decimal"') == 10

"""The parts of a success indicator stand side by side first; an index that is ours says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sawan.measure import queries

pytestmark = pytest.mark.django_db


def text(path: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", Client().get(path).content.decode())


def test_five_parts_stand_before_the_index_which_is_ours() -> None:
    page = text("/en/parts/environment")
    names = [queries.series(code, "60").indicator.name.en for code in ("forest_share", "water_quality_index")]
    assert all(page.index(name) < page.index("ours, not official") for name in names)
    assert "To be had from" in page


def test_eight_sub_indices_are_named_and_none_is_made_up() -> None:
    page = text("/en/parts/hai")
    assert "0/8" in page and queries.series("hai_participation", "60").indicator.name.en in page


def test_other_parts_do_not_exist() -> None:
    assert Client().get("/parts/gpp").status_code == 404

"""Published disbursement figures: only supported ones are given out; the page says what is missing."""

import csv
from decimal import Decimal
from importlib.resources import files

import pytest
from django.test import Client

from sawan.deliver import disbursement
from sawan.deliver.views import answer
from sawan.texts import Text


def raw(name: str) -> list[dict[str, str]]:
    text = (files("sawan.deliver") / "data" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_targets_without_a_source_are_never_given_out() -> None:
    unsupported = [row for row in raw("disbursement-targets.csv") if row["trust"] not in ("A", "B")]
    assert unsupported
    given = {(row.fiscal_year, row.quarter, row.source) for row in disbursement.targets()}
    assert all((int(row["fiscal_year_be"]), row["quarter"], row["source"]) not in given for row in unsupported)
    assert {row.trust for row in disbursement.targets()} == {"B"}
    assert not [row for row in disbursement.targets() if row.fiscal_year == 2570]


def test_targets_of_fy2569_are_those_of_the_cabinet() -> None:
    """Cabinet, 21 October 2568: 93 % overall, 75 % investment, 98 % current at the end; 33 % in the first quarter."""
    last = next(row for row in disbursement.targets() if (row.fiscal_year, row.quarter) == (2569, "4"))
    assert (last.overall, last.investment, last.current) == (Decimal(93), Decimal(75), Decimal(98))
    first = next(row for row in disbursement.targets() if (row.fiscal_year, row.quarter) == (2569, "1"))
    assert (first.overall, first.investment) == (Decimal(33), None)


def test_own_result_is_the_provinces_and_no_neighbours() -> None:
    (own,) = disbursement.results_of("Nakhon Sawan")
    assert (own.fiscal_year, own.total) == (2562, Decimal("92.58"))
    assert disbursement.results_of("Nan") == ()


def test_answer_says_that_nothing_is_held() -> None:
    said = answer((), Text("น่าน", "Nan"))
    assert "ยังไม่มีรายงาน" in said.th
    assert not any(letter.isdigit() for letter in said.th + said.en)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/deliver", "/en/deliver"])
def test_page_shows_supported_figures_only(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<h1") == 1
    assert "general knowledge" not in text
    assert "92.58" in text

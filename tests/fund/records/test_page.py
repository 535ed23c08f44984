"""The page of money: figures with year, source and trust; filters in the address; the same rows as CSV."""

import csv
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from sawan.fund.models import RecordFile
from sawan.fund.queries import Filters, all_lines, budget_lines
from sawan.fund.services import load_shipped
from sawan.people.actor import SYSTEM
from sawan.people.models import AuditEntry

PROVINCE = Path(__file__).parents[3] / "provinces" / "nakhon-sawan"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_shipped(by=SYSTEM, province=PROVINCE)
        yield
        RecordFile.objects.all().delete()
        AuditEntry.objects.all().delete()


class Outline(HTMLParser):
    """Ids and headings of a page, and whether its tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.lang = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []  # type: ignore[list-item]
        self.lang = str(given["lang"]) if tag == "html" else self.lang
        if tag in ("section", "table", "tbody", "tr", "dl", "ul", "form"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("section", "table", "tbody", "tr", "dl", "ul", "form"):
            assert self.open.pop() == tag


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "lang"), [("/fund", "th"), ("/en/fund", "en")])
def test_page_is_whole_in_both_languages(client: Client, loaded: None, path: str, lang: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    text = page.content.decode()
    outline = Outline(text)
    assert outline.open == []
    assert outline.lang == lang
    assert len(outline.ids) == len(set(outline.ids))
    assert text.count("<h1") == 1
    assert "278.3" in text
    assert "4,177" in text
    assert "707-710" in text


def test_own_budget_of_2565_is_never_shown_without_saying_that_it_is_incomplete(client: Client, loaded: None) -> None:
    text = html.unescape(client.get("/en/fund").content.decode())
    fact = text[text.index(">30.7 <") : text.index(">30.7 <") + 400]
    assert "Incomplete" in fact
    assert "is incomplete:</b> The province's agriculture project (pages 707-710)" in text


def test_filters_stand_in_the_address_and_narrow_the_list(client: Client, loaded: None) -> None:
    text = client.get("/fund?source=ministry&place=6007&q=เครื่อง").content.decode()
    shown = budget_lines(Filters(2565, place="6007", source="ministry", text="เครื่อง"))
    assert f"{shown.lines} รายการ" in text
    assert '<option value="ministry" selected>' in text
    assert '<option value="6007" selected>' in text
    assert "source=ministry" in re.findall(r'href="(/fund/lines\.csv\?[^"]+)"', text)[0]


@pytest.mark.parametrize(
    "query", ["page=abc", "page=-1", "page=99999999", "year=1", "place=99", "source=x&sort=y", "q=%00"]
)
def test_strange_addresses_give_a_page(client: Client, loaded: None, query: str) -> None:
    assert client.get(f"/fund?{query}").status_code == 200


def test_a_place_outside_the_province_is_not_shown(client: Client, loaded: None) -> None:
    page = client.get("/fund/lines.csv?place=62").content.decode("utf-8-sig")
    assert len(page.splitlines()) - 1 >= len(all_lines(Filters(2565, place="60")))


def test_csv_holds_what_the_list_shows(client: Client, loaded: None) -> None:
    response = client.get("/fund/lines.csv?source=local&guideline=2.2")
    rows = list(csv.DictReader(response.content.decode("utf-8-sig").splitlines()))
    wanted = all_lines(Filters(2565, place="60", source="local", guideline="2.2"))
    assert [row["id"] for row in rows] == [line.code for line in wanted]
    assert {row["reading"] for row in rows} == {"ocr"}
    assert {row["trust"] for row in rows} == {"A"}
    assert sum(float(row["amount_baht"]) for row in rows) == float(sum(line.amount for line in wanted))
    assert 'filename="budget-lines-60-2565.csv"' in response.headers["Content-Disposition"]


def test_a_province_without_records_has_an_honest_page(client: Client) -> None:
    RecordFile.objects.all().delete()
    text = client.get("/fund?sort=code").content.decode()
    assert "ยังไม่มีบันทึกงบประมาณ" in text
    assert "ล้านบาท" not in text.split('id="main"')[1].split("<footer")[0]


def test_page_asks_the_same_number_of_questions_whatever_it_shows(
    client: Client, loaded: None, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        client.get("/fund?q=ไม่มีรายการนี้")  # an address that no other test asked, so that the page is built
    with django_assert_max_num_queries(32):  # type: ignore[operator]
        client.get("/fund?page=2")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        client.get("/fund?page=2")

"""Templates on the web: of an indicator, a guideline, an agency; the pages that name a gap lead to them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from sawan.measure import catalogue

pytestmark = pytest.mark.django_db


def codes(content: bytes) -> set[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return {str(cell.value) for cell in sheet["A"][1:]}


def test_an_indicators_template_asks_for_it_alone() -> None:
    answer = Client().get("/data/forest_share-template.xlsx")
    assert answer.status_code == 200 and codes(answer.content) == {"forest_share"}
    assert 'filename="forest_share-template.xlsx"' in answer["Content-Disposition"]


def test_a_guidelines_template_asks_for_what_somebody_reports() -> None:
    found = codes(Client().get("/data/template.xlsx?guideline=3.1").content)
    wanted = {code for code, e in catalogue.load().items() if "3.1" in e.guidelines and e.kind == "reported"}
    assert wanted <= found


def test_an_agencys_template_asks_for_its_own() -> None:
    found = codes(Client().get("/data/template.xlsx", {"agency": "กรมป่าไม้"}).content)
    assert "forest_share" in found and "hai" not in found


def test_what_nobody_reports_is_not_found() -> None:
    for address in ("/data/template.xlsx", "/data/template.xlsx?guideline=9.9", "/data/nothing-template.xlsx"):
        assert Client().get(address).status_code == 404


def test_the_catalogue_offers_them() -> None:
    page = Client().get("/data?guideline=3.1").content.decode()
    assert "/data/template.xlsx?guideline=3.1" in page and "/data/forest_share-template.xlsx" in page
    assert "<option>กรมป่าไม้</option>" in page

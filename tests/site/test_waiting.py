"""What waits for a person: late figures of the plan, each agency its own; editions for those who take them on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from sawan.measure import catalogue
from sawan.people import services as people
from sawan.people.actor import SYSTEM, Actor
from sawan.people.models import User
from sawan.plan import services as plan
from sawan.publish.portal.due import Due
from sawan.site import waiting

pytestmark = pytest.mark.django_db

CATALOGUE = catalogue.load()
LATE = [Due(CATALOGUE["forest_share"], 2558, 2560), Due(CATALOGUE["gini_income"], 2564, 2566)]
FOREST = CATALOGUE["forest_share"].agency.th


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting.due, "late", lambda *_: LATE)


def codes(role: str, agency: str | None = None) -> list[str]:
    by = Actor(1, "somebody", frozenset({role}), agency)
    return [one.indicator.code for one in waiting.figures(by)]


def test_planning_officer_sees_all_and_an_agency_its_own() -> None:
    assert codes("planner") == ["forest_share", "gini_income"]
    assert codes("officer", FOREST) == ["forest_share"]
    assert codes("officer", "Royal Forest  Department") == ["forest_share"]
    assert codes("officer", "another agency") == codes("officer", None) == codes("auditor") == []


def test_page_counts_what_waits() -> None:
    account = people.Account("officer", "Officer", ("officer",), FOREST)
    people.create(account, by=SYSTEM, password="long enough for a test")
    client = Client()
    client.force_login(User.objects.get(username="officer"))
    page = client.get("/en/my").content.decode()
    assert "1 waiting for you" in page and "Forest share" in page and "Gini" not in page
    assert 'href="/data/forest_share-template.xlsx"' in page and 'href="/en/measure/import"' in page


def test_editions_that_are_not_in_force_wait_for_the_planning_officer() -> None:
    plan.load_province(Path(__file__).parents[2] / "provinces" / "nakhon-sawan", by=SYSTEM)
    assert waiting.editions(Actor(1, "planner", frozenset({"planner"}), None)) == []
    plan.Row.objects.filter(fiscal_year=2563).update(state="draft")
    found = waiting.editions(Actor(1, "planner", frozenset({"planner"}), None))
    assert [(one.key, one.state.en) for one in found] == [("60/2563", "Draft")]
    assert waiting.editions(Actor(1, "officer", frozenset({"officer"}), None)) == []

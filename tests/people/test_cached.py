"""Kept public pages: the same answer with and without the shelf, gone with the next change, one query a request."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from sawan.people import cached
from sawan.people.models import DataVersion

pytestmark = pytest.mark.django_db

PAGE = "/en/about/status"


@pytest.fixture(autouse=True)
def _empty_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_shelf", cached.Shelf(3))


def raise_version() -> None:
    number = DataVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    DataVersion.objects.update_or_create(pk=1, defaults={"number": number + 1})


def test_kept_answer_is_the_built_one_with_every_header(client: Client) -> None:
    built, kept = client.get(PAGE), client.get(PAGE)
    assert built.status_code == kept.status_code == 200
    assert built.content == kept.content
    assert dict(built.headers) == dict(kept.headers)
    assert kept["Content-Security-Policy"] and kept["X-Frame-Options"] == "DENY" and kept["Content-Language"] == "en"


def test_kept_answer_asks_one_query_even_of_a_signed_in_reader(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    admin_client.get(PAGE)
    with django_assert_num_queries(1):
        assert admin_client.get(PAGE).status_code == 200


def test_known_tag_is_answered_without_the_page(client: Client) -> None:
    tag = client.get(PAGE)["ETag"]
    answer = client.get(PAGE, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_download_keeps_its_name(client: Client) -> None:
    built, kept = (client.get("/data/ita_iit-template.csv") for _ in range(2))
    assert built.status_code == kept.status_code == 200
    assert built["Content-Disposition"] == kept["Content-Disposition"]
    assert "ita_iit" in kept["Content-Disposition"]


def test_readers_of_a_page_that_is_being_built_wait_for_it(rf: RequestFactory) -> None:
    built: list[int] = []

    def build() -> HttpResponse:
        built.append(1)
        time.sleep(0.2)
        return HttpResponse("page")

    def read() -> bytes:
        return cached.cached_page(rf.get("/slow"), build).content

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: read(), range(4))) == {b"page"}
    assert len(built) == 1


def test_questions_do_not_push_out_pages(rf: RequestFactory) -> None:
    cached.cached_page(rf.get("/plain"), lambda: HttpResponse("page"))
    for at in range(10):
        cached.cached_page(rf.get("/plain", {"q": str(at)}), lambda: HttpResponse("answer"), asks=("q",))
    assert cached._shelf.get("/plain?") is not None


def test_a_change_of_the_data_builds_the_page_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []
    page = cached._page

    def counted(*given: Any) -> Any:
        built.append(1)
        return page(*given)

    monkeypatch.setattr(cached, "_page", counted)
    for _ in range(3):
        client.get(PAGE)
    assert len(built) == 1
    raise_version()
    client.get(PAGE)
    assert len(built) == 2


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.post(PAGE),
        lambda client: client.get(PAGE + "?areas=60"),
        lambda client: client.get("/about/status"),
        lambda client: client.get(PAGE + "/"),
    ],
)
def test_other_requests_are_left_to_their_views(
    client: Client, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Client], Any]
) -> None:
    client.get(PAGE)
    monkeypatch.setattr("sawan.site.middleware.kept_page", spy := Spy(cached.kept_page))
    ask(client)
    assert spy.answers == [None]


def test_a_host_that_is_not_ours_gets_nothing(client: Client) -> None:
    client.get(PAGE)
    assert client.get(PAGE, headers={"Host": "elsewhere.example"}).status_code == 400


def test_health_asks_no_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health").content == b"ok"


class Spy:
    """Remembers what a function answered."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.answers = function, []  # type: ignore[var-annotated]

    def __call__(self, *given: Any) -> Any:
        self.answers.append(self.function(*given))
        return self.answers[-1]

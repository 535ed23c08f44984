"""The web door: strict headers, forms with tokens, faults as pages in two languages and never a traceback."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from sawan.problems import NoAnswer, Problem, Refused
from sawan.site import urls

pytestmark = pytest.mark.django_db

WHY = Problem("why", "ค่าผิด โปรดแก้", "The value is wrong: mend it.")


def _refuse(request: HttpRequest) -> HttpResponse:
    raise Refused(WHY)


def _say_no(request: HttpRequest) -> HttpResponse:
    raise NoAnswer(WHY)


def _fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


urlpatterns = [path("refuse", _refuse), path("no", _say_no), path("fail", _fail), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/refuse", 400), ("/no", 404)])
def test_refusal_becomes_a_page_in_both_languages(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "ค่าผิด โปรดแก้" in answer.content.decode() and "The value is wrong" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_failure_tells_the_reader_nothing_secret() -> None:
    answer = Client(raise_request_exception=False).get("/fail")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "ระบบขัดข้อง" in said and "what was stored is safe" in said
    assert "secret detail" not in said and "Traceback" not in said


@pytest.mark.parametrize("address", ["/nothing", "/en/nothing", "/strategy/9999", "/%00", "/a" * 500])
def test_missing_page_answers_404(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404


def test_form_without_its_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "แบบฟอร์มนี้หมดอายุ" in answer.content.decode()


def test_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 400


def test_too_large_form_is_refused(client: Client) -> None:
    answer = client.post("/account/login/", {"login": "x" * 6_000_000, "password": "y"})
    assert answer.status_code == 400


def test_headers_are_strict(client: Client) -> None:
    answer = client.get("/account/login/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_other_methods_never_fail(client: Client, method: str) -> None:
    for address in ("/health", "/my/corner", "/account/login/"):
        assert getattr(client, method)(address).status_code < 500

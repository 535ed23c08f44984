"""Pages for signed-in people: who may see them, and that they say what the database holds."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from sawan.people import services
from sawan.people.audit import SYSTEM
from sawan.people.models import AuditEntry, Notice, User

pytestmark = pytest.mark.django_db

GOOD = "ten green rivers"
Member = Callable[[str], Client]


@pytest.fixture
def member() -> Member:
    """`member("auditor")` makes an account with that role and gives a client that is signed in with it."""

    def made(role: str) -> Client:
        number = services.create(services.Account(f"a-{role}", f"คุณ{role}", (role,), "6001"), by=SYSTEM, password=GOOD)
        client = Client()
        client.force_login(User.objects.get(pk=number), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return made


@pytest.mark.parametrize("path", ["/my", "/audit", "/my/data", "/en/my"])
def test_visitor_is_sent_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("administrator", 200),
        ("auditor", 200),
        ("officer", 403),
        ("planner", 200),
        ("committee", 403),
        ("approver", 403),
    ],
)
def test_audit_trail_is_for_administrator_planner_and_auditor(member: Member, role: str, status: int) -> None:
    assert member(role).get("/audit").status_code == status


def test_audit_trail_shows_and_filters_entries(member: Member) -> None:
    auditor = member("auditor")
    assert "people.create" in auditor.get("/audit").content.decode()
    assert "people.create" not in auditor.get("/audit?q=plan.").content.decode()
    assert "unbroken" in auditor.get("/en/audit?check=1").content.decode()
    AuditEntry.objects.update(subject="user:99")
    assert "broken at entry" in auditor.get("/en/audit?check=1").content.decode()


def test_audit_trail_asks_the_same_number_of_queries_for_1_and_100_entries(
    member: Member, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    auditor = member("auditor")
    for count in (1, 100):
        for n in range(count):
            services.create(services.Account(f"user-{count}-{n}"), by=SYSTEM, password=GOOD)
        with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
            auditor.get("/audit")


def test_notice_stands_on_my_page_until_it_is_read(member: Member) -> None:
    client = member("officer")
    notice = Notice.objects.create(user=User.objects.get(), at=timezone.now(), th="ส่งกลับให้แก้", en="Sent back")
    assert "ส่งกลับให้แก้" in client.get("/my").content.decode()
    assert "Sent back" in client.get("/en/my").content.decode()
    client.post(f"/my/notices/{notice.pk}/read")
    assert "ไม่มีเรื่องรอคุณ" in client.get("/my").content.decode()


def test_notice_of_somebody_else_cannot_be_read(member: Member) -> None:
    member("officer")
    notice = Notice.objects.create(user=User.objects.get(), at=timezone.now(), th="ก", en="a")
    assert member("planner").post(f"/my/notices/{notice.pk}/read").status_code == 403


def test_missing_notice_is_refused_with_a_page(member: Member) -> None:
    assert member("officer").post("/my/notices/999/read").status_code == 400


def test_own_data_comes_as_json(member: Member) -> None:
    answer = json.loads(member("officer").get("/my/data").content)
    assert answer["people.User"]["rows"][0]["username"] == "a-officer"


def test_corner_is_empty_for_a_visitor_and_names_the_reader(client: Client, member: Member) -> None:
    assert client.get("/my/corner").status_code == 204
    assert "คุณofficer" in member("officer").get("/my/corner").content.decode()


def test_password_signs_in_and_leaves_an_entry(client: Client) -> None:
    services.create(services.Account("somchai"), by=SYSTEM, password=GOOD)
    answer = client.post("/account/login/", {"login": "somchai", "password": GOOD})
    assert (answer.status_code, answer["Location"]) == (302, "/my")
    assert AuditEntry.objects.get(action="people.sign_in").details == '{"event":"signed_in"}'


def test_wrong_password_says_so_in_the_language_of_the_page(client: Client) -> None:
    services.create(services.Account("somchai"), by=SYSTEM, password=GOOD)
    said = client.post("/account/login/", {"login": "somchai", "password": "wrong"}).content.decode()
    assert "ไม่ถูกต้อง" in said
    said = client.post("/en/account/login/", {"login": "nobody", "password": "wrong"}).content.decode()
    assert "is wrong: try again" in said


def test_nobody_can_sign_up(client: Client) -> None:
    client.post("/account/signup/", {"username": "intruder", "password1": GOOD, "password2": GOOD})
    assert not User.objects.exists()


PAGES = (
    *("/my", "/account/logout/", "/account/password/change/", "/account/reauthenticate/"),
    *("/account/2fa/", "/account/2fa/totp/activate/", "/account/email/"),
)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_account_answer_in_both_languages(member: Member, prefix: str, path: str) -> None:
    answer = member("officer").get(prefix + path, follow=True)
    assert answer.status_code == 200
    assert f'lang="{prefix[1:] or "th"}"' in answer.content.decode()

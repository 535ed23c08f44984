"""Signing in, switching the second step on, and signing in with it, in a real browser."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.conftest import Site

pytestmark = pytest.mark.browser

PASSWORD = "ten green rivers"


def _code(secret: str) -> str:
    """The six digits of RFC 6238 for this half minute."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_code_follows_the_published_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 6238, appendix B: SHA-1, time 59 s, eight digits 94287082."""
    monkeypatch.setattr(time, "time", lambda: 59.0)
    assert _code(base64.b32encode(b"12345678901234567890").decode()) == "287082"


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_officer_signs_in_with_a_second_step(site: Site, browse: Callable[..., Page], scripts: bool) -> None:
    name = f"officer{int(scripts)}"
    site.instance.sawan("people", "create", name, "--name", "สมชาย", "--role", "officer", stdin=PASSWORD + "\n")
    page = browse("/my", size="phone", scripts=scripts)
    page.get_by_label("ชื่อผู้ใช้").fill(name)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    assert page.get_by_role("heading", level=1).inner_text() == "ไม่มีเรื่องรอคุณ"

    page.get_by_role("link", name="ขั้นที่สองของการเข้าสู่ระบบ").click()
    page.get_by_role("main").get_by_role("link", name="เปิดขั้นที่สอง").click()
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="ยืนยัน").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("รหัส", exact=True).fill(_code(secret))
    page.get_by_role("button", name="เปิดใช้").click()
    assert "รหัสสำรอง" in page.get_by_role("heading", level=1).inner_text()
    recovery = page.locator("li code").first.inner_text()

    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="ออกจากระบบ").click()
    page.goto("/en/account/login/")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill("000000")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert "The code is wrong" in page.inner_text("main")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Nothing waits for you"

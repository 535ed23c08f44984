"""How allauth treats accounts here: the administrator makes them, nobody signs up; its sentences in two languages."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.functional import lazystr
from django.utils.translation import get_language


class _Said:
    """A sentence that is chosen when it is shown."""

    def __init__(self, th: str, en: str) -> None:
        self.th, self.en = th, en

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.th


def _said(th: str, en: str) -> Any:
    return lazystr(_Said(th, en))


WRONG = _said("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง โปรดลองอีกครั้ง", "The user name or the password is wrong: try again.")
SLOW_DOWN = _said(
    "ลองผิดหลายครั้งเกินไป โปรดรอ 5 นาทีแล้วลองใหม่",
    "Too many failed attempts: wait 5 minutes, then try again.",
)
WRONG_CODE = _said("รหัสไม่ถูกต้อง โปรดใช้รหัสล่าสุดจากแอป", "The code is wrong: use the newest one from your app.")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to sign-up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": SLOW_DOWN,
        "rate_limited": SLOW_DOWN,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _said("รหัสผ่านไม่ถูกต้อง โปรดลองอีกครั้ง", "The password is wrong: try again."),
        "enter_current_password": _said("โปรดใส่รหัสผ่านปัจจุบันให้ถูกต้อง", "Enter your present password."),
        "account_inactive": _said("บัญชีนี้ปิดอยู่ โปรดติดต่อผู้ดูแลระบบ", "This account is closed: ask the administrator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: accounts are made by the administrator."""
        return False


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step of signing in."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

"""The refusals of this room, each in Thai and English."""

from __future__ import annotations

from collections.abc import Iterable

from sawan.people.actor import Actor
from sawan.problems import Problem, Refused, quote

WEAK = {
    "password_too_short": (
        "รหัสผ่านสั้นเกินไป โปรดใช้อย่างน้อย 10 ตัวอักษร",
        "The password is too short: use at least 10 characters.",
    ),
    "password_too_common": ("รหัสผ่านนี้เดาง่าย โปรดใช้คำอื่น", "This password is too common: choose another."),
    "password_too_similar": (
        "รหัสผ่านคล้ายชื่อผู้ใช้ โปรดใช้คำอื่น",
        "The password is too much like the user's name: choose another.",
    ),
}


class PermissionRefused(Refused):
    """The actor may not do this; nothing was changed."""


def not_permitted(by: Actor, action: str) -> PermissionRefused:
    """The refusal for an actor whose roles do not allow `action`."""
    return PermissionRefused(
        Problem(
            "not_permitted",
            f"{quote(by.name)} ไม่มีสิทธิ์ทำรายการ {action} โปรดขอให้ผู้ดูแลระบบกำหนดบทบาทที่ทำได้",
            f"{quote(by.name)} may not do {action}: ask the administrator for a role that may.",
        )
    )


def unknown_user(user: object) -> Problem:
    """No account has this number or name."""
    return Problem(
        "unknown_user",
        f"ไม่มีบัญชี {quote(user)} ดูรายชื่อด้วย sawan people list",
        f"There is no account {quote(user)}: see `sawan people list`.",
    )


def unknown_notice(number: int) -> Problem:
    """No notice has this number."""
    return Problem(
        "unknown_notice",
        f"ไม่มีข้อความหมายเลข {number} โปรดเปิดหน้างานของฉันใหม่",
        f"There is no notice {number}: open your page again.",
    )


def unknown_role(role: str, roles: Iterable[str]) -> Problem:
    """No role has this name."""
    known = ", ".join(roles)
    return Problem(
        "unknown_role",
        f"ไม่มีบทบาท {quote(role)} โปรดใช้ {known}",
        f"There is no role {quote(role)}: use one of {known}.",
        field="role",
    )


def bad_username(username: str) -> Problem:
    """The name holds signs that a user name may not hold, or is too long."""
    return Problem(
        "bad_username",
        f"ชื่อผู้ใช้ {quote(username)} ใช้ไม่ได้ โปรดใช้ตัวอักษร ตัวเลข และ @ . + - _ ไม่เกิน 150 ตัว",
        f"The user name {quote(username)} cannot be used: take up to 150 letters, digits and @ . + - _.",
        field="username",
    )


def taken_username(username: str) -> Problem:
    """Somebody has this name already."""
    return Problem(
        "taken_username",
        f"มีชื่อผู้ใช้ {quote(username)} แล้ว โปรดใช้ชื่ออื่น",
        f"The user name {quote(username)} is taken: choose another.",
        field="username",
    )


def weak_password(code: str) -> Problem:
    """The password is easy to guess; `code` is the reason as Django names it."""
    th, en = WEAK.get(code, ("รหัสผ่านเดาง่าย โปรดใช้คำอื่น", "The password is easy to guess: choose another."))
    return Problem(code or "weak_password", th, en, field="password")


def no_password() -> Problem:
    """A command was to read a password and got none."""
    return Problem(
        "no_password",
        "ไม่ได้รับรหัสผ่าน โปรดพิมพ์เมื่อถูกถาม หรือส่งทางอินพุตมาตรฐาน",
        "No password was given: type it when asked, or send it on standard input.",
        field="password",
    )


def broken_chain(number: int) -> Problem:
    """The audit trail was altered at this entry."""
    return Problem(
        "broken_chain",
        f"รายการที่ {number} ถูกแก้ไขหรือไม่ต่อจากรายการก่อนหน้า โปรดเทียบกับแฟ้มสำรอง",
        f"Entry {number} was altered or does not follow the one before it: compare with a backup.",
    )


def other_head(head: str) -> Problem:
    """The trail does not hold the hash that somebody noted earlier."""
    return Problem(
        "other_head",
        f"ไม่พบรายการที่มีค่า {quote(head)} ท้ายร่องรอยอาจถูกตัด โปรดเทียบกับแฟ้มสำรอง",
        f"No entry has the hash {quote(head)}: the end of the trail may have been cut; compare with a backup.",
    )

"""What the doctor looks at: tables, records, audit trail, key, disk, static files, copies for analysis."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from sawan.console import unapplied_migrations
from sawan.people.queries import broken_link, data_version
from sawan.problems import NoAnswer, Problem, Refused
from sawan.site.environment import key_file

LEAST_FREE = 2**30
"""Bytes that must be free on the disk: an import of a million observations needs about 400 MB."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `found` says what to do when it is not well."""

    name: str
    th: str
    en: str
    well: bool
    found: str

    def plain(self) -> dict[str, object]:
        """For JSON."""
        return {"check": self.name, "title": {"th": self.th, "en": self.en}, "ok": self.well, "found": self.found}


def examine() -> list[Finding]:
    """Look at everything, also when something is not well; changes nothing."""
    return [_look(name, th, en, check) for name, th, en, check in CHECKS]


def unwell(findings: Sequence[Finding]) -> NoAnswer:
    """The answer no, with the names of what must be mended."""
    names = ", ".join(finding.name for finding in findings if not finding.well)
    return NoAnswer(Problem("unwell", f"ต้องแก้ไข: {names} ดูวิธีแก้ในรายการ", f"To be mended: {names}; the list says how."))


def _look(name: str, th: str, en: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, th, en, well=True, found=check())
    except Ailing as ailing:
        return Finding(name, th, en, well=False, found=str(ailing))
    except Refused as refusal:
        return Finding(name, th, en, well=False, found=refusal.problems[0].text())
    except (DatabaseError, OSError) as error:
        said = f"อ่านไม่ได้ โปรดสั่ง sawan setup หรือกู้คืน / Cannot be read: run sawan setup or restore a backup ({error})"
        return Finding(name, th, en, well=False, found=said)


class Ailing(Exception):
    """Something is not well; the text says what to do, in both languages."""


def _tables() -> str:
    missing = unapplied_migrations()
    if missing:
        raise Ailing("ตารางไม่ครบ โปรดสั่ง sawan setup / Tables are missing: run sawan setup")
    return "ครบ / complete"


def _records() -> str:
    if connection.vendor != "sqlite":
        connection.ensure_connection()
        return connection.vendor
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        said = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    if said != ["ok"] or orphans:
        raise Ailing("แฟ้มข้อมูลเสียหาย โปรดกู้คืนจากแฟ้มสำรอง / The records are damaged: restore a backup")
    return f"sqlite, {Path(str(connection.settings_dict['NAME'])).stat().st_size / 2**20:,.0f} MB"


def _audit() -> str:
    broken = broken_link()
    if broken is not None:
        raise Ailing(
            f"รายการที่ {broken} ถูกแก้ไขภายหลัง โปรดเทียบกับแฟ้มสำรอง / Entry {broken} was altered: compare with a backup"
        )
    return "ต่อเนื่อง / unbroken"


def _version() -> str:
    return str(data_version())


def _key() -> str:
    file = key_file(settings.SAWAN_HOME)
    if not file.is_file():
        raise Ailing("ไม่มีกุญแจลับ โปรดสั่ง sawan setup / There is no secret key: run sawan setup")
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise Ailing(f"ผู้อื่นอ่านกุญแจลับได้ โปรดสั่ง / Others can read the secret key: chmod 600 {file}")
    return "0600"


def _disk() -> str:
    free = shutil.disk_usage(settings.SAWAN_HOME).free
    if free < LEAST_FREE:
        raise Ailing(f"{free / 2**20:,.0f} MB เหลือน้อย โปรดเพิ่มพื้นที่ / left: make room")
    return f"{free / 2**30:,.0f} GB ว่าง / free"


def _static() -> str:
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        raise Ailing("ไม่มีแฟ้มประกอบหน้าเว็บ โปรดสั่ง sawan setup / No static files: run sawan setup")
    return "ครบ / complete"


def _province() -> str:
    if not (Path(settings.SAWAN_PROVINCE) / "province.yaml").is_file():
        raise Ailing("ไม่มี province.yaml โปรดตรวจ SAWAN_PROVINCE / No province.yaml: check SAWAN_PROVINCE")
    return str(settings.SAWAN_PROVINCE)


CHECKS: tuple[tuple[str, str, str, Callable[[], str]], ...] = (
    ("tables", "ตารางข้อมูล", "Tables", _tables),
    ("records", "แฟ้มข้อมูล", "Records", _records),
    ("audit", "ร่องรอยการแก้ไข", "Audit trail", _audit),
    ("version", "รุ่นของข้อมูล", "Data version", _version),
    ("key", "กุญแจลับ", "Secret key", _key),
    ("disk", "พื้นที่ดิสก์", "Disk", _disk),
    ("static", "แฟ้มประกอบหน้าเว็บ", "Static files", _static),
    ("province", "โฟลเดอร์จังหวัด", "Folder of the province", _province),
)

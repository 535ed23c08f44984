"""Preparing an instance: tables, static files, and what each room ships, in order and never twice."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sawan.console import unapplied_migrations
from sawan.problems import Problem, Refused
from sawan.site.environment import keep_secret_key


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the set-up: what it does, in both languages, and how; the answer is a short remark or ""."""

    th: str
    en: str
    work: Callable[[], str]


LOADERS: tuple[tuple[str, str, str], ...] = (
    ("sawan.measure.services:load_shipped", "ตัวชี้วัดและข้อมูลที่มากับระบบ", "Indicators and observations that ship"),
    ("sawan.plan.services:load_province", "แผนพัฒนาจังหวัด", "The province's strategy"),
    ("sawan.fund.services:load_shipped", "บันทึกงบประมาณและโครงการ", "Records of money and projects"),
)
"""What the rooms load, in import order: the function, and what it loads in Thai and English."""


def steps() -> Iterator[Step]:
    """Every step of the set-up, in order; each may be repeated without effect."""
    yield Step("ตารางข้อมูล", "Tables of records", _tables)
    yield Step("แฟ้มประกอบหน้าเว็บ", "Static files", collect_static)
    for target, th, en in LOADERS:
        if find_spec(target.split(":")[0]) is None:
            continue
        yield Step(th, en, _loader(target))


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Let one set-up at a time work on the instance; another waits its turn.

    Raises Refused when nothing can be written there.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        opened = (home / "setup.lock").open("w")
    except OSError as error:
        raise Refused(_unwritable(home, error.strerror or str(error))) from error
    with opened as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unwritable(home: Path, why: str) -> Problem:
    return Problem(
        "unwritable_home",
        f"เขียนลงโฟลเดอร์นี้ไม่ได้ ({why}) ให้สิทธิ์เขียน หรือตั้ง SAWAN_HOME เป็นที่อื่น",
        f"Nothing can be written to this folder ({why}): allow it, or let SAWAN_HOME name another.",
        file=str(home),
        field="SAWAN_HOME",
    )


def _tables() -> str:
    from django.conf import settings
    from django.core.management import call_command

    keep_secret_key(settings.SAWAN_HOME)
    missing = unapplied_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return "+" if missing else ""


def collect_static() -> str:
    """Collect and compress static files, only when one of them changed; `+` where one did."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    mark, now = root / ".collected", _fingerprint()
    if mark.is_file() and mark.read_text(encoding="ascii") == now:
        return ""
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)
    mark.write_text(now, encoding="ascii")
    return "+"


def _fingerprint() -> str:
    """A hash of the names, sizes and times of all static files as they stand in the source."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _loader(target: str) -> Callable[[], str]:
    def work() -> str:
        from sawan.people.actor import SYSTEM

        module, name = target.split(":")
        remark = getattr(import_module(module), name)(by=SYSTEM)
        return remark if isinstance(remark, str) else ""

    return work

"""What the environment says about this instance: folders, database, secret key."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sawan.problems import Problem, Refused

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
WAIT_FOR_WRITER = 20
"""Seconds that a writer waits for another on SQLite."""


def words(name: str, default: str) -> list[str]:
    """The words (separated by spaces or commas) of an environment variable."""
    return os.environ.get(name, default).replace(",", " ").split()


def switched_on(name: str) -> bool:
    """Whether an environment variable says yes (`1`, `true`, `yes`, `on`)."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's description of the records database: `postgresql://...`, or the SQLite file of the instance.

    Raises Refused for another address.
    """
    return _postgres(url) if url else _sqlite(home / "records.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_FOR_WRITER, "init_command": SQLITE_PRAGMAS},
    }


def _postgres(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"postgresql", "postgres"} and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise Refused(_no_address())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _no_address() -> Problem:
    return Problem(
        "no_address",
        "ที่อยู่ฐานข้อมูลไม่ถูกต้อง เขียนแบบ postgresql://user:password@host/name หรือไม่ต้องตั้งเพื่อใช้ SQLite",
        "This is no address of a database: write postgresql://user:password@host/name, or leave it out for SQLite.",
        field="SAWAN_DATABASE_URL",
    )


def key_file(home: Path) -> Path:
    """Where the secret key of the instance stands."""
    return home / "secret-key"


def secret_key(home: Path) -> str:
    """The key that `keep_secret_key` stored; before set-up one that lives as long as the process."""
    file = key_file(home)
    return file.read_text(encoding="ascii").strip() if file.is_file() else secrets.token_urlsafe(50)


def keep_secret_key(home: Path) -> None:
    """Store a new secret key that only the owner can read, unless there is one."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(key_file(home), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as page:
        page.write(secrets.token_urlsafe(50) + "\n")


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable that an instance reads, for the documentation."""

    name: str
    default: str
    en: str
    th: str


VARIABLES = (
    Variable(
        "SAWAN_HOME",
        "`var/` in the project",
        "Folder that holds all that the instance stores.",
        "โฟลเดอร์ที่เก็บทุกอย่างของระบบ",
    ),
    Variable(
        "SAWAN_PROVINCE",
        "`provinces/nakhon-sawan`",
        "Folder of the strategy as data.",
        "โฟลเดอร์ยุทธศาสตร์ของจังหวัด",
    ),
    Variable(
        "SAWAN_DATABASE_URL",
        "SQLite file in `SAWAN_HOME`",
        "`postgresql://user:password@host/name` keeps the records in PostgreSQL.",
        "ที่อยู่ฐานข้อมูล PostgreSQL",
    ),
    Variable(
        "SAWAN_ENGINE",
        "`duckdb`",
        "Where `sawan measure run` computes: `duckdb`, `postgres` or `spark`.",
        "เครื่องคำนวณของ sawan measure run",
    ),
    Variable(
        "SAWAN_SPARK_MASTER",
        "`local[2]`",
        "Spark's master when the engine is `spark`.",
        "ที่อยู่ของ Spark เมื่อใช้เครื่องคำนวณ spark",
    ),
    Variable(
        "SAWAN_HOSTS",
        "this machine",
        "Names under which the site may be asked, separated by spaces.",
        "ชื่อโดเมนที่ให้เรียกเว็บได้",
    ),
    Variable(
        "SAWAN_HTTPS",
        "off",
        "`1` behind a TLS proxy: secure cookies, HSTS, trust in one `X-Forwarded-For`.",
        "เปิดเมื่ออยู่หลังพร็อกซี TLS",
    ),
    Variable("SAWAN_LOG_LEVEL", "`WARNING`", "`INFO` logs one line a request.", "ระดับของบันทึกการทำงาน"),
)

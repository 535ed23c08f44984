"""What all tests share: an instance of their own, quick passwords, whole instances in processes of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.conf import settings

HOME = Path(tempfile.mkdtemp(prefix="sawan-tests-"))
os.environ["SAWAN_HOME"] = str(HOME)
settings.SAWAN_HOME = HOME
settings.MEDIA_ROOT = HOME / "media"
settings.STATIC_ROOT = HOME / "static"
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STATIC_ROOT.mkdir()
settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile("sawan", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("sawan")

SAWAN = Path(sys.executable).with_name("sawan")
PATIENCE = 180
"""Seconds within which a process answers, even where other work keeps all cores busy."""
POSTGRES = os.environ.get("SAWAN_TEST_POSTGRES_URL", "")


@dataclass(frozen=True)
class Instance:
    """An instance in a folder (and database) of its own; `sawan` and Python run against it as processes."""

    home: Path
    database: str = ""

    def environment(self) -> dict[str, str]:
        self.home.mkdir(parents=True, exist_ok=True)
        return os.environ | {"SAWAN_HOME": str(self.home), "SAWAN_DATABASE_URL": self.database}

    def sawan(self, *words: str, status: int = 0, stdin: str = "") -> str:
        """Run a command, demand its exit status, give back what it printed (standard error when it failed)."""
        done = self._run([str(SAWAN), *words], stdin)
        assert done.returncode == status, done.stderr
        return done.stdout if status == 0 else done.stderr

    def python(self, program: str, *words: str) -> str:
        """Run a program after django.setup() and give back what it printed."""
        start = "import os; os.environ['DJANGO_SETTINGS_MODULE']='sawan.site.settings'; import django; django.setup()\n"
        done = self._run([sys.executable, "-c", start + program, *words], "")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command and leave it running."""
        return subprocess.Popen([str(SAWAN), *words], env=self.environment(), stdout=subprocess.DEVNULL)

    def _run(self, command: list[str], stdin: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment(), input=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False
        )


@pytest.fixture
def sqlite_instance(tmp_path: Path) -> Instance:
    """An empty instance on SQLite."""
    return Instance(tmp_path / "home")


@pytest.fixture
def postgres_instance(tmp_path: Path) -> Iterator[Instance]:
    """An empty instance on a PostgreSQL database of its own; needs the server of scripts/services."""
    if not POSTGRES:
        pytest.skip("needs PostgreSQL: run scripts/services pytest ...")
    name = f"sawan_{os.getpid()}_{time.monotonic_ns()}"
    _in_postgres(f'CREATE DATABASE "{name}"')
    yield Instance(tmp_path / "home-postgres", urlsplit(POSTGRES)._replace(path=f"/{name}").geturl())
    _in_postgres(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def instance(request: pytest.FixtureRequest) -> Instance:
    """An empty instance, once on each database."""
    made: Instance = request.getfixturevalue(f"{request.param}_instance")
    return made


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """The one instance that `sawan setup` prepares in a test run; the others are copies of it."""
    made = Instance(tmp_path_factory.mktemp("prepared") / "home")
    made.sawan("setup")
    return made


@pytest.fixture(scope="session")
def _bare_template(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    made = Instance(tmp_path_factory.mktemp("bare") / "home")
    made.python("from sawan.site.loading import steps; next(steps()).work()")
    (made.home / "static").mkdir()
    return made


@pytest.fixture
def bare_instance(_bare_template: Instance, tmp_path: Path) -> Instance:
    """An instance on SQLite with its tables and nothing in them; quicker than `prepared_instance`."""
    return _copy(_bare_template, tmp_path / "home")


@pytest.fixture
def prepared_instance(_template: Instance, tmp_path: Path) -> Instance:
    """An instance on SQLite as it is after `sawan setup`."""
    return _copy(_template, tmp_path / "home")


@dataclass(frozen=True)
class Site:
    """A prepared instance that answers at `url` (without a slash at the end)."""

    url: str
    instance: Instance


@pytest.fixture(scope="session")
def site(_template: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site: `sawan setup`, then `sawan serve` on a free port; one for each worker of the test run."""
    made = _copy(_template, tmp_path_factory.mktemp("site") / "home")
    port = free_port()
    server = made.start("serve", "--port", str(port))
    url = f"http://127.0.0.1:{port}"
    _wait(url + "/health", server)
    yield Site(url, made)
    server.terminate()
    server.wait(timeout=20)


def _copy(template: Instance, home: Path) -> Instance:
    shutil.copytree(template.home, home, ignore=shutil.ignore_patterns("static"))
    (home / "static").symlink_to(template.home / "static")
    return Instance(home)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 10):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {PATIENCE} s")


def _in_postgres(statement: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]

"""What no file of the project may hold: addresses of package registries, paths of one machine, loose ends."""

from __future__ import annotations

import re

from tests.house.source import PROJECT, tracked

TEXT = {".py", ".md", ".txt", ".in", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".sh", ".cfg", ".json", ""}
REGISTRIES = re.compile(
    "|".join([r"pypi\.(org|io)", r"files\.python" + "hosted", r"registry\.npm" + "js", "--extra-" + "index"])
)
MACHINE = re.compile(r"(?<![\w.])/(wor" + r"k|hom" + r"e/[a-z]+)/")
LOOSE = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b")


def _hits(pattern: re.Pattern[str], *, below: str = "") -> list[str]:
    found = []
    for file in tracked():
        place = str(file.relative_to(PROJECT))
        if file.suffix in TEXT and place.startswith(below) and "/data/" not in place and "/vendor/" not in place:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{place}:{at}" for at, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def test_no_file_names_a_package_registry() -> None:
    assert not _hits(REGISTRIES)


def test_no_file_names_a_path_of_one_machine() -> None:
    assert not _hits(MACHINE)


def test_no_loose_end_is_left_in_the_source() -> None:
    assert not _hits(LOOSE, below="src/")


def test_locks_are_pinned_with_hashes() -> None:
    for lock in (PROJECT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[a-z0-9].*$", lock.read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE)
        assert pinned and all("==" in line and line.endswith("\\") for line in pinned), lock.name

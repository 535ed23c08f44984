"""Docs that fail: commands, settings and permissions stand in the reference, and every local link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.source import PROJECT, modules, tracked

from sawan import reference
from sawan.site.environment import VARIABLES

REFERENCE = PROJECT / "docs" / "reference"
VARIABLE = re.compile(r"\bSAWAN_[A-Z_]+\b")


@pytest.mark.parametrize("name", ["commands.md", "settings.md", "permissions.md"])
def test_reference_is_what_the_program_says(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == reference.pages()[name], "run scripts/reference"


def test_every_variable_that_is_read_is_documented() -> None:
    read = {name for file in modules() for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}
    assert read - {variable.name for variable in VARIABLES} == set()


def _pages() -> list[Path]:
    return [file for file in tracked() if file.suffix == ".md" and "/data/" not in str(file)]


def test_every_local_link_leads_somewhere() -> None:
    broken = []
    for page in _pages():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            local = not re.match(r"[a-z]+:|/", target)
            if local and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(PROJECT)}: {target}")
    assert not broken

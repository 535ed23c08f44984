"""What `make check` holds, held in every test run: import order, lint, format, types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.source import PROJECT

CHECKS = {
    "imports": ["lint-imports", "--no-cache"],
    "lint": ["ruff", "check", "--no-cache", "."],
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "types": ["mypy"],
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_check_passes(name: str) -> None:
    program, *words = CHECKS[name]
    command = [str(Path(sys.executable).with_name(program)), *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

"""The command line answers at once."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import SAWAN

CPU_SECONDS = 0.3


def _cpu(*words: str, folder: Path) -> float:
    """CPU seconds of one call, the least of five."""
    environment = os.environ | {"SAWAN_HOME": str(folder)}
    spent = []
    for _ in range(5):
        before = os.times()
        subprocess.run([str(SAWAN), *words], env=environment, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(spent)


def test_help_takes_under_300_ms_of_cpu(tmp_path: Path) -> None:
    assert _cpu("--help", folder=tmp_path) < CPU_SECONDS


def test_help_of_a_verb_takes_under_300_ms_of_cpu(tmp_path: Path) -> None:
    assert _cpu("measure", "--help", folder=tmp_path) < CPU_SECONDS


def test_help_stores_nothing(tmp_path: Path) -> None:
    _cpu("--help", folder=tmp_path / "home")
    assert not (tmp_path / "home").exists()

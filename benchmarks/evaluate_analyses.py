"""The six analyses on Nakhon Sawan as commands: processor and wall time of a fresh process, goal 2 s each.

    python benchmarks/evaluate_analyses.py

The floor is a fresh process that only imports NumPy and the command line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

SAWAN = str(Path(sys.executable).with_name("sawan"))
FLOOR = [sys.executable, "-c", "import numpy, sawan.cli"]
CALLS = (
    ("hazard",),
    ("access",),
    ("location",),
    ("location", "--candidates", "subdistricts"),
    (
        "location",
        "--candidates",
        "subdistricts",
        "--objective",
        "cover",
        "--existing",
        "hospitals",
        "--weights",
        "equal",
    ),
    ("hotspots", "--indicator", "hai", "--year", "2564"),
    ("hotspots", "--indicator", "flood_area_30d_satellite", "--year", "2565", "--level", "subdistrict"),
    ("compare",),
    ("cohort", "--to", "2576"),
)


def main() -> None:
    """Print one line a call: wall seconds, processor seconds, ratio of the latter to the floor."""
    floor = _cost(FLOOR)[1]
    print(f"{'call':110s} {'wall s':>7s} {'CPU s':>7s} {'x floor':>8s}")
    print(f"{'floor':110s} {'':7s} {floor:7.2f} {1:8.1f}")
    for call in CALLS:
        wall, cpu = _cost([SAWAN, "evaluate", call[0], "--area", "60", *call[1:], "--format", "json"])
        print(f"{' '.join(call):110s} {wall:7.2f} {cpu:7.2f} {cpu / floor:8.1f}")


def _cost(command: list[str]) -> tuple[float, float]:
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, cpu


if __name__ == "__main__":
    main()

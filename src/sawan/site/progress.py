"""Shows the steps of a long command: a moving line on a terminal, one plain line a step elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable

from rich.console import Console

from sawan.site.loading import Step


def show(steps: Iterable[Step]) -> None:
    """Do each step and say on standard error what was done and how long it took (seconds)."""
    screen = Console(stderr=True, highlight=False)
    for step in steps:
        title = f"{step.th} / {step.en}"
        begun = time.perf_counter()
        if screen.is_terminal:
            with screen.status(title):
                remark = step.work()
        else:
            remark = step.work()
        screen.print(f"✓ {title}{' ' + remark if remark else ''} ({time.perf_counter() - begun:.1f} s)", soft_wrap=True)

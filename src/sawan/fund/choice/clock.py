"""Time that is allowed, and the wish to stop."""

from __future__ import annotations

import threading
import time


class Clock:
    """Counts down; parts of it share the wish to stop (`stop`, from any thread or a signal handler)."""

    def __init__(self, seconds: float, stopping: threading.Event | None = None) -> None:
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self._stopping = stopping or threading.Event()

    def restart(self) -> None:
        """Count the whole time again from now (reading the files is not optimisation)."""
        allowed = self.deadline - self.started
        self.started = time.monotonic()
        self.deadline = self.started + allowed

    def part(self, seconds: float) -> Clock:
        """A clock of at most `seconds` that ends no later than this one."""
        return Clock(max(0.0, min(seconds, self.left)), self._stopping)

    def stop(self) -> None:
        """End at once."""
        self._stopping.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody wants to stop."""
        return self._stopping.is_set()

    @property
    def left(self) -> float:
        """Seconds that remain, never negative."""
        return 0.0 if self.stopped else max(0.0, self.deadline - time.monotonic())

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

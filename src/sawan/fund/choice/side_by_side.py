"""Independent questions asked several at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

from .clock import Clock

Job = TypeVar("Job")
Answer = TypeVar("Answer")


def workers(threads: int) -> int:
    """How many solves run side by side: as many as asked for, at least two where there are two cores.

    Each solve has one thread and its answer depends on its question only, so this number changes the time alone.
    """
    return max(threads, min(2, os.cpu_count() or 1))


def side_by_side(
    jobs: Iterable[Job], work: Callable[[Job], Answer], clock: Clock, count: int
) -> Iterator[tuple[Job, Answer]]:
    """Pairs of job and answer as they finish; no job starts when the clock has run out.

    The calling thread wakes up often, so that a signal is heard while solvers run.
    """
    waiting = iter(jobs) if clock.left > 0 else iter(())
    with ThreadPoolExecutor(count) as pool:
        running: dict[Future[Answer], Job] = {pool.submit(work, job): job for job in islice(waiting, count)}
        while running:
            done, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                job = running.pop(future)
                if clock.left > 0:
                    running.update({pool.submit(work, following): following for following in islice(waiting, 1)})
                yield job, future.result()

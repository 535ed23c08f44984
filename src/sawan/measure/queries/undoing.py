"""Which runs stand in the way of an undo, and which run stored a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sawan.measure.models import Run, RunIndicator


def later_runs(numbers: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each run the later ones that wrote an indicator of it again: they must be undone before it."""
    wanted = sorted(numbers)
    if not wanted:
        return {}
    writers: dict[str, list[int]] = defaultdict(list)
    for indicator, number in (
        RunIndicator.objects.filter(run__gte=wanted[0]).exclude(run__kind="computed").values_list("indicator", "run")
    ):
        writers[indicator].append(number)
    later: dict[int, set[int]] = {number: set() for number in wanted}
    for runs in writers.values():
        for number in later.keys() & set(runs):
            later[number].update(run for run in runs if run > number)
    return {number: tuple(sorted(found)) for number, found in later.items()}


def run_of_file(file_hash: str) -> int | None:
    """The newest run, not undone, that stored the file with these bytes."""
    found = Run.objects.filter(file_hash=file_hash, undone_at__isnull=True).order_by("-pk")
    return found.values_list("pk", flat=True).first()

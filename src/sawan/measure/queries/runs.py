"""The runs that brought observations, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sawan.measure.models import Run, RunIndicator


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run: who brought what when, how many rows, and whether it was undone. `number` 0 means nothing was stored.

    `kind` is `import`, `shipped`, `computed` or `results`.
    """

    number: int
    kind: str
    at: datetime
    actor: str
    source: str
    file: str
    new: int
    revised: int
    same: int
    refused: int
    undone_at: datetime | None = None
    undone_by: str = ""
    indicators: tuple[str, ...] = ()


def info(run: Run, indicators: Iterable[str] = ()) -> RunInfo:
    """A stored run as a plain value."""
    return RunInfo(
        number=run.pk or 0,
        kind=run.kind,
        at=run.started_at,
        actor=run.actor,
        source=run.source,
        file=run.file_name,
        new=run.new,
        revised=run.revised,
        same=run.same,
        refused=run.refused,
        undone_at=run.undone_at,
        undone_by=run.undone_by,
        indicators=tuple(indicators),
    )


def runs(limit: int = 100, *, indicator: str | None = None) -> tuple[RunInfo, ...]:
    """The newest runs, undone ones included; with `indicator`, those that wrote it."""
    found = Run.objects.order_by("-pk")
    if indicator:
        found = found.filter(pk__in=RunIndicator.objects.filter(indicator=indicator).values("run"))
    return tuple(info(run) for run in found[:limit])


def run(number: int) -> RunInfo | None:
    """One run with its indicators, None when there is none of that number."""
    found = Run.objects.filter(pk=number).first()
    if found is None:
        return None
    return info(found, RunIndicator.objects.filter(run=found).order_by("indicator").values_list("indicator", flat=True))

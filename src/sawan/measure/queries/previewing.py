"""What storing a checked file would do, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from sawan.measure import store
from sawan.measure.importing import Report
from sawan.measure.queries.quality import of_report
from sawan.people.queries import data_version
from sawan.problems import Problem


@dataclass(frozen=True, slots=True)
class Preview:
    """How many rows of a file are new, revise what is stored, say the same, or are refused, with every problem."""

    file: str
    read: int
    new: int
    revised: int
    same: int
    repeated: int
    refused: int
    ignored: tuple[str, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    version: int


def preview(report: Report) -> Preview:
    """Count what an import of the file would do; of a file with problems, what its sound rows would do."""
    counts = store.compare(connection, report.rows)
    return Preview(
        file=report.file,
        read=report.read,
        new=counts.new,
        revised=counts.revised,
        same=counts.same,
        repeated=report.repeated,
        refused=len(report.refused_rows),
        ignored=report.ignored,
        problems=tuple(report.problems),
        warnings=(*report.warnings, *of_report(report)),
        version=data_version(),
    )

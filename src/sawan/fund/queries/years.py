"""Which fiscal years have records, of which kind, read how, with what to say beside them."""

from __future__ import annotations

from dataclasses import dataclass

from sawan.fund.models import BudgetLine, RecordFile, UmbrellaProject
from sawan.texts import Text


@dataclass(frozen=True, slots=True)
class Note:
    """What must stand beside the figures of a year, or of one source of money in it (`source` not empty)."""

    code: str
    source: str
    text: Text


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year with records: `kind` is `lines` (of a budget book) or `umbrella` (projects of a bill).

    `stage` of the money (`bill`, `act`, `book`), `reading` of the paper (`typed`, `ocr`), `trust` A or B.
    """

    fiscal_year: int
    kind: str
    stage: str
    reading: str
    trust: str
    source: Text
    notes: tuple[Note, ...]


def years() -> list[Year]:
    """Years with records, newest first; where a year has lines, its umbrella projects are a part of them."""
    with_lines = set(BudgetLine.objects.values_list("file_id", flat=True).distinct())
    with_umbrellas = set(UmbrellaProject.objects.values_list("file_id", flat=True).distinct())
    files = RecordFile.objects.filter(pk__in=with_lines | with_umbrellas)
    found = [_year(file, "lines" if file.pk in with_lines else "umbrella") for file in files if file.fiscal_year]
    return sorted(found, key=lambda year: (-year.fiscal_year, year.kind))


def _year(file: RecordFile, kind: str) -> Year:
    return Year(
        file.fiscal_year or 0,
        kind,
        file.stage,
        file.reading,
        file.trust,
        Text(file.source_th, file.source_en),
        tuple(Note(note["code"], note["source"], Text(note["th"], note["en"])) for note in file.notes),
    )

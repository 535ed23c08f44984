"""What changes the records of money: loading what ships."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from django.conf import settings

from sawan.fund import records
from sawan.fund.models import BudgetLine, LinePlace, RecordFile, UmbrellaProject, UmbrellaTarget, YearlyBudget
from sawan.fund.records import Folder, Line, Source, Tie, Ties, Umbrella
from sawan.people.audit import Actor, Outcome, change
from sawan.plan.province import read_province
from sawan.texts import Text
from sawan.thai import fold

NATIONAL = "sawan.fund"
BATCH = 500


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file to load: what identifies its content, how its rows are stored, what it says of itself."""

    name: str
    hash: str
    store: Callable[[RecordFile], int]
    source: Source | None = None
    notes: tuple[dict[str, str], ...] = ()


@change("fund.load_shipped", public=True)
def load_shipped(*, by: Actor, province: Path | None = None) -> Outcome[str]:
    """Load the records of money that ship with the program and with the province's folder.

    A file is told by its bytes (and those of the ties and notes that go with it): unchanged files are left alone,
    a changed file replaces its own rows. All or nothing; Refused with every fault of a file. The answer is a short
    remark, "" when nothing was to do.
    """
    folder = Path(province or settings.SAWAN_PROVINCE)
    known = dict(RecordFile.objects.values_list("name", "hash"))
    waiting = [each for each in _files(folder) if known.get(each.name) != each.hash]
    if not waiting:
        return Outcome("", "records", {}, changed=False)
    rows = {each.name: _replace(each) for each in waiting}
    return Outcome(f"+{sum(rows.values())}", "records", {"rows": rows})


def _files(province: Path) -> Iterable[_Waiting]:
    yield from _national_files()
    held = records.open_folder(province)
    context = _context_hash(province / "records")
    own = read_province(province).code
    for source in held.umbrella_projects:
        yield _of_province(source, context, held, partial(_store_umbrellas, source=source, ties=held.ties))
    for source in held.budget_lines:
        yield _of_province(source, context, held, partial(_store_lines, source=source, held=held, own=own))


def _national_files() -> Iterable[_Waiting]:
    readers = {
        "province-and-cluster-budgets.csv": records.read_unit_budgets,
        "state-budget-by-province.csv": records.read_state_budgets,
    }
    for name, reader in readers.items():
        with as_file(files(NATIONAL) / "data" / name) as path:
            yield _Waiting(name, _hash(path), partial(_store_yearly, read=reader(path)))


def _of_province(source: Source, context: str, held: Folder, store: Callable[[RecordFile], int]) -> _Waiting:
    notes = tuple(
        {"code": note.code, "source": note.source, "th": note.text.th, "en": note.text.en}
        for note in held.notes
        if note.fiscal_year == source.fiscal_year
    )
    digest = hashlib.sha256(f"{_hash(source.path)} {context}".encode()).hexdigest()
    return _Waiting(source.path.name, digest, store, source, notes)


def _replace(waiting: _Waiting) -> int:
    RecordFile.objects.filter(name=waiting.name).delete()
    said, source = waiting.source, waiting.source.source if waiting.source else Text("")
    file = RecordFile.objects.create(
        name=waiting.name,
        hash=waiting.hash,
        fiscal_year=said.fiscal_year if said else None,
        stage=said.stage if said else "",
        reading=said.reading if said else "",
        trust=said.trust if said else "",
        source_th=source.th,
        source_en=source.en,
        notes=list(waiting.notes),
    )
    return waiting.store(file)


def _store_umbrellas(file: RecordFile, source: Source, ties: Ties) -> int:
    read = records.read_umbrellas(source.path)
    stored = UmbrellaProject.objects.bulk_create(_umbrella(file, each, ties.umbrella.get(each.code)) for each in read)
    ids = {project.code: project for project in stored}
    UmbrellaTarget.objects.bulk_create(
        UmbrellaTarget(
            project=ids[each.code],
            number=target.number,
            indicator=target.indicator,
            kind=target.kind,
            value=f"{target.value:f}",
            unit=target.unit,
            note=target.note,
        )
        for each in read
        for target in each.targets
    )
    return len(stored)


def _umbrella(file: RecordFile, each: Umbrella, tie: Tie | None) -> UmbrellaProject:
    return UmbrellaProject(
        file=file,
        code=each.code,
        fiscal_year=each.fiscal_year,
        unit=each.unit,
        area=each.area,
        number=each.number,
        name=each.name,
        amount=each.amount,
        **_tie_columns(tie),
    )


def _store_lines(file: RecordFile, source: Source, held: Folder, own: str) -> int:
    """Ties are of the own province's plan: a neighbour's line gets none, a line of the whole cluster may get one."""
    read = records.read_lines(source.path)
    ties = {each.code: _tie_of(each, held.ties) for each in read if own in each.provinces or not each.provinces}
    stored = BudgetLine.objects.bulk_create((_line(file, each, ties.get(each.code)) for each in read), batch_size=BATCH)
    ids = {line.code: line for line in stored}
    places = [
        LinePlace(line=ids[each.code], code=code)
        for each in read
        for code in (*each.provinces, *each.districts, *each.subdistricts)
    ]
    LinePlace.objects.bulk_create(places, batch_size=BATCH)
    return len(stored)


def _tie_of(each: Line, ties: Ties) -> Tie | None:
    return ties.of_line(each.source, each.unit, each.ministry, each.project, each.text)


def _line(file: RecordFile, each: Line, tie: Tie | None) -> BudgetLine:
    return BudgetLine(
        file=file,
        code=each.code,
        group=each.group,
        source=each.source,
        fiscal_year=each.fiscal_year,
        book_year=each.book_year,
        unit=each.unit,
        ministry=each.ministry,
        plan=each.plan,
        output=each.output,
        project=each.project,
        category=list(each.category),
        text=each.text,
        folded=fold(f"{each.text} {each.unit} {each.project}"),
        amount=each.amount,
        obliged=each.obliged,
        years=each.years,
        group_total=each.group_total,
        villages=";".join(each.villages),
        sizes=dict(each.sizes),
        page=each.page,
        confirmed=each.confirmed,
        **_tie_columns(tie),
    )


def _tie_columns(tie: Tie | None) -> dict[str, str]:
    if tie is None:
        return {}
    return {"guideline": tie.guideline, "tie_th": tie.reason.th, "tie_en": tie.reason.en}


def _store_yearly(file: RecordFile, read: list[records.YearlyBudget]) -> int:
    stored = YearlyBudget.objects.bulk_create(
        (
            YearlyBudget(
                file=file,
                fiscal_year=each.fiscal_year,
                kind=each.kind,
                unit=each.unit,
                province=each.province,
                amount=each.amount,
                stage=each.stage,
                source=each.source,
                trust=each.trust,
            )
            for each in read
        ),
        batch_size=BATCH,
    )
    return len(stored)


def _context_hash(folder: Path) -> str:
    """What goes with a file changes what is stored of it: its description, its notes, the ties."""
    present = [folder / name for name in ("records.yaml", "ties.yaml") if (folder / name).is_file()]
    return " ".join(_hash(path) for path in present)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""What changes observations: importing a file, loading what ships, undoing a run, recording computed figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy  # noqa: F401  (loaded here, so that no writer waits for it while the store is locked)
from django.db import connection
from django.utils import timezone

from sawan.areas import register
from sawan.measure import bulk, content, derive, faults, given, importing, instance, store
from sawan.measure import engine as engines
from sawan.measure.importing import Origin, Report, Rows, SeriesKey
from sawan.measure.importing.reading import file_hash
from sawan.measure.models import Run, RunIndicator
from sawan.measure.queries import stored
from sawan.measure.queries.runs import RunInfo, info
from sawan.people.audit import Actor, Outcome, change
from sawan.people.queries import data_version
from sawan.problems import Refused

IMPORT, SHIPPED, COMPUTED, RESULTS = "import", "shipped", "computed", "results"
INPUTS_GONE = "inputs_gone"
COMPUTED_HERE = "computed by the system"


@dataclass(frozen=True, slots=True)
class Computing:
    """What a computation did: its run (0: nothing was different) and how many figures have no value by reason."""

    run: int
    new: int
    revised: int
    same: int
    missing: Mapping[str, int]


@change("measure.import", public=True)
def import_observations(report: Report, *, by: Actor, source: str = "") -> Outcome[RunInfo]:
    """Store the rows of a checked file as one run and compute what depends on them.

    The answer counts new, revised and same rows; when every row was known already nothing is stored and its
    number is 0. Raises Refused with the problems of the report.
    """
    report.require_clean()
    store.lock(connection)
    run = _write(
        report.rows, Run(kind=IMPORT, actor=by.key, source=source, file_name=report.file, file_hash=report.hash)
    )
    if run.pk is None:
        return Outcome(info(run), "run", {}, changed=False)
    computed = _recompute(report.rows.indicators(), _around({key.area for key in report.rows.series}), by)
    details = {"file": report.file, "new": run.new, "revised": run.revised, "same": run.same, "computed": computed}
    return Outcome(info(run), f"run:{run.pk}", details)


@change("measure.load_shipped", public=True)
def load_shipped(*, by: Actor, progress: Callable[[str], None] | None = None) -> Outcome[str]:
    """Load every file that ships and is not loaded yet (told by its bytes), then compute what depends on them.

    `progress` is called with the name of each file that is read. The answer is a short remark, "" when nothing
    was to do.
    """
    loaded = set(Run.objects.filter(undone_at__isnull=True).values_list("file_hash", flat=True))
    waiting = [page for page in instance.shipped_observations() if file_hash(page) not in loaded]
    if not waiting:
        return Outcome("", "shipped", {}, changed=False)
    store.lock(connection)
    against = importing.Against(instance.current_catalogue(), instance.current_editions(), timezone.localdate())
    changed: set[str] = set()
    rows = 0
    for page in waiting:
        if progress:
            progress(page.name)
        report = importing.check(page, against)
        report.require_clean()
        run = _write(
            report.rows, Run(kind=SHIPPED, actor=by.key, file_name=page.name, file_hash=report.hash), keep=True
        )
        changed |= report.rows.indicators()
        rows += run.new + run.revised
    computed = _recompute(changed, None, by)
    return Outcome(f"+{rows}", "shipped", {"files": len(waiting), "rows": rows, "computed": computed})


@change("measure.undo", public=True)
def undo(number: int, *, by: Actor, why: str = "") -> Outcome[RunInfo]:
    """Take an import away: its rows go, what it closed is current again, what depends on it is computed anew.

    `why` is kept in the audit trail.

    Raises Refused for a run that does not exist, was computed, or whose indicators a later run wrote again.
    """
    store.lock(connection)
    run = Run.objects.filter(pk=number, undone_at__isnull=True).first()
    if run is None:
        raise Refused(faults.unknown_run(number))
    if run.kind == COMPUTED:
        raise Refused(faults.computed_run(number))
    codes = set(RunIndicator.objects.filter(run=run).values_list("indicator", flat=True))
    later = RunIndicator.objects.filter(indicator__in=codes, run__gt=number).values_list("run", flat=True)
    if later:
        raise Refused(faults.not_newest(number, sorted(set(later))))
    areas = stored.areas_of_run(number)
    removed, reopened = store.undo(connection, number)
    RunIndicator.objects.filter(run=run).delete()
    run.undone_at, run.undone_by = timezone.now(), by.key
    run.save(update_fields=["undone_at", "undone_by"])
    computed = _recompute(codes, _around(areas), by)
    details: dict[str, object] = {"removed": removed, "reopened": reopened, "computed": computed}
    return Outcome(info(run), f"run:{number}", details | ({"why": why} if why else {}))


@change("measure.record_results", public=True)
def record_results(rows: Rows, *, by: Actor, source: str, inputs_version: int) -> Outcome[RunInfo]:
    """Store figures that another room or an index computed from the data of `inputs_version`, as one run.

    A result always replaces the one before it; equal results store nothing.
    """
    store.lock(connection)
    draft = Run(kind=RESULTS, actor=by.key, source=source, inputs_version=inputs_version)
    run = _write(rows, draft, always=True)
    if run.pk is None:
        return Outcome(info(run), "run", {}, changed=False)
    computed = _recompute(rows.indicators(), _around({key.area for key in rows.series}), by)
    details = {"new": run.new, "revised": run.revised, "same": run.same, "computed": computed}
    return Outcome(info(run), f"run:{run.pk}", details)


@change("measure.compute", public=True)
def compute(
    codes: Sequence[str],
    *,
    by: Actor,
    engine: str,
    areas: Sequence[str] = (),
    years: frozenset[int] | None = None,
) -> Outcome[Computing]:
    """Compute formulas (all when `codes` is empty) on an engine and store the figures that are different.

    `areas` and `years` limit what is stored. Raises Refused for a code that is no formula of the catalogue.
    """
    catalogue = instance.current_catalogue()
    for code in codes:
        if catalogue.require(code).kind != "formula":
            raise Refused(faults.no_formula(code))
    entries = derive.order(catalogue, codes or None)
    needed = set().union(*(derive.needs(entry) for entry in entries)) - {entry.code for entry in entries}
    figures = list(stored.inputs_of(needed, None, catalogue))
    rows = given.computed(
        entries,
        figures,
        stored.given([entry.code for entry in entries], None, COMPUTED),
        lambda some, known: engines.run(engine, some, known, catalogue, COMPUTED_HERE),
    )
    missing = bulk.compute(entries, figures, catalogue, COMPUTED_HERE).without
    rows = rows.only({*codes}, {*areas}, years)
    if not len(rows):
        return Outcome(Computing(0, 0, 0, 0, missing), "run", {}, changed=False)
    store.lock(connection)
    run = _write(rows, Run(kind=COMPUTED, actor=by.key, source=engine, inputs_version=data_version()), always=True)
    details = {"engine": engine, "new": run.new, "revised": run.revised, "same": run.same}
    answer = Computing(run.pk or 0, run.new, run.revised, run.same, missing)
    return Outcome(answer, f"run:{run.pk}", details, changed=run.pk is not None)


def _write(rows: Rows, run: Run, *, always: bool = False, keep: bool = False) -> Run:
    """Store the rows under `run`; it stays unsaved when nothing changed, unless it is to be kept as loaded."""
    stage = store.Stage(connection, rows)
    counts = stage.counts
    run.started_at = timezone.now()
    run.new, run.revised, run.same = counts.new, counts.revised, counts.same
    if counts.changed or keep:
        run.save()
        stage.write(run.pk, always=always)
        fresh = not counts.same and not counts.revised
        run.content_hash = content.of_rows(rows) if fresh else content.of_content(stored.contents(run.pk))
        run.save(update_fields=["content_hash"])
        RunIndicator.objects.bulk_create(RunIndicator(run=run, indicator=code) for code in sorted(rows.indicators()))
    stage.drop()
    return run


def _around(areas: Iterable[str]) -> set[str]:
    """The areas and everything that holds them, statistical regions included."""
    found = set(areas)
    for code in list(found):
        found.update(area.code for area in register.ancestors(code))
    regions = register.of_level("statistical_region")
    return found | {region.code for region in regions if found & set(region.members)}


def _recompute(changed: set[str], areas: set[str] | None, by: Actor) -> int:
    """Compute the formulas that depend on `changed`, and store what is different; the number of figures written."""
    catalogue = instance.current_catalogue()
    entries = derive.dependants(catalogue, changed)
    if not entries:
        return 0
    own = {entry.code for entry in entries}
    needed = set().union(*(derive.needs(entry) for entry in entries)) - own
    below = any(given.level for entry in entries for given in derive.inputs(entry))
    figures = stored.inputs_of(needed, None if areas is None or below else sorted(areas), catalogue)
    places = None if areas is None else sorted(areas)
    rows = given.computed(
        entries,
        list(figures),
        stored.given(sorted(own), places, COMPUTED),
        lambda some, known: bulk.compute(some, known, catalogue, COMPUTED_HERE).rows,
    )
    _add_gone(rows, stored.with_value(sorted(own), places, COMPUTED))
    if not len(rows):
        return 0
    run = _write(rows, Run(kind=COMPUTED, actor=by.key, inputs_version=data_version()), always=True)
    return run.new + run.revised


def _add_gone(rows: Rows, before: Sequence[tuple[str, str, str]]) -> None:
    """Say of every computed figure that can no longer be computed that its inputs are gone."""
    if not before:
        return
    now = {
        (rows.series[series].indicator, rows.series[series].area, rows.periods[period])
        for series, period in zip(rows.series_at, rows.period_at, strict=True)
    }
    builder = importing.Builder(rows)
    for code, area, period in before:
        if (code, area, period) not in now:
            builder.add(SeriesKey(code, area), period, Origin("", 0, 0, COMPUTED_HERE, reason=INPUTS_GONE), None)

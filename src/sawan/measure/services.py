"""What changes observations: importing a file, loading what ships, undoing a run, recording computed figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy  # noqa: F401  (loaded here, so that no writer waits for it while the store is locked)
from django.db import connection
from django.utils import timezone

from sawan.areas import register
from sawan.measure import content, definitions, faults, importing, instance, queried, raw, schedule, store
from sawan.measure import engine as engines
from sawan.measure.agencies import answers_for_all
from sawan.measure.catalogue import Indicator
from sawan.measure.importing import Origin, Report, Rows, SeriesKey
from sawan.measure.importing.reading import file_hash
from sawan.measure.models import Computation, Run, RunIndicator
from sawan.measure.queries import stored
from sawan.measure.queries.computing import COMPUTED_HERE, results
from sawan.measure.queries.freshness import Freshness, freshness
from sawan.measure.queries.runs import RunInfo, info
from sawan.people.audit import Actor, Outcome, Relation, change
from sawan.people.queries import data_version
from sawan.problems import Refused

IMPORT, SHIPPED, COMPUTED, RESULTS = "import", "shipped", stored.COMPUTED, "results"
INPUTS_GONE = "inputs_gone"


@dataclass(frozen=True, slots=True)
class Computing:
    """What a computation did: its run (0: nothing was different) and how many figures have no value by reason.

    `recomputed` are the indicators that were computed, `left` counts those that nothing had changed of; their
    figures count as `same`.
    """

    run: int
    new: int
    revised: int
    same: int
    missing: Mapping[str, int]
    recomputed: tuple[str, ...] = ()
    left: int = 0


def _of_own_agency(report: Report, by: Actor) -> Relation:
    own = answers_for_all(by.agency, report.rows.indicators(), instance.current_catalogue())
    return Relation.AGENCY if own else Relation.ANY


@change("measure.import", public=True, relation=_of_own_agency)
def import_observations(report: Report, *, by: Actor, source: str = "") -> Outcome[RunInfo]:
    """Store the rows of a checked file as one run and compute what depends on them.

    The answer counts new, revised and same rows; when every row was known already nothing is stored and its
    number is 0. Raises Refused with the problems of the report.
    """
    report.require_clean()
    store.lock(connection)
    _, before = _dependants(report.rows.indicators())
    run = _write(
        report.rows, Run(kind=IMPORT, actor=by.key, source=source, file_name=report.file, file_hash=report.hash)
    )
    if run.pk is None:
        return Outcome(info(run), "run", {}, changed=False)
    computed = _recompute(report.rows.indicators(), _around({key.area for key in report.rows.series}), by, before)
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
    later = RunIndicator.objects.filter(indicator__in=codes, run__gt=number).exclude(run__kind=COMPUTED)
    if numbers := sorted(set(later.values_list("run", flat=True))):
        raise Refused(faults.not_newest(number, numbers))
    areas = stored.areas_of_run(number)
    _, before = _dependants(codes)
    removed, reopened = store.undo(connection, number)
    RunIndicator.objects.filter(run=run).delete()
    run.undone_at, run.undone_by = timezone.now(), by.key
    run.save(update_fields=["undone_at", "undone_by"])
    computed = _recompute(codes, _around(areas), by, before)
    details: dict[str, object] = {"removed": removed, "reopened": reopened, "computed": computed}
    return Outcome(info(run), f"run:{number}", details | ({"why": why} if why else {}))


@change("measure.record_results", public=True)
def record_results(rows: Rows, *, by: Actor, source: str, inputs_version: int) -> Outcome[RunInfo]:
    """Store figures that another room or an index computed from the data of `inputs_version`, as one run.

    A result always replaces the one before it; equal results store nothing.
    """
    store.lock(connection)
    _, before = _dependants(rows.indicators())
    draft = Run(kind=RESULTS, actor=by.key, source=source, inputs_version=inputs_version)
    run = _write(rows, draft, always=True)
    if run.pk is None:
        return Outcome(info(run), "run", {}, changed=False)
    computed = _recompute(rows.indicators(), _around({key.area for key in rows.series}), by, before)
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
    """Compute indicators (all when `codes` is empty) whose definition or inputs changed, and store what is different.

    `areas` and `years` limit what is stored. Raises Refused for a code that is not computed, for faults in the
    definitions, and for a query that was asked for and whose raw tables nobody offers.
    """
    catalogue = instance.current_catalogue()
    definitions.require_sound(catalogue)
    instance.offer_raw_pages()
    for code in codes:
        if code not in catalogue.computed:
            catalogue.require(code)
            raise Refused(faults.no_formula(code))
    whole = [entry for entry in schedule.order(catalogue, codes or None) if _offered(entry, codes)]
    fresh = freshness(whole, catalogue)
    entries = [entry for entry in whole if not fresh.fresh(entry.code)]
    left = [entry.code for entry in whole if fresh.fresh(entry.code)]
    found = results(entries, catalogue, engine)
    full = not areas and years is None
    rows = found.rows if full and not codes else found.rows.only({*codes}, {*areas}, years)
    if full:
        _add_gone(
            rows,
            stored.with_value(
                sorted({entry.code for entry in entries if not codes or entry.code in codes}), None, COMPUTED
            ),
        )
    missing = sum(found.missing.values(), fresh.without(left))
    same = stored.count_computed(left)
    if not entries:
        return Outcome(Computing(0, 0, 0, same, missing, (), len(left)), "run", {}, changed=False)
    store.lock(connection)
    run = _write(rows, Run(kind=COMPUTED, actor=by.key, source=engine, inputs_version=data_version()), always=True)
    done = [entry.code for entry in entries if full and (not codes or entry.code in codes)]
    _record({code: fresh.now[code] for code in done}, found.missing)
    details = {"engine": engine, "new": run.new, "revised": run.revised, "same": run.same, "indicators": len(entries)}
    recomputed = tuple(entry.code for entry in entries)
    answer = Computing(run.pk or 0, run.new, run.revised, run.same + same, missing, recomputed, len(left))
    return Outcome(answer, f"run:{run.pk}", details, changed=run.pk is not None)


def _offered(entry: Indicator, asked: Sequence[str]) -> bool:
    """Whether an indicator can be computed here; Refused when it was asked for and its raw tables are not offered."""
    if entry.kind != "query" or queried.ready(entry):
        return True
    if entry.code in asked:
        absent = ", ".join(sorted(set(queried.tables(entry)) - set(raw.offered())))
        raise Refused(
            faults.definition(entry, "query", f"ไม่มีตารางดิบ {absent}", f"Nobody offers the raw table {absent}.")
        )
    return False


def _record(fingerprints: Mapping[str, str], missing: Mapping[str, Mapping[str, int]] | None) -> None:
    """Note that indicators are up to date, and where they have no value (None: not known for all areas)."""
    Computation.objects.bulk_create(
        [
            Computation(indicator=code, fingerprint=told, missing=dict(missing.get(code, {})) if missing else None)
            for code, told in fingerprints.items()
        ],
        update_conflicts=True,
        unique_fields=["indicator"],
        update_fields=["fingerprint", "missing"],
    )


def _write(rows: Rows, run: Run, *, always: bool = False, keep: bool = False) -> Run:
    """Store the rows under `run`; it stays unsaved when nothing changed, unless it is to be kept as loaded."""
    stage = store.Stage(connection, rows, among=_among(rows, run))
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


def _among(rows: Rows, run: Run) -> str:
    """Which stored rows these are held against: only an indicator that is computed has two kinds."""
    if run.kind == COMPUTED:
        return store.COMPUTED
    return store.REPORTED if rows.indicators() & instance.current_catalogue().computed.keys() else ""


def _around(areas: Iterable[str]) -> set[str]:
    """The areas and everything that holds them, statistical regions included."""
    found = set(areas)
    for code in list(found):
        found.update(area.code for area in register.ancestors(code))
    regions = register.of_level("statistical_region")
    return found | {region.code for region in regions if found & set(region.members)}


def _dependants(changed: set[str]) -> tuple[list[Indicator], Freshness]:
    """What depends on some indicators and can be computed here, and which of it is up to date."""
    catalogue = instance.current_catalogue()
    instance.offer_raw_pages()
    ready = [entry for entry in schedule.order(catalogue) if _offered(entry, ())]
    wanted = {entry.code for entry in schedule.dependants(catalogue, changed)}
    return [entry for entry in ready if entry.code in wanted], freshness(ready, catalogue)


def _recompute(changed: set[str], areas: set[str] | None, by: Actor, before: Freshness | None = None) -> int:
    """Compute what depends on `changed`, and store what is different; the number of figures written.

    Formulas are computed in `areas` only (None: all); `before` tells what was up to date before the change and
    therefore is so again.
    """
    catalogue = instance.current_catalogue()
    definitions.require_sound(catalogue)
    entries, now = _dependants(changed)
    if not entries:
        return 0
    found = results(entries, catalogue, engines.ARRAYS, areas)
    own = sorted(entry.code for entry in entries)
    local = sorted(entry.code for entry in entries if entry.kind == "formula")
    _add_gone(found.rows, stored.with_value(local, None if areas is None else sorted(areas), COMPUTED))
    _add_gone(found.rows, stored.with_value([code for code in own if code not in local], None, COMPUTED))
    settled = {code: now.now[code] for code in own if areas is None or (before is not None and before.fresh(code))}
    _record(settled, found.missing if areas is None else None)
    if not len(found.rows):
        return 0
    run = _write(found.rows, Run(kind=COMPUTED, actor=by.key, inputs_version=data_version()), always=True)
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

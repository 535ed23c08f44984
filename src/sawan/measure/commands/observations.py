"""`sawan measure import`, `undo`, `runs`: bringing observations and taking them back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from sawan import console
from sawan.measure import faults
from sawan.measure.importing import Against, Report, Rows, check, marking, workbook
from sawan.measure.importing.faults import not_as_workbook
from sawan.measure.importing.returning import write_back
from sawan.problems import Refused


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check and count only; store nothing.")
@click.option("--source", default="", help="The source of rows that name none.")
@click.option("--refused", type=click.Path(path_type=Path), help="Write the file back with reasons, .csv or .xlsx.")
@console.output_format("table", "json")
def import_(file: Path, dry_run: bool, source: str, refused: Path | None, format_: str) -> None:
    """Store the observations of FILE; all of it or nothing.

    FILE has the tidy layout (CSV, its gzip, XLSX), is our template filled in, or has the layout of a publisher: NESDC's
    GPP and HAI, the register office's statistics, an answer of a CKAN data store, PX and SDMX tables.
    """
    console.start_django()
    from sawan.measure import instance, queries, services
    from sawan.measure.queries.quality import of_report
    from sawan.people.audit import SYSTEM

    if refused and refused.resolve() == file.resolve():
        raise Refused(faults.onto_itself(str(refused)))
    against = Against(instance.current_catalogue(), instance.current_editions(), date.today(), source)  # noqa: DTZ011
    report = _checked(file, against, refused)
    console.tell(report.warnings if report.problems else [*report.warnings, *of_report(report)], _lang())
    if report.ignored:
        console.advise(faults.ignored(report.ignored).text(_lang()))
    if report.problems:
        if refused:
            _write_refused(refused, file, report)
        raise Refused([*report.problems, *([faults.more_refused(report.file, report.untold)] if report.untold else [])])
    if dry_run:
        found = queries.preview(report)
        answer = {"run": None, "new": found.new, "revised": found.revised, "same": found.same}
    else:
        run = services.import_observations(report, by=SYSTEM, source=source)
        answer = {"run": run.number or None, "new": run.new, "revised": run.revised, "same": run.same}
    answer = {**answer, "repeated": report.repeated, "read": report.read}
    if format_ == "json":
        console.write_json({**answer, "file": report.file, "ignored": list(report.ignored)})
    else:
        console.write_table(list(answer), [list(answer.values())])


@click.command()
@click.argument("run", type=int)
@console.output_format("table", "json")
def undo(run: int, format_: str) -> None:
    """Take import RUN away: its observations go, and what it closed is current again."""
    console.start_django()
    from sawan.measure import services
    from sawan.people.audit import SYSTEM

    found = services.undo(run, by=SYSTEM)
    answer = {"run": found.number, "undone": True, "rows": found.new + found.revised}
    if format_ == "json":
        console.write_json(answer)
    else:
        console.write_table(list(answer), [list(answer.values())])


@click.command()
@click.option("--indicator", help="Only runs that wrote this indicator.")
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 10_000))
@console.output_format("table", "json", "csv")
def runs(indicator: str | None, limit: int, format_: str) -> None:
    """The newest imports and computations, newest first."""
    console.start_django()
    from sawan.measure import queries

    columns = ("run", "kind", "at", "actor", "file", "new", "revised", "same", "undone")
    rows = [
        (
            one.number, one.kind, one.at.isoformat(timespec="seconds"), one.actor, one.file, one.new, one.revised,
            one.same, one.undone_at.isoformat(timespec="seconds") if one.undone_at else None,
        )
        for one in queries.runs(limit, indicator=indicator)
    ]  # fmt: skip
    if format_ == "json":
        console.write_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        (console.write_csv if format_ == "csv" else console.write_table)(columns, rows)


def _write_refused(place: Path, file: Path, report: Report) -> None:
    """Write the file back with its reasons; where that cannot be, the reasons are told all the same.

    Under a name that ends in .xlsx it is the same workbook with its faulty cells marked, else it is CSV.
    """
    from sawan.measure import importers

    try:
        if _as_workbook(place):
            place.write_bytes(marking.mark(file, report.problems, importers.column_names(file)))
            return
        with place.open("w", encoding="utf-8", newline="") as page:
            write_back(file, report, page, opening=importers.open_any)
    except OSError:
        raise Refused([*report.problems, faults.unwritable(str(place))]) from None


def _checked(file: Path, against: Against, refused: Path | None) -> Report:
    """The report of a file; a workbook that cannot be read at all still comes back with its cells marked."""
    from sawan.measure import importers

    if _as_workbook(refused) and file.is_file() and not workbook.is_workbook(file):
        raise Refused(not_as_workbook(file.name))
    try:
        return check(file, against, opening=importers.open_any)
    except Refused as refusal:
        if refused and _as_workbook(refused) and any(problem.row for problem in refusal.problems):
            _write_refused(refused, file, Report(file.name, "", against.today, Rows(), problems=[*refusal.problems]))
        raise


def _as_workbook(refused: Path | None) -> bool:
    return refused is not None and refused.suffix.lower() == ".xlsx"


def _lang() -> str | None:
    return (click.get_current_context().find_root().obj or {}).get("lang")

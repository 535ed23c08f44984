"""`/measure/import`: a file is sent, its preview says row by row what an import would do, and it is confirmed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote as in_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sawan.measure import faults, importers, instance, queries, services, uploads
from sawan.measure.forms import ConfirmForm, UploadForm
from sawan.measure.importing import Against, Report, check, marking, workbook
from sawan.measure.importing.returning import cells, write_back
from sawan.measure.queries.undoing import run_of_file
from sawan.measure.uploads import Upload
from sawan.measure.views.words import IMPORT, LAYOUTS, MEASURE, RUNS
from sawan.people.permissions import Relation
from sawan.people.signed_in import actor, required
from sawan.problems import Problem, Refused
from sawan.texts import Text

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 200
"""Refused rows that the page lists; the file that goes back holds all of them."""


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A problem of a row with the value that it speaks of."""

    row: int | None
    field: str
    value: str
    reason: Text


@require_http_methods(["GET", "POST"])
@never_cache
@required("measure.import", Relation.AGENCY)
def import_file(request: HttpRequest) -> HttpResponse:
    """`/measure/import`: choose a file; it is kept until it is confirmed."""
    if request.method != "POST":
        return _choose(request, UploadForm(), ())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, form, ())
    sent, upload = form.cleaned_data["file"], None
    try:
        if (sent.size or 0) > uploads.LARGEST:
            raise Refused(faults.upload_too_large(sent.name, uploads.LARGEST))
        upload = uploads.keep(_folder(), sent.name, sent.read(), form.cleaned_data["source"])
        _check(upload, upload.source)
    except Refused as refusal:
        return _choose(request, form, refusal.problems, upload)
    return redirect("measure:preview", upload.hash)


@require_http_methods(["GET", "POST"])
@never_cache
@required("measure.import", Relation.AGENCY)
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """`/measure/import/HASH`: what the import would do; confirming it stores all rows in one transaction.

    Confirming twice leads to the run that the first confirmation stored.
    """
    upload = uploads.find(_folder(), key)
    if upload is None:
        stored = run_of_file(key)
        if stored is None:
            raise Refused(faults.upload_gone(key))
        return redirect("measure:run", stored)
    form = ConfirmForm(request.POST)
    if request.method == "POST" and form.is_valid():
        return _store(request, upload, form.cleaned_data["source"])
    return _preview(request, upload, _check(upload, upload.source))


@require_safe
@never_cache
@required("measure.import", Relation.AGENCY)
def refused_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """`/measure/import/HASH/refused.csv` (or `.xlsx`, a workbook's own): the file as it was sent, with its reasons."""
    upload = uploads.find(_folder(), key)
    if upload is None or (form == "xlsx" and not _is_workbook(upload)):
        raise Refused(faults.upload_gone(key))
    answer = _marked(upload) if form == "xlsx" else _with_reasons(upload)
    name = in_address(f"{Path(upload.name).stem}-refused.{form}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _with_reasons(upload: Upload) -> HttpResponse:
    page = io.StringIO()
    write_back(_page(upload), _check(upload, upload.source), page, opening=importers.open_any)
    return HttpResponse("\ufeff" + page.getvalue(), content_type="text/csv; charset=utf-8")


def _marked(upload: Upload) -> HttpResponse:
    try:
        problems: Sequence[Problem] = _check(upload, upload.source).problems
    except Refused as refusal:
        problems = refusal.problems
    content = marking.mark(_page(upload), problems, importers.column_names(_page(upload)))
    return HttpResponse(content, content_type=SPREADSHEET)


def _is_workbook(upload: Upload) -> bool:
    return workbook.is_workbook(_page(upload))


def _page(upload: Upload) -> Path:
    return uploads.path(_folder(), upload)


def _store(request: HttpRequest, upload: Upload, source: str) -> HttpResponse:
    report = _check(upload, source)
    if report.problems:
        return _preview(request, upload, report)
    run = services.import_observations(report, by=actor(request), source=source)
    uploads.drop(_folder(), upload)
    number = run.number or run_of_file(upload.hash)
    return redirect("measure:run", number) if number else redirect("measure:runs")


def _check(upload: Upload, source: str) -> Report:
    today: date = timezone.localdate()
    against = Against(instance.current_catalogue(), instance.current_editions(), today, source)
    return check(_page(upload), against, upload.name, opening=importers.open_any)


def _preview(request: HttpRequest, upload: Upload, report: Report) -> HttpResponse:
    found = queries.preview(report)
    context = {
        "section": "measure",
        "crumbs": (MEASURE, IMPORT, ("", Text(upload.name, upload.name))),
        "upload": upload,
        "preview": found,
        "is_workbook": _is_workbook(upload),
        "layout": LAYOUTS.get(importers.layout_of(_page(upload))),
        "problems_count": len(report.problems) + report.untold,
        "refused": _refused(_page(upload), report.problems[:MOST_SHOWN]),
        "warnings": [(problem.row, problem.field or "", Text(problem.th, problem.en)) for problem in found.warnings],
        "nothing_new": not report.problems and not found.new and not found.revised,
    }
    return render(request, "measure/preview.html", context, status=400 if report.problems else 200)


def _refused(page: Path, problems: Sequence[Problem]) -> list[RefusedCell]:
    """The problems with the cells they speak of."""
    rows = {problem.row for problem in problems if problem.row is not None}
    values = cells(page, rows, opening=importers.open_any)
    return [
        RefusedCell(
            problem.row,
            problem.field or "",
            values.get((problem.row or 0, problem.field or ""), ""),
            Text(problem.th, problem.en),
        )
        for problem in problems
    ]


def _choose(
    request: HttpRequest, form: UploadForm, problems: Sequence[Problem], upload: Upload | None = None
) -> HttpResponse:
    """The page that asks for a file; a workbook whose cells were refused can be had back with them marked."""
    marked = upload is not None and any(problem.row for problem in problems) and _is_workbook(upload)
    context: dict[str, Any] = {
        "section": "measure",
        "crumbs": (MEASURE, ("", IMPORT[1])),
        "form": form,
        "largest": uploads.LARGEST // (1024 * 1024),
        "runs": RUNS,
        "marked": upload.hash if upload and marked else "",
        "problems": [
            (problem.row, problem.field or "", Text(problem.th, problem.en)) for problem in problems[:MOST_SHOWN]
        ],
    }
    return render(request, "measure/import.html", context, status=400 if problems or form.errors else 200)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"

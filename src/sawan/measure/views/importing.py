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

from sawan.measure import faults, instance, queries, services, uploads
from sawan.measure.forms import ConfirmForm, UploadForm
from sawan.measure.importing import Against, Report, check
from sawan.measure.importing.returning import cells, write_back
from sawan.measure.queries.undoing import run_of_file
from sawan.measure.uploads import Upload
from sawan.measure.views.words import IMPORT, MEASURE, RUNS
from sawan.people.signed_in import actor, required
from sawan.problems import Problem, Refused
from sawan.texts import Text

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
@required("measure.import")
def import_file(request: HttpRequest) -> HttpResponse:
    """`/measure/import`: choose a file; it is kept until it is confirmed."""
    if request.method != "POST":
        return _choose(request, UploadForm(), ())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, form, ())
    sent = form.cleaned_data["file"]
    try:
        if (sent.size or 0) > uploads.LARGEST:
            raise Refused(faults.upload_too_large(sent.name, uploads.LARGEST))
        upload = uploads.keep(_folder(), sent.name, sent.read(), form.cleaned_data["source"])
        _check(upload, upload.source)
    except Refused as refusal:
        return _choose(request, form, refusal.problems)
    return redirect("measure:preview", upload.hash)


@require_http_methods(["GET", "POST"])
@never_cache
@required("measure.import")
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
@required("measure.import")
def refused_file(request: HttpRequest, key: str) -> HttpResponse:
    """`/measure/import/HASH/refused.csv`: the file as it was sent, with a column of reasons."""
    upload = uploads.find(_folder(), key)
    if upload is None:
        raise Refused(faults.upload_gone(key))
    page = io.StringIO()
    write_back(uploads.path(_folder(), key), _check(upload, upload.source), page)
    answer = HttpResponse("\ufeff" + page.getvalue(), content_type="text/csv; charset=utf-8")
    name = in_address(Path(upload.name).stem + "-refused.csv")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _store(request: HttpRequest, upload: Upload, source: str) -> HttpResponse:
    report = _check(upload, source)
    if report.problems:
        return _preview(request, upload, report)
    run = services.import_observations(report, by=actor(request), source=source)
    uploads.drop(_folder(), upload.hash)
    number = run.number or run_of_file(upload.hash)
    return redirect("measure:run", number) if number else redirect("measure:runs")


def _check(upload: Upload, source: str) -> Report:
    today: date = timezone.localdate()
    against = Against(instance.current_catalogue(), instance.current_editions(), today, source)
    return check(uploads.path(_folder(), upload.hash), against, upload.name)


def _preview(request: HttpRequest, upload: Upload, report: Report) -> HttpResponse:
    found = queries.preview(report)
    context = {
        "section": "measure",
        "crumbs": (MEASURE, IMPORT, ("", Text(upload.name, upload.name))),
        "upload": upload,
        "preview": found,
        "problems_count": len(report.problems) + report.untold,
        "refused": _refused(uploads.path(_folder(), upload.hash), report.problems[:MOST_SHOWN]),
        "warnings": [(problem.row, problem.field or "", Text(problem.th, problem.en)) for problem in report.warnings],
        "nothing_new": not report.problems and not found.new and not found.revised,
    }
    return render(request, "measure/preview.html", context, status=400 if report.problems else 200)


def _refused(page: Path, problems: Sequence[Problem]) -> list[RefusedCell]:
    """The problems with the cells they speak of."""
    values = cells(page, {problem.row for problem in problems if problem.row is not None})
    return [
        RefusedCell(
            problem.row,
            problem.field or "",
            values.get((problem.row or 0, problem.field or ""), ""),
            Text(problem.th, problem.en),
        )
        for problem in problems
    ]


def _choose(request: HttpRequest, form: UploadForm, problems: Sequence[Problem]) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "measure",
        "crumbs": (MEASURE, ("", IMPORT[1])),
        "form": form,
        "largest": uploads.LARGEST // (1024 * 1024),
        "runs": RUNS,
        "problems": [(problem.row, problem.field or "", Text(problem.th, problem.en)) for problem in problems],
    }
    return render(request, "measure/import.html", context, status=400 if problems or form.errors else 200)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"

"""`/plan/import`: a document is read, its draft corrected beside its lines, and stored as a draft edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sawan.people.signed_in import actor, required
from sawan.plan import edition_file, edition_yaml, faults, outline, queries, reading, services
from sawan.plan.edition import Edition, Unread
from sawan.plan.forms import DocumentForm, DraftForm
from sawan.plan.province import PlanFile
from sawan.plan.reading.documents import LARGEST, open_content
from sawan.plan.reading.options import province_code, year_be
from sawan.plan.views.editions import EDITIONS, PLAN
from sawan.problems import Problem, Refused
from sawan.texts import Text

TITLE = Text("นำเข้ายุทธศาสตร์จากเอกสาร", "Import a strategy from a document")
REMARKS = ("Draft made from a published document on the import page; the Thai is as corrected there.",)


@require_http_methods(["GET", "POST"])
@never_cache
@required("plan.load")
def import_document(request: HttpRequest) -> HttpResponse:
    """`/plan/import`: choose a file; read it; correct and read again; store."""
    if request.method == "GET":
        return _choose(request, DocumentForm(), ())
    if "document" in request.FILES or request.POST.get("action") == "read":
        return _read(request, DocumentForm(request.POST, request.FILES))
    return _correct(request, DraftForm(request.POST))


def _choose(request: HttpRequest, form: DocumentForm, problems: Sequence[Problem]) -> HttpResponse:
    context = {**_frame(problems), "form": form}
    return render(request, "plan/import.html", context, status=400 if problems or form.errors else 200)


def _read(request: HttpRequest, form: DocumentForm) -> HttpResponse:
    """The first reading of an upload."""
    if not form.is_valid():
        return _choose(request, form, ())
    upload = form.cleaned_data["document"]
    try:
        if form.is_too_large:
            raise Refused(faults.too_large(upload.name, upload.size, LARGEST))
        area, year = province_code(form.cleaned_data["area"], "area"), year_be(form.cleaned_data["year"], "year")
        document = open_content(upload.name, upload.read())
    except Refused as refusal:
        return _choose(request, form, refusal.problems)
    edition = reading.read_lines(document, area=area, year=year)
    draft = DraftForm(
        initial={
            "name": upload.name,
            "source": "\n".join(f"{line.number}\t{line.text}" for line in document.lines),
            "outline": outline.write(edition),
            "area": edition.province,
            "year": edition.fiscal_year or "",
        }
    )
    return _review(request, draft, edition, ())


def _correct(request: HttpRequest, form: DraftForm) -> HttpResponse:
    """The corrected outline, read again or stored; what was typed is never lost."""
    if not form.is_valid():
        return _review(request, form, Edition("", None), ())
    typed = form.cleaned_data
    edition = Edition("", None)
    try:
        area, year = province_code(typed["area"], "area"), year_be(typed["year"], "year")
        edition = outline.read(typed["outline"], area=area, year=year)
        if request.POST.get("action") != "save":
            return _review(request, form, edition, ())
        loaded = services.load(_file(edition, typed), by=actor(request))
    except Refused as refusal:
        return _review(request, form, edition, refusal.problems)
    return redirect(f"{reverse('plan:editions')}#{loaded.key}")


def _file(edition: Edition, typed: dict[str, Any]) -> PlanFile:
    """The file of a corrected draft; Refused without place and year, or over an edition that is there."""
    open_fields = [name for name in ("area", "year") if not typed[name].strip()]
    if open_fields:
        raise Refused([faults.no_place(name) for name in open_fields])
    if edition.key in [info.key for info in queries.editions(edition.province)] and not typed["replace"]:
        raise Refused(faults.draft_exists(edition.key))
    left = (line for line, is_placed in outline.placed(_source(typed["source"]), typed["outline"]) if not is_placed)
    text = edition_yaml.write(replace(edition, not_understood=tuple(left)), REMARKS)
    name = f"plan-{edition.fiscal_year}.yaml"
    return PlanFile(Path(name), text.encode(), edition_file.parse(text, name))


def _review(request: HttpRequest, form: DraftForm, edition: Edition, problems: Sequence[Problem]) -> HttpResponse:
    source, text = str(form["source"].value() or ""), str(form["outline"].value() or "")
    lines = outline.placed(_source(source), text)
    context = {
        **_frame(problems),
        "form": form,
        "edition": edition,
        "lines": lines,
        "left": sum(not is_placed for _, is_placed in lines),
    }
    return render(request, "plan/draft.html", context, status=400 if problems or form.errors else 200)


def _source(text: str) -> list[Unread]:
    """The lines of the document as the page carries them."""
    pairs = (line.partition("\t") for line in text.splitlines())
    return [Unread(int(number), words) for number, tab, words in pairs if tab and number.isdecimal()]


def _frame(problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "section": "plan",
        "crumbs": (PLAN, EDITIONS, ("", TITLE)),
        "title": TITLE,
        "problems": [Text(problem.th, problem.en) for problem in problems],
    }

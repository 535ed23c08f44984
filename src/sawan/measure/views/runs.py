"""`/measure/runs`: the imports and computations so far, one of them, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sawan.measure import instance, queries, services
from sawan.measure.forms import UndoForm
from sawan.measure.queries import RunInfo
from sawan.measure.queries.undoing import later_runs
from sawan.measure.views.words import KINDS, MEASURE, RUNS, not_undoable, run_title
from sawan.people.faults import PermissionRefused
from sawan.people.permissions import Relation, may
from sawan.people.queries import names_of
from sawan.people.signed_in import actor, required
from sawan.problems import Problem, Refused
from sawan.texts import Text

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run as the pages show it: who brought it, and whether it can be undone now."""

    info: RunInfo
    kind: Text
    who: str
    undone_by: str
    hindrance: Text | None


@require_safe
@never_cache
@required("measure.import", Relation.AGENCY)
def runs(request: HttpRequest) -> HttpResponse:
    """`/measure/runs`: newest first."""
    shown = _shown(queries.runs(MOST_SHOWN))
    context = {
        "section": "measure",
        "crumbs": (MEASURE, ("", RUNS[1])),
        "shown": shown,
        "may_undo": may(actor(request), "measure.undo"),
    }
    return render(request, "measure/runs.html", context)


@require_safe
@never_cache
@required("measure.import", Relation.AGENCY)
def run(request: HttpRequest, number: int) -> HttpResponse:
    """`/measure/runs/12`: what a run brought, and the button that undoes it."""
    return _page(request, number, (), 200)


@require_POST
@required("measure.undo")
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """`/measure/runs/12/undo`: take a run back; a refusal comes back with the page."""
    form = UndoForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    try:
        services.undo(number, by=actor(request), why=why)
    except PermissionRefused:
        raise
    except Refused as refusal:
        info = queries.run(number)
        if info and info.undone_at:  # sent twice
            return redirect("measure:run", number)
        return _page(request, number, refusal.problems, 409)
    return redirect("measure:run", number)


def _page(request: HttpRequest, number: int, problems: Sequence[Problem], status: int) -> HttpResponse:
    info = queries.run(number)
    if info is None:
        raise Http404
    catalogue = instance.current_catalogue()
    context = {
        "section": "measure",
        "crumbs": (MEASURE, RUNS, ("", run_title(number))),
        "title": run_title(number),
        "run": _shown([info])[0],
        "indicators": [(code, catalogue[code].name) for code in info.indicators if code in catalogue],
        "form": UndoForm(),
        "may_undo": may(actor(request), "measure.undo"),
        "problems": [Text(problem.th, problem.en) for problem in problems],
    }
    return render(request, "measure/run.html", context, status=status)


def _shown(found: Sequence[RunInfo]) -> list[ShownRun]:
    names = names_of({info.actor for info in found} | {info.undone_by for info in found})
    later = later_runs(info.number for info in found if info.undone_at is None)
    return [
        ShownRun(
            info,
            KINDS.get(info.kind, Text(info.kind, info.kind)),
            names.get(info.actor, info.actor),
            names.get(info.undone_by, info.undone_by),
            not_undoable(info.kind, later.get(info.number, ())),
        )
        for info in found
    ]

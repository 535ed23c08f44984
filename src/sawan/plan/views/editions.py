"""`/plan/editions`: the editions of the province, where each stands, and the next step of its life."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sawan.people.faults import PermissionRefused
from sawan.people.permissions import may
from sawan.people.signed_in import actor, required
from sawan.plan import life, queries, services
from sawan.plan.queries import EditionInfo
from sawan.problems import Problem, Refused
from sawan.texts import Text

PLAN = ("/strategy", Text("วางแผน", "Plan"))
EDITIONS = ("/plan/editions", Text("ฉบับของแผน", "Editions"))


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition of the list with the steps that the reader may take."""

    info: EditionInfo
    state: Text
    steps: tuple[tuple[str, Text], ...]
    may_change: bool


@require_safe
@never_cache
@required()
def editions(request: HttpRequest) -> HttpResponse:
    """`/plan/editions`: every edition, newest first."""
    return _page(request, ())


@require_POST
@required()
def advance(request: HttpRequest, province: str, year: int) -> HttpResponse:
    """`/plan/editions/60/2565/advance`: take a step; a refusal comes back with the list."""
    step, version = request.POST.get("step", ""), request.POST.get("version", "")
    key, number = f"{province}/{year}", int(version) if version.isdecimal() else 0
    try:
        if step == life.APPROVE:
            services.approve(key, by=actor(request), version=number)
        else:
            services.advance(key, step, by=actor(request), version=number)
    except PermissionRefused:
        raise
    except Refused as refusal:
        return _page(request, refusal.problems, status=409)
    return redirect("plan:editions")


def _page(request: HttpRequest, problems: tuple[Problem, ...], status: int = 200) -> HttpResponse:
    by = actor(request)
    shown = [
        ShownEdition(
            info,
            life.STATE_NAMES[info.state],
            tuple(
                (step, life.STEPS[step].name)
                for step in life.steps_from(info.state)
                if may(by, "plan.approve" if step == life.APPROVE else "plan.advance")
            ),
            not life.is_fixed(info.state) and may(by, "plan.retarget"),
        )
        for info in reversed(queries.editions())
    ]
    context = {
        "section": "plan",
        "crumbs": (PLAN, ("", EDITIONS[1])),
        "shown": shown,
        "problems": [Text(problem.th, problem.en) for problem in problems],
        "may_import": may(by, "plan.load"),
    }
    return render(request, "plan/editions.html", context, status=status)

"""`/plan/editions/60/2565/targets`: the targets of a draft, typed as plans word them and read back at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sawan.people.signed_in import actor, required
from sawan.plan import faults, nodes, queries, services, target_lines
from sawan.plan.checking import not_in_catalogue
from sawan.plan.forms import TargetsForm
from sawan.plan.nodes import Kind, Node
from sawan.plan.queries import StoredEdition
from sawan.plan.target_lines import AIM_NAMES, ReadLine
from sawan.plan.views.editions import EDITIONS, PLAN
from sawan.problems import Problem, Refused
from sawan.texts import Text

WITH_TARGETS = (Kind.SUCCESS, Kind.ISSUE, Kind.GUIDELINE)


@require_http_methods(["GET", "POST"])
@never_cache
@required("plan.retarget")
def targets(request: HttpRequest, province: str, year: int) -> HttpResponse:
    """Choose a node with `?node=1.5`; type its targets; read them; store them."""
    stored = queries.edition(province, year)
    listed = [node for node in nodes.of(stored.tree) if node.kind in WITH_TARGETS]
    asked = request.POST.get("code") or request.GET.get("node") or listed[0].code
    chosen = next((node for node in listed if node.code == asked), None)
    if chosen is None:
        raise Refused(faults.no_node(stored.info.key, asked, [node.code for node in listed]))
    if request.method == "GET":
        initial = {"code": asked, "version": stored.info.version, "targets": target_lines.write(chosen.targets)}
        return _page(request, stored, chosen, TargetsForm(initial=initial), ())
    return _change(request, stored, chosen)


def _change(request: HttpRequest, stored: StoredEdition, chosen: Node) -> HttpResponse:
    form = TargetsForm(request.POST)
    if not form.is_valid() or request.POST.get("action") != "save":
        return _page(request, stored, chosen, form, ())
    read = target_lines.read(form.cleaned_data["targets"], stored.info.fiscal_year, chosen.targets)
    try:
        doubtful = [(line.line, doubt) for line in read for doubt in line.doubts if doubt.stops]
        if doubtful:
            raise Refused([faults.doubtful_target(line, doubt.text.th, doubt.text.en) for line, doubt in doubtful])
        found = tuple(target for line in read for target in line.targets)
        version = form.cleaned_data["version"]
        services.retarget(stored.info.key, chosen.code, found, by=actor(request), version=version)
    except Refused as refusal:
        return _page(request, stored, chosen, form, refusal.problems)
    return redirect(f"{request.path}?node={chosen.code}")


def _page(
    request: HttpRequest, stored: StoredEdition, chosen: Node, form: TargetsForm, problems: Sequence[Problem]
) -> HttpResponse:
    read = target_lines.read(str(form["targets"].value() or ""), stored.info.fiscal_year, chosen.targets)
    codes = dict.fromkeys(target.indicator for line in read for target in line.targets if target.indicator)
    title = Text(f"เป้าหมายของฉบับ {stored.info.key}", f"Targets of the edition {stored.info.key}")
    context = {
        "section": "plan",
        "crumbs": (PLAN, EDITIONS, ("", title)),
        "title": title,
        "info": stored.info,
        "listed": [node for node in nodes.of(stored.tree) if node.kind in WITH_TARGETS],
        "chosen": chosen,
        "form": form,
        "read": _shown(read),
        "unknown": not_in_catalogue(codes, settings.SAWAN_PROVINCE),
        "problems": [Text(problem.th, problem.en) for problem in problems],
    }
    return render(request, "plan/targets.html", context, status=400 if problems or form.errors else 200)


def _shown(read: Sequence[ReadLine]) -> list[dict[str, object]]:
    """Each line with the sentence that it was understood as."""
    return [
        {
            "line": line.line,
            "targets": [
                {"target": target, "aim": AIM_NAMES[target.aim], "values": target.values} for target in line.targets
            ],
            "doubts": line.doubts,
        }
        for line in read
    ]

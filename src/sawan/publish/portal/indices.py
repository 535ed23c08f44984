"""Composite indices on the web: a score with its interval, a rank with its acceptability, and every judgement open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse

from sawan.areas import register
from sawan.charts.marks import share_bar
from sawan.measure import composite, instance
from sawan.measure import queries as measure
from sawan.measure.composite import Explored, Index, Spec
from sawan.people.cached import cached_page
from sawan.people.queries import data_version
from sawan.problems import Refused
from sawan.publish.portal import frame, index_change
from sawan.publish.portal.reading import number
from sawan.texts import Text

NAMES = {
    "standing": Text("สถานะของจังหวัดในหมู่ 77 จังหวัด", "Standing among the 77 provinces"),
    "environment": Text("คุณภาพสิ่งแวดล้อมจังหวัด", "Environmental quality"),
    "hai": Text("ดัชนีความก้าวหน้าของคน จากแปดด้าน", "Human Achievement Index from its eight sub-indices"),
}
FACTORS = {
    "normalise": Text("มาตราส่วน", "scale"),
    "aggregate": Text("วิธีเฉลี่ย", "kind of mean"),
    "weights": Text("น้ำหนัก", "weights"),
    "data": Text("ความคลาดเคลื่อนของข้อมูล", "errors of the data"),
}
FEWEST_AREAS, NEIGHBOURS = 10, 6
LOWEST, HIGHEST = 0.0, 3.0


@dataclass(frozen=True, slots=True)
class Held:
    """An index computed from current figures, or what it lacks: `missing` are indicators without enough areas."""

    spec: Spec
    index: Index | None
    explored: Explored | None
    areas: tuple[str, ...]
    periods: dict[str, str]
    missing: tuple[str, ...]


def indices(request: HttpRequest) -> HttpResponse:
    """`/indices`: the indices that ship as specifications, and what each can say today."""
    return cached_page(request, lambda: _indices(request))


def _indices(request: HttpRequest) -> HttpResponse:
    rows = [(code, name, held(data_version(), code)) for code, name in NAMES.items()]
    context = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", Text("ดัชนีรวม", "Composite indices"))],
        "rows": rows,
    }
    return frame.page(request, "portal/indices.html", context)


def index(request: HttpRequest, code: str) -> HttpResponse:
    """`/indices/CODE?w_NODE=1.5`: scores, ranks and their intervals under the weights asked for.

    Computed for each question (a few milliseconds), since the weights may be anything; without weights it is kept.
    """
    if code not in NAMES:
        raise Http404(f"no index {code}")
    asked = {name: str(value) for name, value in request.GET.items() if name.startswith("w_")}
    if not asked:
        return cached_page(request, lambda: _index(request, code, {}))
    return _index(request, code, asked)


def _index(request: HttpRequest, code: str, asked: dict[str, str]) -> HttpResponse:
    found = held(data_version(), code)
    weights = {node: _weight(asked.get(f"w_{node}")) for node in found.spec.tree.below}
    context: dict[str, Any] = {
        "section": "evaluate",
        "crumbs": [("/indices", Text("ดัชนีรวม", "Composite indices")), ("", NAMES[code])],
        "code": code,
        "name": NAMES[code],
        "missing": [
            instance.current_catalogue()[one].name if one in instance.current_catalogue() else Text(one, one)
            for one in found.missing
        ],
        "sliders": _sliders(found.spec, weights),
        "steps": _steps(data_version(), code),
        "spec": f"/indices/{code}.yaml",
    }
    if found.index is not None:
        context |= _said(found, weights)
    return frame.page(request, "portal/index.html", context)


def _weight(text: str | None) -> float:
    try:
        value = float(text) if text else 1.0
    except ValueError:
        return 1.0
    return min(max(value, LOWEST), HIGHEST) if np.isfinite(value) else 1.0


def specification(request: HttpRequest, code: str) -> HttpResponse:
    """The specification as it ships, to run with `sawan measure composite`."""
    if code not in NAMES:
        raise Http404(f"no index {code}")
    return HttpResponse(_page(code).read_bytes(), content_type="application/yaml; charset=utf-8")


def _page(code: str) -> Path:
    return Path(str(files("sawan.measure").joinpath(f"data/composites/{code}.yaml")))


@lru_cache(maxsize=8)
def held(version: int, code: str) -> Held:
    """The index of a specification from the newest year of each of its indicators, all provinces that have any."""
    spec = composite.read_spec(_page(code))
    columns, periods = {}, {}
    for indicator in spec.tree.indicators:
        if indicator not in instance.current_catalogue():
            continue
        newest = measure.latest(indicator, frame.province())
        rows = measure.across(indicator, "province", newest.period).rows if newest else ()
        if len(rows) >= FEWEST_AREAS and newest:
            columns[indicator] = {row.area: row.value for row in rows}
            periods[indicator] = newest.period
    missing = tuple(one for one in spec.tree.indicators if one not in columns)
    areas = tuple(area.code for area in register.of_level("province"))
    if missing:
        return Held(spec, None, None, areas, periods, missing)
    values = np.array([[columns[one].get(area, np.nan) for one in spec.tree.indicators] for area in areas])
    try:
        computed = composite.compute(spec, composite.panel_of(values, areas, spec.tree.indicators))
        explored = composite.explore(computed) if spec.uncertainty else None
    except Refused:
        return Held(spec, None, None, areas, periods, spec.tree.indicators)
    return Held(spec, computed, explored, areas, periods, ())


@lru_cache(maxsize=8)
def _steps(version: int, code: str) -> tuple[index_change.Step, ...]:
    return index_change.steps(held(version, code).spec)


def _sliders(spec: Spec, weights: dict[str, float]) -> list[dict[str, Any]]:
    catalogue = instance.current_catalogue()
    names = {
        "standing_economy": Text("เศรษฐกิจ", "Economy"),
        "standing_people": Text("คน", "People"),
        "standing_work_land": Text("งานและป่าไม้", "Work and forest"),
    }
    return [
        {
            "code": node,
            "name": catalogue[node].name if node in catalogue else names.get(node, Text(node, node)),
            "group": node not in spec.tree.indicators,
            "weight": weights[node],
        }
        for node in spec.tree.below
    ]


def _said(found: Held, weights: dict[str, float]) -> dict[str, Any]:
    """Score and rank of the own province with intervals, its neighbours in the ranking, what moves the rank most."""
    assert found.index is not None
    spec, own = found.spec, found.areas.index(frame.province())
    slid = composite.slide(found.index.normalised[0], weights, spec.tree, spec.nominal.aggregate)
    order = [int(at) for at in np.argsort(np.where(slid.ranks > 0, slid.ranks, 10_000), kind="stable")]
    place = order.index(own)
    shown = sorted({*range(3), *range(max(0, place - NEIGHBOURS // 2), min(len(order), place + NEIGHBOURS // 2 + 1))})
    top = float(np.nanmax(slid.scores)) or 1.0
    rows = [_row(found, slid, order[at], top, own=order[at] == own) for at in shown]
    name = register.get(frame.province()).name
    rank, low, high = int(slid.ranks[own]), int(slid.rank_low[own]), int(slid.rank_high[own])
    count = int((slid.ranks > 0).sum())
    return {
        "answer": Text(
            f"{name.th}อยู่อันดับ {rank} จาก {count} (ช่วง 90% เมื่อน้ำหนักคลาดได้ 25%: {low}–{high})",
            f"{name.en} ranks {rank} of {count} (90% interval when weights may be 25% off: {low}–{high})",
        ),
        "rows": rows,
        "acceptability": _acceptability(found, own),
        "factors": _factors(found, own),
        "periods": [(instance.current_catalogue()[code].name, period) for code, period in found.periods.items()],
    }


def _row(found: Held, slid: composite.Slide, at: int, top: float, *, own: bool) -> dict[str, Any]:
    score = float(slid.scores[at])
    return {
        "name": register.get(found.areas[at]).name,
        "own": own,
        "rank": int(slid.ranks[at]) or None,
        "score": number(score, 1) if np.isfinite(score) else "",
        "interval": f"{number(float(slid.score_low[at]), 1)}–{number(float(slid.score_high[at]), 1)}"
        if np.isfinite(score)
        else "",
        "ranks": f"{int(slid.rank_low[at])}–{int(slid.rank_high[at])}" if slid.ranks[at] else "",
        "bar": share_bar(score / top, "data-1" if own else "data-5") if np.isfinite(score) else "",
    }


def _acceptability(found: Held, own: int) -> list[dict[str, Any]]:
    """The chance of each group of ranks over all judgements that the specification leaves open."""
    if found.explored is None:
        return []
    chances = list(composite.rank_probabilities(found.explored.ranks[:, 0, :], found.explored.probabilities))[own]
    groups: dict[int, float] = {}
    for rank, chance in chances:
        groups[(rank - 1) // 10] = groups.get((rank - 1) // 10, 0.0) + chance
    return [
        {
            "ranks": f"{group * 10 + 1}–{group * 10 + 10}",
            "chance": f"{100 * chance:.0f}%",
            "bar": share_bar(chance, "data-1"),
        }
        for group, chance in sorted(groups.items())
    ]


def _factors(found: Held, own: int) -> list[tuple[Text, str]]:
    """The share of the own rank's variance that each open judgement explains, largest first (Shapley where exact)."""
    if found.explored is None or found.explored.effects is None:
        return []
    effects = found.explored.effects[0]
    shares = effects.shapley if effects.shapley is not None else effects.total
    pairs = [
        (FACTORS.get(name, Text(name, name)), float(shares[at, own + 1]))
        for at, name in enumerate(found.explored.factors)
    ]
    return [
        (name, f"{100 * share:.0f}%") for name, share in sorted(pairs, key=lambda pair: -pair[1]) if np.isfinite(share)
    ]

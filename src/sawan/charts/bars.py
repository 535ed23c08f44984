"""Bars: one value a year with its target, or the parts that add up to a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sawan.charts.render import Spec, token
from sawan.charts.trend import say


@dataclass(frozen=True, slots=True)
class Bar:
    """A value of a year; `light` draws it lighter (preliminary), with its letter behind the year."""

    year: int
    value: float
    letter: str = ""

    @property
    def name(self) -> str:
        """The year with its letter: `2565p`."""
        return f"{self.year}{self.letter}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target drawn as a short thick ink bar over its year, with its label and the gap in words."""

    year: int
    value: float
    label: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stack: its name, colour token and value by year (points, so parts add up to the total)."""

    name: str
    ink: str
    values: dict[int, float]


def bars(
    rows: Sequence[Bar], *, goal: Goal | None = None, decimals: int = 0, size: tuple[int, int] = (560, 240)
) -> Spec:
    """Vega-Lite spec of bars from zero with their values on them."""
    values = [
        {"name": bar.name, "value": bar.value, "label": say(bar.value, decimals), "opacity": 0.75 if bar.letter else 1}
        for bar in rows
    ]
    names = [bar.name for bar in rows]
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "color": token("data-1"), "width": {"band": 0.62}},
            "encoding": {"opacity": {"field": "opacity", "type": "quantitative", "scale": None}},
        },
        {
            "mark": {"type": "text", "dy": 16, "fontSize": 15, "fontWeight": 600, "color": token("surface")},
            "encoding": {"text": {"field": "label"}},
        },
    ]
    found = [bar for bar in rows if goal and bar.year == goal.year]
    if goal and found:
        layers += _goal_layers(goal, found[0])
    return {
        "width": size[0],
        "height": size[1],
        "data": {"values": values},
        "encoding": {
            "x": {
                "field": "name",
                "type": "ordinal",
                "sort": names,
                "axis": {"labelAngle": 0, "domain": True, "domainColor": token("ink-2")},
            },
            "y": {"field": "value", "type": "quantitative", "axis": {"tickCount": 5, "format": ",~f"}},
        },
        "layer": layers,
    }


def _goal_layers(goal: Goal, bar: Bar) -> list[Spec]:
    row = {"name": bar.name, "value": goal.value, "reached": bar.value, "label": goal.label, "gap": goal.gap}
    data = {"values": [row]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": [3, 3], "color": token("ink-2")},
            "encoding": {"y2": {"field": "reached"}},
        },
        {"data": data, "mark": {"type": "tick", "thickness": 3, "width": {"band": 0.86}, "color": token("ink")}},
        {
            "data": data,
            "mark": {"type": "text", "dy": -12, "fontSize": 15, "fontWeight": 600, "color": token("ink")},
            "encoding": {"text": {"field": "label"}},
        },
        {
            "data": {"values": [row | {"value": (goal.value + bar.value) / 2}]},
            "mark": {"type": "text", "align": "left", "dx": 8, "color": token("ink-2")},
            "encoding": {"text": {"field": "gap"}},
        },
    ]


def stack(
    parts: Sequence[Part], totals: dict[int, float], *, size: tuple[int, int] = (360, 210), decimals: int = 1
) -> Spec:
    """Vega-Lite spec of contributions by year: parts above and below zero, the total as a ring, the last one labelled."""
    rows = [
        {"year": year, "name": part.name, "value": value, "order": at}
        for at, part in enumerate(parts)
        for year, value in sorted(part.values.items())
    ]
    rings = [{"year": year, "value": value} for year, value in sorted(totals.items())]
    labelled = [ring | {"label": say(ring["value"], decimals)} for ring in rings[-1:]]
    ring_mark = {
        "type": "point",
        "size": 70,
        "filled": True,
        "opacity": 1,
        "stroke": token("ink"),
        "strokeWidth": 1.8,
        "fill": token("surface"),
    }
    return {
        "width": size[0],
        "height": size[1],
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "axis": {"labelAngle": 0}},
            "y": {
                "field": "value",
                "type": "quantitative",
                "axis": {"tickCount": 5, "labelExpr": "replace(datum.label, '-', '−')"},
            },
        },
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "width": {"band": 0.6}},
                "encoding": {
                    "color": {
                        "field": "name",
                        "scale": {
                            "domain": [part.name for part in parts],
                            "range": [token(part.ink) for part in parts],
                        },
                    },
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            {
                "data": {"values": [{"value": 0}]},
                "mark": {"type": "rule", "color": token("ink-2")},
                "encoding": {"x": None, "y": {"field": "value", "type": "quantitative"}},
            },
            {"data": {"values": rings}, "mark": ring_mark},
            {
                "data": {"values": labelled},
                "mark": {"type": "text", "align": "right", "dx": -12, "fontSize": 15, "fontWeight": 600},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }

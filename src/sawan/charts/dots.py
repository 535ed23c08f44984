"""Every province as a dot on one scale: where the own one stands, its neighbours of the cluster named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sawan.charts.render import Spec, token
from sawan.charts.trend import say


@dataclass(frozen=True, slots=True)
class Dot:
    """An area's value; `own` is drawn in the province's colour, `peer` in the cluster's, both are named."""

    name: str
    value: float
    own: bool = False
    peer: bool = False


def dots(areas: Sequence[Dot], *, size: tuple[int, int] = (400, 210), decimals: int = 1) -> Spec:
    """Vega-Lite spec of a dot plot: values in some 40 bins, dots of a bin stacked; own and peers with leader lines."""
    placed = _stack(areas, bins=max(20, size[0] // 10))
    rows = [
        {"value": x, "level": level, "ink": "own" if dot.own else "peer" if dot.peer else "other"}
        for dot, x, level in placed
    ]
    tallest = max(level for _, _, level in placed) + 1
    top = max(tallest + 6, 16)
    layers: list[Spec] = [
        {
            "data": {"values": rows},
            "mark": {"type": "circle", "opacity": 1},
            "encoding": {
                "color": {
                    "field": "ink",
                    "scale": {
                        "domain": ["own", "peer", "other"],
                        "range": [token("data-1"), token("data-2"), token("data-5")],
                    },
                },
                "opacity": {"condition": {"test": "datum.ink == 'other'", "value": 0.5}, "value": 1},
                "size": {"condition": {"test": "datum.ink == 'own'", "value": 170}, "value": 80},
            },
        },
        *_named(placed, top, decimals),
    ]
    return {
        "width": size[0],
        "height": size[1],
        "encoding": {
            "x": {
                "field": "value",
                "type": "quantitative",
                "axis": {"tickCount": 6, "grid": True, "labelExpr": "replace(format(datum.value, ',~f'), '-', '−')"},
            },
            "y": {"field": "level", "type": "quantitative", "axis": None, "scale": {"domain": [-0.5, top + 1]}},
        },
        "layer": layers,
    }


def _stack(areas: Sequence[Dot], bins: int) -> list[tuple[Dot, float, int]]:
    """(dot, centre of its bin, level in the bin from 0); named dots keep their place in order of value."""
    ordered = sorted(areas, key=lambda dot: dot.value)
    low, high = ordered[0].value, ordered[-1].value
    width = (high - low) / bins or 1
    filled: dict[int, int] = {}
    placed = []
    for dot in ordered:
        at = min(int((dot.value - low) / width), bins - 1)
        level = filled.get(at, 0)
        filled[at] = level + 1
        placed.append((dot, low + (at + 0.5) * width, level))
    return placed


def _named(placed: Sequence[tuple[Dot, float, int]], top: int, decimals: int) -> list[Spec]:
    """A leader line and a name for the own dot (highest) and its peers (stepwise lower, so that names do not meet)."""
    layers: list[Spec] = []
    named = [(dot, x, level) for dot, x, level in placed if dot.own or dot.peer]
    low, high = placed[0][1], placed[-1][1]
    step = 0
    for dot, x, level in named:
        ink = "data-1" if dot.own else "data-2"
        height = top - 0.2 if dot.own else top - 1.8 - 1.6 * (step % 3)
        step += 0 if dot.own else 1
        right = x > low + 0.7 * (high - low)
        row = {
            "value": x,
            "level": level + 0.7,
            "end": height,
            "label": f"{dot.name} {say(dot.value, decimals)}" if dot.own else dot.name,
        }
        layers += [
            {
                "data": {"values": [row]},
                "mark": {"type": "rule", "color": token(ink)},
                "encoding": {"y2": {"field": "end"}},
            },
            {
                "data": {"values": [row]},
                "mark": {
                    "type": "text",
                    "baseline": "bottom",
                    "dy": -2,
                    "align": "right" if right else "left" if x < low + 0.2 * (high - low) else "center",
                    "fontWeight": 600 if dot.own else 500,
                    "color": token(f"{ink}-text"),
                },
                "encoding": {"y": {"field": "end", "type": "quantitative"}, "text": {"field": "label"}},
            },
        ]
    return layers

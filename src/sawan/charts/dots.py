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


def dots(areas: Sequence[Dot], *, size: tuple[int, int] = (440, 240), decimals: int = 1) -> Spec:
    """Vega-Lite spec of a dot plot: values in some 40 bins, dots of a bin stacked; own and peers with leader lines."""
    low, high = _limits([dot.value for dot in areas], keep=[dot.value for dot in areas if dot.own or dot.peer])
    placed = _stack(areas, (low, high), bins=max(20, size[0] // 10))
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
                "scale": {"domain": [low, high], "zero": False, "nice": False},
                "axis": {"tickCount": 6, "grid": True, "labelExpr": "replace(format(datum.value, ',~f'), '-', '−')"},
            },
            "y": {"field": "level", "type": "quantitative", "axis": None, "scale": {"domain": [-0.5, top + 1]}},
        },
        "layer": layers,
    }


def _limits(values: Sequence[float], keep: Sequence[float]) -> tuple[float, float]:
    """The ends of the scale: the most extreme values that lie within 3 interquartile ranges, and all of `keep`.

    What lies beyond is drawn at the end, so that a few outliers do not press the others together.
    """
    ordered = sorted(values)
    quarter = len(ordered) // 4
    reach = 3 * (ordered[-quarter - 1] - ordered[quarter])
    low, high = ordered[quarter] - reach, ordered[-quarter - 1] + reach
    inner = [value for value in ordered if low <= value <= high] + list(keep)
    margin = (max(inner) - min(inner)) * 0.03 or 0.5
    return min(inner) - margin, max(inner) + margin


def _stack(areas: Sequence[Dot], limits: tuple[float, float], bins: int) -> list[tuple[Dot, float, int]]:
    """(dot, centre of its bin, level in the bin from 0); values beyond the limits stand in the end bins."""
    low, high = limits
    width = (high - low) / bins
    filled: dict[int, int] = {}
    placed = []
    for dot in sorted(areas, key=lambda dot: dot.value):
        at = max(0, min(int((dot.value - low) / width), bins - 1))
        level = filled.get(at, 0)
        filled[at] = level + 1
        placed.append((dot, low + (at + 0.5) * width, level))
    return placed


def _named(placed: Sequence[tuple[Dot, float, int]], top: int, decimals: int) -> list[Spec]:
    """A leader line and a name for the own dot (highest) and its peers, each a step lower so that no two names meet."""
    own_x = next((x for dot, x, _ in placed if dot.own), 0.0)
    ordered = sorted((row for row in placed if row[0].own or row[0].peer), key=lambda row: abs(row[1] - own_x))
    layers: list[Spec] = []
    for step, (dot, x, level) in enumerate(ordered):
        ink, height = ("data-1" if dot.own else "data-2"), top - 1.9 * step
        said = f"{dot.name} {say(dot.value, decimals)}" if dot.own else dot.name
        row = {"value": x, "level": level + 0.7, "end": height, "label": said}
        align = "center" if dot.own else "right" if x < own_x else "left"
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
                    "baseline": "bottom" if dot.own else "middle",
                    "dy": -2 if dot.own else 6,
                    "dx": 0 if dot.own else -5 if x < own_x else 5,
                    "align": align,
                    "fontWeight": 600 if dot.own else 500,
                    "color": token(f"{ink}-text"),
                },
                "encoding": {"y": {"field": "end", "type": "quantitative"}, "text": {"field": "label"}},
            },
        ]
    return layers

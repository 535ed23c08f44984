"""Values over years as lines: the own province in front, labels at the line ends, events as grey bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sawan.charts.render import Spec, token

_INKS = ("data-1", "data-2", "data-5", "data-3", "data-4", "data-6")
LABEL_GAP = 0.085
"""Least distance of two labels at line ends, as a share of the plot's height."""
_DASHES: tuple[list[int], ...] = ([], [5, 4], [], [8, 3, 2, 3], [2, 3], [1, 3])


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name at the end ("" : the value alone), its colour token, (year, value) points in order; a gap in years breaks the line."""

    name: str
    ink: str
    points: Sequence[tuple[int, float]]
    dash: Sequence[int] = ()
    width: float = 2.0


@dataclass(frozen=True, slots=True)
class Event:
    """A grey band behind the lines, named above the plot."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Band:
    """An interval of the forecast: (year, low, high) and how dark it is (0-1)."""

    points: Sequence[tuple[int, float, float]]
    opacity: float


def inks(names: Sequence[str]) -> list[tuple[str, str, tuple[int, ...], float]]:
    """(name, colour, dash, width) for series in the house's order: own province, region, country, others."""
    return [(name, _INKS[at % 6], tuple(_DASHES[at % 6]), 3.2 if at == 0 else 2.0) for at, name in enumerate(names)]


def trend(
    series: Sequence[Series],
    *,
    unit: str = "",
    events: Sequence[Event] = (),
    bands: Sequence[Band] = (),
    size: tuple[int, int] = (900, 300),
    decimals: int = 1,
    target: tuple[int, float, str] | None = None,
    forecast: str = "",
) -> Spec:
    """Vega-Lite spec of lines over B.E. years; `size` is width and height of the plot in px.

    `target` is (year, value, label): an ink dash at its year. Extremes of the first series are labelled. With bands
    the years after the last value stand on sunken ground, named by the word `forecast`.
    """
    years = sorted({year for line in series for year, _ in line.points} | {y for b in bands for y, _, _ in b.points})
    layers: list[Spec] = [_event_layer(events, years)] if events else []
    if bands:
        layers.append(_forecast_layer(series[0].points[-1][0], years[-1], forecast))
    layers += [_band_layer(band, series[0].ink) for band in bands]
    layers += [_zero_layer()] if _crosses_zero(series) else []
    layers += [layer for line in reversed(series) for layer in _line_layers(line)]
    layers += _extreme_layers(series[0], decimals) + _end_layers(
        series, decimals, _extent(series, bands), years[-1] if bands else None
    )
    if target:
        layers += _target_layers(*target)
    ticks = _ticks(years, 9 if size[0] > 500 else 5)
    return {
        "width": size[0],
        "height": size[1],
        "padding": {"top": 22 if events else 12, "right": 12, "bottom": 6, "left": 6},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "scale": {"domain": [years[0], years[-1]], "nice": False},
                "axis": {"values": ticks, "format": "d"},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"zero": False, "nice": True},
                "axis": {"tickCount": 6, "labelExpr": _axis_label(unit)},
            },
        },
        "layer": layers,
    }


def _axis_label(unit: str) -> str:
    number = "replace(format(datum.value, ',~f'), '-', '−')"
    return number if unit != "%" else f"{number} + (datum.index === 1 ? '%' : '')"


def _crosses_zero(series: Sequence[Series]) -> bool:
    values = [value for line in series for _, value in line.points]
    return min(values) < 0 < max(values)


def _zero_layer() -> Spec:
    return {
        "data": {"values": [{"value": 0}]},
        "mark": {"type": "rule", "color": token("ink-2"), "strokeWidth": 1},
        "encoding": {"x": None, "y": {"field": "value", "type": "quantitative"}},
    }


def _line_layers(line: Series) -> list[Spec]:
    rows = [{"year": year, "value": value, "run": run} for run, year, value in _runs(line.points)]
    mark = {"type": "line", "color": token(line.ink), "strokeWidth": line.width, "strokeJoin": "round"}
    if line.dash:
        mark["strokeDash"] = list(line.dash)
    return [{"data": {"values": rows}, "mark": mark, "encoding": {"detail": {"field": "run"}}}]


def _runs(points: Sequence[tuple[int, float]]) -> list[tuple[int, int, float]]:
    """Number the stretches without a missing year, so that no line is drawn over a gap."""
    run, numbered = 0, [(0, *points[0])] if points else []
    for (before, _), (year, value) in pairwise(points):
        run += year - before > 1
        numbered.append((run, year, value))
    return numbered


def _extreme_layers(line: Series, decimals: int) -> list[Spec]:
    if len(line.points) < 5:
        return []
    chosen = _extremes(line.points)
    rows = [
        {"year": year, "value": value, "label": say(value, decimals), "dy": -14 if high else 16}
        for year, value, high in chosen
    ]
    dots = {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 60, "color": token(line.ink), "opacity": 1},
    }
    labels: list[Spec] = [
        {
            "data": {"values": [row for row in rows if row["dy"] == dy]},
            "mark": {"type": "text", "dy": dy, "fontWeight": 600, "fontSize": 15, "color": token(f"{line.ink}-text")},
            "encoding": {"text": {"field": "label"}},
        }
        for dy in (-14, 16)
    ]
    return [dots, *[layer for layer in labels if layer["data"]["values"]]]


def _extremes(points: Sequence[tuple[int, float]]) -> list[tuple[int, float, bool]]:
    """The highest and the lowest inner point: (year, value, whether it is the high one)."""
    inner = points[1:-1]
    high, low = max(inner, key=lambda p: p[1]), min(inner, key=lambda p: p[1])
    return [(*high, True), (*low, False)] if high != low else []


def _extent(series: Sequence[Series], bands: Sequence[Band]) -> float:
    """How far the values and the bands reach from the lowest to the highest."""
    values = [value for line in series for _, value in line.points]
    values += [edge for band in bands for _, low, high in band.points for edge in (low, high)]
    return max(values) - min(values) or 1.0


def _end_layers(series: Sequence[Series], decimals: int, extent: float, beyond: int | None) -> list[Spec]:
    """Names and last values at the line ends, moved apart where they would overlap; `beyond` the bands, if any."""
    ends = sorted(
        ((line.points[-1][1], line) for line in series if line.points), key=lambda pair: pair[0], reverse=True
    )
    layers: list[Spec] = []
    for y, (value, line) in zip(_apart([value for value, _ in ends], extent * LABEL_GAP), ends, strict=True):
        label = f"{line.name} {say(value, decimals)}".strip()
        row = {"year": beyond or line.points[-1][0], "value": y, "label": label}
        mark = {
            "type": "text",
            "align": "left",
            "dx": 12,
            "fontSize": 14,
            "fontWeight": 600 if line is series[0] else 500,
            "color": token(f"{line.ink}-text") if line.ink != "data-6" else token("data-6"),
        }
        layers.append({"data": {"values": [row]}, "mark": mark, "encoding": {"text": {"field": "label"}}})
    first = series[0]
    if first.points:
        year, value = first.points[-1]
        dot = {"type": "point", "filled": True, "size": 70, "color": token(first.ink), "opacity": 1}
        layers.append({"data": {"values": [{"year": year, "value": value}]}, "mark": dot})
    return layers


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Heights, the highest first, moved apart to at least `gap`; the middle of a crowd stays where it was."""
    groups: list[list[float]] = []
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _top(groups[-1], gap) + gap > _top(groups[-2], gap) - gap * (len(groups[-2]) - 1):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [_top(group, gap) - at * gap for group in groups for at in range(len(group))]


def _top(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) + gap * (len(group) - 1) / 2


def _forecast_layer(first: int, last: int, word: str) -> Spec:
    """The ground on which the future stands, its word at the foot."""
    return {
        "data": {"values": [{"from": first, "to": last, "word": word}]},
        "encoding": {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, "y": None},
        "layer": [
            {"mark": {"type": "rect", "color": token("sunken")}},
            {
                "mark": {"type": "text", "align": "right", "baseline": "bottom", "dx": -4, "color": token("ink-2")},
                "encoding": {
                    "text": {"field": "word"},
                    "x": {"field": "to", "type": "quantitative"},
                    "x2": None,
                    "y": {"value": {"expr": "height - 4"}},
                },
            },
        ],
    }


def _event_layer(events: Sequence[Event], years: Sequence[int]) -> Spec:
    rows = [
        {"name": event.name, "from": max(event.first - 0.2, years[0]), "to": min(event.last + 0.2, years[-1])}
        for event in events
        if event.last >= years[0] and event.first <= years[-1]
    ]
    x = {"field": "from", "type": "quantitative"}
    return {
        "data": {"values": rows},
        "encoding": {"x": x, "x2": {"field": "to"}, "y": None},
        "layer": [
            {"mark": {"type": "rect", "color": token("sunken")}},
            {
                "mark": {"type": "text", "y": -12, "fontSize": 14, "color": token("ink-3"), "align": "center"},
                "encoding": {"text": {"field": "name"}, "y": {"value": -12}},
            },
        ],
    }


def _band_layer(band: Band, ink: str) -> Spec:
    return {
        "data": {"values": [{"year": year, "low": low, "high": high} for year, low, high in band.points]},
        "mark": {"type": "area", "color": token(ink), "opacity": band.opacity},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _target_layers(year: int, value: float, label: str) -> list[Spec]:
    rows = {"values": [{"year": year, "value": value, "label": label}]}
    return [
        {
            "data": rows,
            "mark": {"type": "tick", "orient": "horizontal", "thickness": 3, "size": 46, "color": token("ink")},
        },
        {
            "data": rows,
            "mark": {"type": "text", "dy": -12, "fontWeight": 600, "color": token("ink")},
            "encoding": {"text": {"field": "label"}},
        },
    ]


def _ticks(years: Sequence[int], most: int) -> list[int]:
    """Every nth year counted back from the last, so that the last always stands."""
    step = next(n for n in (1, 2, 3, 4, 5, 10, 20, 50, 100) if (years[-1] - years[0]) / n < most)
    return list(range(years[-1], years[0] - 1, -step))[::-1]


def say(value: float, decimals: int) -> str:
    """A number on a chart: thousands separated, a true minus sign."""
    return f"{value:,.{decimals}f}".replace("-", "−")

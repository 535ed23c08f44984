"""Values over years as lines: the own province in front, labels at the line ends, events as grey bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sawan.charts.render import Spec, token

_INKS = ("data-1", "data-2", "data-5", "data-3", "data-4", "data-6")
_DASHES: tuple[list[int], ...] = ([], [5, 4], [], [8, 3, 2, 3], [2, 3], [1, 3])


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name at the end, its colour token, (year, value) points in order; a gap in years breaks the line."""

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
) -> Spec:
    """Vega-Lite spec of lines over B.E. years; `size` is width and height of the plot in px.

    `target` is (year, value, label): an ink dash at its year. Extremes of the first series are labelled.
    """
    years = sorted({year for line in series for year, _ in line.points} | {y for b in bands for y, _, _ in b.points})
    layers: list[Spec] = [_event_layer(events, years)] if events else []
    layers += [_band_layer(band, series[0].ink) for band in bands]
    layers += [_zero_layer()] if _crosses_zero(series) else []
    layers += [layer for line in reversed(series) for layer in _line_layers(line)]
    layers += _extreme_layers(series[0], decimals) + _end_layers(series, decimals)
    if target:
        layers += _target_layers(*target)
    ticks = _ticks(years, 9 if size[0] > 500 else 5)
    return {
        "width": size[0],
        "height": size[1],
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


def _end_layers(series: Sequence[Series], decimals: int) -> list[Spec]:
    """Names and last values at the line ends, moved apart where they would overlap."""
    ends = sorted(
        ((line.points[-1][1], line) for line in series if line.points), key=lambda pair: pair[0], reverse=True
    )
    values = [value for line in series for _, value in line.points]
    gap = (max(values) - min(values) or 1) * 0.075
    layers: list[Spec] = []
    last = float("inf")
    for value, line in ends:
        y = min(value, last - gap)
        last = y
        layers.append(
            {
                "data": {
                    "values": [{"year": line.points[-1][0], "value": y, "label": f"{line.name} {say(value, decimals)}"}]
                },
                "mark": {
                    "type": "text",
                    "align": "left",
                    "dx": 12,
                    "fontSize": 14,
                    "fontWeight": 600 if line is series[0] else 500,
                    "color": token(f"{line.ink}-text") if line.ink != "data-6" else token("data-6"),
                },
                "encoding": {"text": {"field": "label"}},
            }
        )
    first = series[0]
    if first.points:
        year, value = first.points[-1]
        layers.append(
            {
                "data": {"values": [{"year": year, "value": value}]},
                "mark": {"type": "point", "filled": True, "size": 70, "color": token(first.ink), "opacity": 1},
            }
        )
    return layers


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

"""Normalisation: indicators on a common scale on which more is better (handbook, step 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sawan.measure.composite.faults import fault
from sawan.measure.composite.layout import Layout, constants, highest, lowest, rows
from sawan.measure.composite.methods import RANKED
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method, Pool
from sawan.problems import Problem, Refused


@dataclass(frozen=True)
class Part:
    """Some indicators over the years of one pool: treated values `x[b, t, i, k]` and the pool `pooled[b, row, k]`.

    `y` and `pooled_y` are the same turned so that more is better; `direction[k]` is +1 or -1, `columns` are the
    positions of the indicators in the tree.
    """

    x: Array
    y: Array
    pooled: Array
    pooled_y: Array
    direction: Array
    columns: tuple[int, ...]
    layout: Layout
    targets: slice
    year: int | None

    def code(self, at: int | np.intp) -> str:
        """Code of the k-th indicator."""
        return self.layout.tree.indicators[self.columns[int(at)]]


def normalise(values: Array, method: Method, layout: Layout, pool: Pool) -> Array:
    """Normalise `values[b, t, i, j]` (treated, own units and sign) by the method of each indicator; NaN stays NaN.

    Raises `Refused` with every indicator that its method cannot scale.
    """
    normalised = np.full(values.shape, np.nan)
    problems: list[Problem] = []
    for (own, own_pool), columns in _families(method, layout, pool):
        if own.name in RANKED and isinstance(own_pool, int):
            raise Refused(fault("rank_needs_pool", field="normalise", method=own.name))
        x = values[..., list(columns)] if len(columns) < values.shape[-1] else values
        direction = layout.directions[list(columns)]
        y = x * direction
        for targets, sources, year in layout.pools(own_pool):
            part = Part(
                x=x[:, targets],
                y=y[:, targets],
                pooled=rows(x, sources),
                pooled_y=rows(y, sources),
                direction=direction,
                columns=columns,
                layout=layout,
                targets=targets,
                year=year,
            )
            try:
                scaled = NORMALISERS[own.name](part, own)
            except Refused as refusal:
                problems.extend(refusal.problems)
                continue
            if scaled.shape == values.shape:
                return scaled
            normalised[:, targets, :, list(columns)] = scaled
    if problems:
        raise Refused(problems)
    return normalised


def _families(method: Method, layout: Layout, pool: Pool) -> list[tuple[tuple[Method, Pool], tuple[int, ...]]]:
    """Indicators that share a method and a pool, so that they are scaled at once."""
    families: list[tuple[tuple[Method, Pool], list[int]]] = []
    for column, code in enumerate(layout.tree.indicators):
        own = (method.of(code), method.pool_of(code, pool))
        for (other, other_pool), columns in families:
            if other is own[0] and other_pool == own[1]:
                columns.append(column)
                break
        else:
            families.append((own, [column]))
    return [(own, tuple(columns)) for own, columns in families]


def _wide(statistic: Array) -> Array:
    """`[b, k]` against `[b, t, i, k]`."""
    return statistic[:, None, None, :]


def _ends(part: Part, method: str) -> tuple[Array, Array]:
    """Minimum and maximum of y over the pool; refused where they are equal."""
    y = part.pooled_y
    low, high = lowest(y), highest(y)
    constants(low, high, part.columns, layout=part.layout, year=part.year, method=method)
    return low, high


def _ends_of_range(method: Method) -> tuple[float, float]:
    low, high = method["range"]
    return float(low), float(high)


def _none(part: Part, method: Method) -> Array:
    return part.y + 0.0


def _minmax(part: Part, method: Method) -> Array:
    low, high = _ends(part, method.name)
    a, b = _ends_of_range(method)
    return (part.y - _wide(low)) / _wide(high - low) * (b - a) + a


def _goalposts(part: Part, method: Method) -> Array:
    low, high = float(method["low"]), float(method["high"])
    a, b = _ends_of_range(method)
    u: Array = np.where(part.direction > 0, part.x - low, high - part.x) / (high - low)
    u = np.clip(u, 0.0, 1.0) if method["clamp"] else u
    return u * (b - a) + a


def _zscore(part: Part, method: Method) -> Array:
    _ends(part, method.name)
    y = part.pooled_y
    present = np.isfinite(y)
    n = present.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(present, y, 0.0).sum(axis=1) / n
        deviations = np.where(present, y - mean[:, None, :], 0.0)
        deviation = np.sqrt((deviations * deviations).sum(axis=1) / (n - 1))
        standard: Array = (part.y - _wide(mean)) / _wide(deviation)
    return standard * float(method["sd"]) + float(method["mean"])


def _rank(part: Part, method: Method) -> Array:
    ranked = ranks_ascending(part.pooled_y, method["ties"])
    return ranked.reshape(part.x.shape)


def _borda(part: Part, method: Method) -> Array:
    return _rank(part, method) - 1


def _percentile(part: Part, method: Method) -> Array:
    n = np.isfinite(part.pooled).sum(axis=1)
    single = np.flatnonzero((n == 1).any(axis=0))
    if len(single):
        codes = [part.code(at) for at in single]
        facts: dict[str, Any] = {"count": 1, "method": method.name, "in_year": part.year}
        raise Refused([fault("too_few_values", field=code, code=code, **facts) for code in codes])
    return (_rank(part, method) - 1) / _wide(np.maximum(n - 1, 1).astype(float))


def _distance_to_max(part: Part, method: Method) -> Array:
    low, high = _ends(part, method.name)
    return (part.y - _wide(low)) / _wide(high - low)


def _distance_to_reference(part: Part, method: Method) -> Array:
    area = method["area"]
    if area not in part.layout.areas:
        raise Refused(fault("unknown_area", field="normalise.area", area=area))
    low = lowest(part.pooled_y)
    reference = part.y[:, :, part.layout.areas.index(area)]
    flat = np.argwhere((reference == low[:, None, :]).any(axis=0))
    if len(flat):
        years = part.layout.years[part.targets]
        found = [(int(at), part.code(column), column) for at, column in flat]
        raise Refused(
            [
                _worst(area, code, part.x[0, at, part.layout.areas.index(area), column], years[at], "reference")
                for at, code, column in found
            ]
        )
    u = (part.y - _wide(low)) / (reference[:, :, None, :] - _wide(low))
    return np.minimum(u, 1.0) if method["cap"] else u


def _distance_to_target(part: Part, method: Method) -> Array:
    target = part.direction * float(method["target"])
    low = lowest(part.pooled_y)
    flat = np.flatnonzero((low == target).any(axis=0))
    if len(flat):
        raise Refused([_worst(None, part.code(at), method["target"], part.year, "target") for at in flat])
    u = (part.y - _wide(low)) / (target - _wide(low))
    return np.minimum(u, 1.0) if method["cap"] else u


def _worst(area: str | None, code: str, value: float, year: int | None, what: str) -> Problem:
    return fault("reference_worst", field=code, code=code, value=value, what=what, in_area=area, in_year=year)


def _fraction_of_max(part: Part, method: Method) -> Array:
    bad: Flags = part.x <= 0
    if bad.any():
        raise Refused(list(_not_positive(part, bad, method.name)))
    with np.errstate(invalid="ignore", divide="ignore"):
        most, least = _wide(highest(part.pooled)), _wide(lowest(part.pooled))
        return np.where(part.direction > 0, part.x / most, least / part.x)


def _not_positive(part: Part, bad: Flags, method: str) -> Sequence[Problem]:
    """The first value of each indicator that is not above zero."""
    years = part.layout.years[part.targets]
    problems = []
    for column in np.flatnonzero(bad.any(axis=(0, 1, 2))):
        draw, at, area, _ = np.argwhere(bad[..., column : column + 1])[0]
        code = part.code(column)
        value = part.x[draw, at, area, column]
        where = {"in_area": part.layout.areas[area], "in_year": years[at]}
        problems.append(fault("not_positive", field=code, code=code, value=value, method=method, **where))
    return problems


def ranks_ascending(observations: Array, ties: str) -> Array:
    """Ranks over axis 1 of `[b, row, k]`, 1 the lowest; equal values share the `min`, `max` or `average`; NaN stays."""
    order = np.argsort(observations, axis=1, kind="stable")
    ordered = np.take_along_axis(observations, order, axis=1)
    size = observations.shape[1]
    position = np.arange(1, size + 1)[None, :, None]
    new = np.ones(ordered.shape, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.maximum.accumulate(np.where(new, position, 0), axis=1)
    last_of_group = np.ones(ordered.shape, dtype=bool)
    last_of_group[:, :-1] = new[:, 1:]
    backwards = np.where(last_of_group, position, size + 1)[:, ::-1]
    last = np.minimum.accumulate(backwards, axis=1)[:, ::-1]
    chosen = {"min": first, "max": last, "average": (first + last) / 2}[ties]
    ranked = np.empty(observations.shape)
    np.put_along_axis(ranked, order, chosen.astype(float), axis=1)
    return np.where(np.isnan(observations), np.nan, ranked)


NORMALISERS: Mapping[str, Callable[[Part, Method], Array]] = {
    "none": _none,
    "minmax": _minmax,
    "goalposts": _goalposts,
    "zscore": _zscore,
    "rank": _rank,
    "borda": _borda,
    "percentile": _percentile,
    "distance_to_max": _distance_to_max,
    "distance_to_reference": _distance_to_reference,
    "distance_to_target": _distance_to_target,
    "fraction_of_max": _fraction_of_max,
}

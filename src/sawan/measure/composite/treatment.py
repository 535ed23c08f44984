"""Treatment of outliers: winsorising, transformations, clipping; each indicator by itself, before direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.faults import fault
from sawan.measure.composite.layout import Layout, rows
from sawan.measure.composite.moments import quantile, skewness_and_kurtosis
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method, Pool
from sawan.problems import Problem, Refused

Key = tuple[int | None, int]


@dataclass(frozen=True)
class Treated:
    """Values after treatment `[b, t, i, j]`, and of the first draw what was done, by (year of the pool, indicator)."""

    values: Array
    moved: Mapping[Key, int] = field(default_factory=dict)
    transformed: Mapping[Key, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Changed:
    """One indicator treated: values `[b, t, i]`; for each draw the points moved and whether it was transformed."""

    values: Array
    moved: NDArray[np.int_]
    transformed: Flags


def treat(values: Array, method: Method, layout: Layout, pool: Pool) -> Treated:
    """Treat every indicator of `values[b, t, i, j]` by its method; raises `Refused` where a logarithm has no value."""
    methods = {column: method.of(code) for column, code in enumerate(layout.tree.indicators)}
    asked = {column: own for column, own in methods.items() if own.name != "none"}
    if not asked:
        return Treated(values)
    treated = values.copy()
    moved: dict[Key, int] = {}
    transformed: dict[Key, bool] = {}
    problems: list[Problem] = []
    for column, own in asked.items():
        code = layout.tree.indicators[column]
        for targets, sources, year in layout.pools(method.pool_of(code, pool)):
            pooled = rows(values[..., column : column + 1], sources)[..., 0]
            part = values[:, targets, :, column]
            with np.errstate(all="ignore"):
                changed = change(own, pooled[:, np.isfinite(pooled[0])], part)
            if not np.isfinite(changed.values[np.isfinite(part)]).all():
                problems.append(fault("not_finite", field=code, method=own.name, code=code, in_year=year))
            treated[:, targets, :, column] = changed.values
            moved[year, column] = int(changed.moved[0])
            transformed[year, column] = bool(changed.transformed[0])
    if problems:
        raise Refused(problems)
    return Treated(treated, moved, transformed)


def change(method: Method, pooled: Array, part: Array) -> Changed:
    """Apply to `part[b, t, i]` what a method makes of the pool `pooled[b, row]` (without holes) of the same draw."""
    if not pooled.shape[1]:
        return _unchanged(part)
    return CHANGES[method.name](method, pooled, part)


def _unchanged(part: Array) -> Changed:
    return Changed(part, np.zeros(len(part), dtype=int), np.zeros(len(part), dtype=bool))


def outlying(method: Method, skewness: Array, kurtosis: Array) -> Flags:
    """|G1| >= skew and G2 >= kurtosis; never where they are undefined."""
    flags: Flags = (np.abs(skewness) >= method["skew"]) & (kurtosis >= method["kurtosis"])
    return flags


def _moments(pooled: Array) -> tuple[Array, Array]:
    skewness, kurtosis = skewness_and_kurtosis(pooled[:, :, None])
    return skewness[:, 0], kurtosis[:, 0]


def _winsorise(method: Method, pooled: Array, part: Array) -> Changed:
    """Draw the furthest points in, one distinct value at a time, until the shape passes or enough are moved."""
    x, still = _drawn_in(method, pooled)
    low = np.where(x.min(axis=1) > pooled.min(axis=1), x.min(axis=1), -np.inf)
    high = np.where(x.max(axis=1) < pooled.max(axis=1), x.max(axis=1), np.inf)
    values = np.clip(part, low[:, None, None], high[:, None, None])
    moved = (x != pooled).sum(axis=1)
    transformed = np.zeros(len(part), dtype=bool)
    again = np.flatnonzero(still)
    if method["then"] is not None and len(again):
        other = change(method["then"], pooled[again], part[again])
        values[again], moved[again], transformed[again] = other.values, other.moved, other.transformed
    return Changed(values, moved, transformed)


def _drawn_in(method: Method, pooled: Array) -> tuple[Array, Flags]:
    """The pool after winsorising, and in which draws it is still outlying; two distinct values stay as they are."""
    x = pooled.copy()
    still = np.zeros(len(x), dtype=bool)
    active = np.arange(len(x))
    while len(active):
        own = x[active]
        skewness, kurtosis = _moments(own)
        still[active] = outlying(method, skewness, kurtosis)
        low, high = own.min(axis=1, keepdims=True), own.max(axis=1, keepdims=True)
        few = (own != pooled[active]).sum(axis=1) < method["max_points"]
        between = ((own > low) & (own < high)).any(axis=1)
        going = (still[active] | method["force"]) & few & between
        active, own, low, high = active[going], own[going], low[going], high[going]
        downwards = (skewness[going] >= 0)[:, None]
        lower = np.where(own < high, own, -np.inf).max(axis=1, keepdims=True, initial=-np.inf)
        higher = np.where(own > low, own, np.inf).min(axis=1, keepdims=True, initial=np.inf)
        own = np.where(downwards & (own == high), lower, own)
        x[active] = np.where(~downwards & (own == low), higher, own)
    return x, still


def _clip(method: Method, pooled: Array, part: Array) -> Changed:
    ordered = np.sort(pooled, axis=1)[:, :, None]
    count = np.full((len(pooled), 1), float(pooled.shape[1]))
    low, high = quantile(ordered, count, method["low"]), quantile(ordered, count, method["high"])
    moved = ((pooled < low) | (pooled > high)).sum(axis=1)
    values = np.clip(part, low[:, :, None], high[:, :, None])
    return Changed(values, moved, np.zeros(len(part), dtype=bool))


def _transformation(method: Method, pooled: Array, part: Array) -> Changed:
    if method["when"] == "always":
        chosen = np.ones(len(pooled), dtype=bool)
    else:
        chosen = outlying(method, *_moments(pooled))
    if not chosen.any():
        return _unchanged(part)
    values = part.copy()
    values[chosen] = TRANSFORMATIONS[method.name](method, pooled[chosen], part[chosen])
    return Changed(values, np.zeros(len(part), dtype=int), chosen)


def _ends(pooled: Array) -> tuple[Array, Array]:
    return pooled.min(axis=1)[:, None, None], pooled.max(axis=1)[:, None, None]


def _log(method: Method, pooled: Array, x: Array) -> Array:
    low, high = _ends(pooled)
    logged: Array = np.log(x - low + 0.01 * (high - low))
    return logged


def _log_signed(method: Method, pooled: Array, x: Array) -> Array:
    low, high = _ends(pooled)
    mirrored = -np.log(high + 0.01 * (high - low) - x)
    to_the_right = (_moments(pooled)[0] > 0)[:, None, None]
    return np.where(to_the_right, np.log(x - low + 0.01 * (high - low)), mirrored)


def _log_plus_one(method: Method, pooled: Array, x: Array) -> Array:
    logged: Array = np.log(x - _ends(pooled)[0] + 1)
    return logged


def _log_gii(method: Method, pooled: Array, x: Array) -> Array:
    low, high = _ends(pooled)
    logged: Array = np.log((high - 1) * (x - low) / (high - low) + 1)
    return logged


def _boxcox(method: Method, pooled: Array, x: Array) -> Array:
    z = x - _ends(pooled)[0] + 1
    z = np.where(z > 0, z, np.nan)
    power = method["lambda"]
    raised: Array = np.log(z) if power == 0 else (z**power - 1) / power
    return raised


TRANSFORMATIONS: Mapping[str, Callable[[Method, Array, Array], Array]] = {
    "log": _log,
    "log_signed": _log_signed,
    "log_plus_one": _log_plus_one,
    "log_gii": _log_gii,
    "boxcox": _boxcox,
}

CHANGES: Mapping[str, Callable[[Method, Array, Array], Changed]] = {
    "winsorise": _winsorise,
    "auto": _winsorise,
    "clip": _clip,
    **dict.fromkeys(TRANSFORMATIONS, _transformation),
}

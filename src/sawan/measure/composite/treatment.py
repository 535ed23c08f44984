"""Treatment of outliers: winsorising, transformations, clipping; each indicator by itself, before direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from sawan.measure.composite.faults import fault
from sawan.measure.composite.layout import Layout, rows
from sawan.measure.composite.moments import quantile, skewness_and_kurtosis
from sawan.measure.composite.panel import Array, Flags
from sawan.measure.composite.spec import Method, Pool
from sawan.problems import Problem, Refused


@dataclass(frozen=True)
class Treated:
    """Values after treatment `[b, t, i, j]`; of the first draw, for each pool and indicator: points moved, transformed."""

    values: Array
    moved: Mapping[tuple[int | None, int], int]
    transformed: Mapping[tuple[int | None, int], bool]


@dataclass(frozen=True)
class Rule:
    """What one indicator undergoes: `change` maps its values to treated ones."""

    change: Callable[[Array], Array]
    moved: int = 0
    transformed: bool = False


def treat(values: Array, method: Method, layout: Layout, pool: Pool) -> Treated:
    """Treat every indicator of `values[b, t, i, j]` by its method; raises `Refused` where a logarithm has no value."""
    treated = values.copy()
    moved: dict[tuple[int | None, int], int] = {}
    transformed: dict[tuple[int | None, int], bool] = {}
    problems: list[Problem] = []
    for column, code in enumerate(layout.tree.indicators):
        own = method.of(code)
        if own.name == "none":
            continue
        for targets, sources, year in layout.pools(method.pool_of(code, pool)):
            key = (year, column)
            observations = rows(values[..., column : column + 1], sources)
            for draw in _touched(own, observations):
                pooled = observations[draw, :, 0]
                rule = rule_of(own, pooled[np.isfinite(pooled)])
                part = values[draw, targets, :, column]
                with np.errstate(all="ignore"):
                    changed = rule.change(part)
                if not np.isfinite(changed[np.isfinite(part)]).all():
                    problems.append(fault("not_finite", field=code, method=own.name, code=code, in_year=year))
                    break
                treated[draw, targets, :, column] = changed
                if draw == 0:
                    moved[key], transformed[key] = rule.moved, rule.transformed
    if problems:
        raise Refused(problems)
    return Treated(treated, moved, transformed)


def _touched(method: Method, observations: Array) -> Array:
    """Draws in which a method can change an indicator: all, or those where it is outlying."""
    everything = np.arange(len(observations))
    if method.name == "clip" or method.parameters.get("force") or method.parameters.get("when") == "always":
        return everything
    skewness, kurtosis = skewness_and_kurtosis(observations)
    flags: Flags = outlying(skewness[:, 0], kurtosis[:, 0], method["skew"], method["kurtosis"])
    return everything[flags]


def outlying(skewness: Array, kurtosis: Array, skew: float, peak: float) -> Flags:
    """|G1| >= skew and G2 >= kurtosis; never where they are undefined."""
    with np.errstate(invalid="ignore"):
        flags: Flags = (np.abs(skewness) >= skew) & (kurtosis >= peak)
    return flags


def rule_of(method: Method, pooled: Array) -> Rule:
    """The rule that a method makes of the values of a pool `[row]` without holes."""
    if not len(pooled):
        return Rule(_same)
    return RULES[method.name](method, pooled)


def _same(x: Array) -> Array:
    return x


def _moments(x: Array) -> tuple[float, float]:
    skewness, kurtosis = skewness_and_kurtosis(x[None, :, None])
    return float(skewness[0, 0]), float(kurtosis[0, 0])


def _is_outlying(method: Method, x: Array) -> bool:
    skewness, kurtosis = _moments(x)
    return abs(skewness) >= method["skew"] and kurtosis >= method["kurtosis"]


def _winsorise(method: Method, pooled: Array) -> Rule:
    """Draw the furthest points in, one distinct value at a time, until the shape passes or enough are moved."""
    x = pooled.copy()
    while True:
        skewness, kurtosis = _moments(x)
        still = abs(skewness) >= method["skew"] and kurtosis >= method["kurtosis"]
        moved = int((x != pooled).sum())
        distinct = np.unique(x)
        if not (still or method["force"]) or moved >= method["max_points"] or len(distinct) <= 2:
            break
        if skewness >= 0:
            x[x == distinct[-1]] = distinct[-2]
        else:
            x[x == distinct[0]] = distinct[1]
    if still and method["then"] is not None:
        return rule_of(method["then"], pooled)
    low = x.min() if x.min() > pooled.min() else -np.inf
    high = x.max() if x.max() < pooled.max() else np.inf
    return Rule(partial(_limited, low=low, high=high), moved=moved)


def _limited(x: Array, low: float, high: float) -> Array:
    return np.clip(x, low, high)


def _clip(method: Method, pooled: Array) -> Rule:
    ordered, count = np.sort(pooled)[None, :, None], np.array([[float(len(pooled))]])
    low, high = (float(quantile(ordered, count, method[end])[0, 0]) for end in ("low", "high"))
    return Rule(partial(_limited, low=low, high=high), moved=int(((pooled < low) | (pooled > high)).sum()))


def _transformation(method: Method, pooled: Array) -> Rule:
    if method["when"] == "outlying" and not _is_outlying(method, pooled):
        return Rule(_same)
    low, high = float(pooled.min()), float(pooled.max())
    if method.name == "boxcox":
        return Rule(partial(_boxcox, low=low, power=method["lambda"]), transformed=True)
    change = TRANSFORMATIONS[method.name]
    if method.name == "log_signed" and not _moments(pooled)[0] > 0:
        change = _mirrored_log
    return Rule(partial(change, low=low, high=high), transformed=True)


def _log(x: Array, low: float, high: float) -> Array:
    logged: Array = np.log(x - low + 0.01 * (high - low))
    return logged


def _mirrored_log(x: Array, low: float, high: float) -> Array:
    logged: Array = -np.log(high + 0.01 * (high - low) - x)
    return logged


def _log_plus_one(x: Array, low: float, high: float) -> Array:
    logged: Array = np.log(x - low + 1)
    return logged


def _log_gii(x: Array, low: float, high: float) -> Array:
    logged: Array = np.log((high - 1) * (x - low) / (np.float64(high) - low) + 1)
    return logged


def _boxcox(x: Array, low: float, power: float) -> Array:
    z = x - low + 1
    changed: Array = np.log(z) if power == 0 else (np.where(z > 0, z, np.nan) ** power - 1) / power
    return changed


TRANSFORMATIONS: Mapping[str, Callable[..., Array]] = {
    "log": _log,
    "log_signed": _log,
    "log_plus_one": _log_plus_one,
    "log_gii": _log_gii,
}

RULES: Mapping[str, Callable[[Method, Array], Rule]] = {
    "winsorise": _winsorise,
    "auto": _winsorise,
    "log": _transformation,
    "log_signed": _transformation,
    "log_plus_one": _transformation,
    "log_gii": _transformation,
    "boxcox": _transformation,
    "clip": _clip,
}
